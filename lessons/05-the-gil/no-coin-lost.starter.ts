import { Lock, Thread } from "threading";
import * as time from "time";

function checked(coins: number) {
  time.sleep(1);
  return coins;
}

function deposit(chest: Int32Array) {
  chest[0] = checked(chest[0]!) + 1;
}

const chest = new Int32Array(new SharedArrayBuffer(4));
const ann = new Thread(deposit, chest);
const bo = new Thread(deposit, chest);
ann.start();
bo.start();
ann.joinSync();
bo.joinSync();
console.log(`coins: ${chest[0]}`);
