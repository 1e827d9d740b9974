import {
  coroutine, createTask, run, sleep, taskGroup,
} from "asyncio";

const make = coroutine(async (what: string, s: number) => {
  console.log(`${what}: on`);
  await sleep(s);
  console.log(`${what}: done`);
});

const main = coroutine(async () => {
  const tea = createTask(make("tea", 1));
  createTask(make("toast", 2));
  createTask(make("egg", 3));
  await tea;
  console.log("served");
});

await run(main());
