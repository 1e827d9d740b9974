import { Thread } from "threading";
import * as time from "time";

// The second stands for computing: it keeps the thread.
function count(who: string, pages: number) {
  for (let page = 1; page <= pages; page++) time.sleep(1);
  console.log(`${who}: counted`);
}

const ann = new Thread(count, "ann", 3);
const bo = new Thread(count, "bo", 2);
ann.start();
bo.start();
ann.joinSync();
bo.joinSync();
console.log("closed");
