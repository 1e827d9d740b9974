import { coroutine, run, sleep, taskGroup } from "asyncio";

const make = coroutine(async (what: string, s: number) => {
  console.log(`${what}: on`);
  await sleep(s);
  console.log(`${what}: done`);
});

const main = coroutine(async () => {
  await taskGroup(async (group) => {
    group.createTask(make("tea", 1));
    group.createTask(make("toast", 2));
    group.createTask(make("egg", 3));
  });
  console.log("served");
});

await run(main());
