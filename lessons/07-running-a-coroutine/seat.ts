import { coroutine, createTask, run, sleep } from "asyncio";

const make = coroutine(async (what: string, s: number) => {
  console.log(`${what}: on`);
  await sleep(s);
  console.log(`${what}: done`);
});

const greet = coroutine(async () => {
  console.log("welcome");
});

const main = coroutine(async () => {
  const tea = createTask(make("tea", 1));
  await greet();
  console.log("have a seat");
  await tea;
});

await run(main());
