import { Lock, Thread } from "threading";
import * as time from "time";

// The model, enlarged: here a turn lasts 1 s, not 5 ms.
function count(who: string, pages: number, key: Lock) {
  for (let page = 1; page <= pages; page++) {
    key.with(() => time.sleep(1));
    console.log(`${who}: page ${page}`);
  }
}

const key = new Lock();
const ann = new Thread(count, "ann", 3, key);
const bo = new Thread(count, "bo", 3, key);
ann.start();
time.sleep(0.1); // Bo comes a moment later.
bo.start();
ann.joinSync();
bo.joinSync();
