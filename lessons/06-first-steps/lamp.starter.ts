import { coroutine, createTask, run, sleep } from "asyncio";

const lamp = coroutine(async () => {
  console.log("lamp: on");
  await sleep(99);
  console.log("lamp: off");
});

const main = coroutine(async () => {
  createTask(lamp());
  await sleep(1);
  console.log("good night");
});

await run(main());
console.log("closed");
