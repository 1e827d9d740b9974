import { Thread } from "threading";
import * as time from "time";

// The second stands for computing: it keeps the thread.
async function count(who: string, pages: number) {
  for (let page = 1; page <= pages; page++) time.sleep(1);
  console.log(`${who}: counted`);
}

await Promise.all([count("ann", 3), count("bo", 2)]);
console.log("closed");
