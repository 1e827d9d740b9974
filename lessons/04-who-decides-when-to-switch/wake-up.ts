import { Thread } from "threading";
import * as time from "time";

function speak(turn: Int32Array, me: number, n: number) {
  for (let i = 0; i < n; i++) {
    while (turn[0] !== me) Atomics.wait(turn, 0, 1 - me);
    turn[0] = 1 - me;
    Atomics.notify(turn, 0);
  }
}

const turn = new Int32Array(new SharedArrayBuffer(4));
const bob = new Thread(speak, turn, 1, 2_002);
bob.start();
speak(turn, 0, 2); // now bob is there

const begun = time.perfCounter();
speak(turn, 0, 2_000);
const us = ((time.perfCounter() - begun) * 1e6) / 4_000;
console.log(`to switch: ${us.toFixed(2)} µs`);
