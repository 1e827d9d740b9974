import {
  coroutine, createTask, run, sleep, toThread,
} from "asyncio";
import * as time from "time";

const errand = (s: number) => {
  time.sleep(s);
  console.log("messenger: back");
};

const main = coroutine(async () => {
  createTask(toThread(errand, 3));
  await sleep(1);
  console.log("main: done");
});

await run(main());
console.log("closed");
