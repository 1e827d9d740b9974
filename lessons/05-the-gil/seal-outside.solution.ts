import { Lock, Thread } from "threading";
import * as time from "time";

// The model: a function written in C. It works outside, on
// a box of its own, and hangs up the key.
function seal(who: string, key: Lock) {
  key.release();
  time.sleep(3);
  console.log(`${who}: sealed`);
  key.acquire();
}

function clerk(who: string, key: Lock) {
  key.acquire();
  time.sleep(1);
  console.log(`${who}: took a box`);
  seal(who, key);
  key.release();
}

const key = new Lock();
const ann = new Thread(clerk, "ann", key);
const bo = new Thread(clerk, "bo", key);
ann.start();
bo.start();
ann.joinSync();
bo.joinSync();
console.log("closed");
