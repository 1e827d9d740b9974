import { coroutine, createTask, run, sleep } from "asyncio";

const letter = coroutine(async () => {
  await sleep(1);
});

const main = coroutine(async () => {
  const letters = [];
  for (let n = 1; n <= 1000; n++) {
    letters.push(createTask(letter()));
  }
  for (const each of letters) await each;
  console.log(`${letters.length} replies`);
});

await run(main());
