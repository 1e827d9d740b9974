import { coroutine, createTask, run, sleep } from "asyncio";

const letter = coroutine(async (to: string, s: number) => {
  try {
    await sleep(s);
    console.log(`${to}: reply`);
  } finally {
    console.log(`${to}: filed`);
  }
});

const main = coroutine(async () => {
  createTask(letter("oslo", 1));
  createTask(letter("lima", 9));
  await sleep(2);
  console.log("main: done");
});

await run(main());
console.log("closed");
