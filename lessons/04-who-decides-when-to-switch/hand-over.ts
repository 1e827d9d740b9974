import * as time from "time";

function* speaker() {
  while (true) yield;
}

let begun = time.perfCounter();
for (let i = 0; i < 50_000; i++) speaker().next();
let s = time.perfCounter() - begun;
console.log(`to start: ${(s / 0.05).toFixed(2)} µs`);

const ada = speaker();
const bob = speaker();
begun = time.perfCounter();
for (let round = 0; round < 100_000; round++) {
  ada.next();
  bob.next();
}
s = time.perfCounter() - begun;
console.log(`to switch: ${(s / 0.2).toFixed(2)} µs`);
