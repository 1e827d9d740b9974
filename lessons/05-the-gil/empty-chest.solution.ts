import { Lock, Thread } from "threading";
import * as time from "time";

function spend(chest: Int32Array, lid: Lock) {
  lid.with(() => {
    const coins = chest[0]!;
    time.sleep(1); // signs for it
    if (coins >= 7) chest[0]! -= 7;
  });
}

const lid = new Lock();
const chest = new Int32Array(new SharedArrayBuffer(4));
chest[0] = 10;
const ann = new Thread(spend, chest, lid);
const bo = new Thread(spend, chest, lid);
ann.start();
bo.start();
ann.joinSync();
bo.joinSync();
console.log(`coins: ${chest[0]}`);
