import { Thread } from "threading";
import * as time from "time";

function checked(coins: number) {
  time.sleep(2);
  return coins;
}

function deposit(comes: number, chest: Int32Array) {
  time.sleep(comes);
  chest[0] = checked(chest[0]!) + 1;
}

const chest = new Int32Array(new SharedArrayBuffer(4));
const ann = new Thread(deposit, 0, chest);
const bo = new Thread(deposit, 1, chest);
const cy = new Thread(deposit, 2.5, chest);
for (const clerk of [ann, bo, cy]) clerk.start();
for (const clerk of [ann, bo, cy]) clerk.joinSync();
console.log(`coins: ${chest[0]}`);
