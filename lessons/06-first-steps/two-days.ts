import { coroutine, createTask, run, sleep } from "asyncio";

const letter = coroutine(async (to: string, s: number) => {
  console.log(`${to}: sent`);
  await sleep(s);
  console.log(`${to}: reply`);
});

const monday = coroutine(async () => {
  createTask(letter("oslo", 3));
  await letter("lima", 1);
});

const tuesday = coroutine(async () => {
  await letter("rome", 4);
});

await run(monday());
await run(tuesday());
