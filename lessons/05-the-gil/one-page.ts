import { Lock, Thread } from "threading";
import * as time from "time";

// The model again, and a turn is 1 s.
function count(who: string, pages: number, key: Lock) {
  for (let page = 1; page <= pages; page++) {
    key.with(() => time.sleep(1));
    console.log(`${who}: page ${page}`);
  }
}

const key = new Lock();
const ann = new Thread(count, "ann", 3, key);
const bo = new Thread(count, "bo", 1, key);
ann.start();
time.sleep(0.1); // Bo comes a moment later.
bo.start();
ann.joinSync();
bo.joinSync();
