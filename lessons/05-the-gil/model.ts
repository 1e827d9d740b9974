import { Lock, Thread } from "threading";
import * as time from "time";

// A model of the GIL: whoever writes holds the key.
function clerk(who: string, key: Lock) {
  key.with(() => time.sleep(1)); // writes
  console.log(`${who}: asked`);
  time.sleep(2); // waits for the bank
  key.with(() => time.sleep(1)); // writes
  console.log(`${who}: entered`);
}

const key = new Lock();
const ann = new Thread(clerk, "ann", key);
const bo = new Thread(clerk, "bo", key);
ann.start();
time.sleep(0.1); // Bo comes a moment later.
bo.start();
ann.joinSync();
bo.joinSync();
