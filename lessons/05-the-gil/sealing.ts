import { Lock, Thread } from "threading";
import * as time from "time";

// The model: `seal` is C code that does without the key.
function seal() {
  time.sleep(4);
}

function clerk(key: Lock) {
  key.with(() => time.sleep(1)); // takes a box
  seal();
}

const key = new Lock();
const ann = new Thread(clerk, key);
const bo = new Thread(clerk, key);
ann.start();
bo.start();
ann.joinSync();
bo.joinSync();
