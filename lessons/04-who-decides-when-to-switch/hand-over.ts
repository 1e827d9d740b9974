import * as time from "time";

function* speaker() {
  while (true) yield;
}

let begun = time.perfCounter();
for (let i = 0; i < 50_000; i++) speaker().next();
let us = ((time.perfCounter() - begun) * 1e6) / 50_000;
console.log(`to start: ${us.toFixed(2)} µs`);

const ada = speaker();
const bob = speaker();
begun = time.perfCounter();
for (let round = 0; round < 100_000; round++) {
  ada.next();
  bob.next();
}
us = ((time.perfCounter() - begun) * 1e6) / 200_000;
console.log(`to switch: ${us.toFixed(2)} µs`);
