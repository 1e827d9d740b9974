import { coroutine, run, sleep, taskGroup } from "asyncio";

const make = coroutine(async (what: string, s: number) => {
  console.log(`${what}: on`);
  await sleep(s);
  console.log(`${what}: done`);
});

const table = coroutine(async (n: number) => {
  await make(`tea ${n}`, 1);
  await make(`toast ${n}`, 2);
});

const main = coroutine(async () => {
  await taskGroup(async (group) => {
    group.createTask(table(1));
    group.createTask(table(2));
  });
  console.log("closed");
});

await run(main());
