import {
  coroutine, createTask, run, sleep, toThread,
} from "asyncio";
import * as time from "time";

const errand = (s: number) => {
  time.sleep(s);
};

const main = coroutine(async () => {
  createTask(toThread(errand, 2));
  createTask(toThread(errand, 3));
  await sleep(1);
});

await run(main());
