import { coroutine, createTask, run, sleep } from "asyncio";
import * as time from "time";

const letter = coroutine(async (to: string) => {
  time.sleep(1);
  console.log(`${to}: sent`);
  await sleep(3);
  time.sleep(1);
  console.log(`${to}: read`);
});

const main = coroutine(async () => {
  const cities = ["oslo", "lima", "rome", "cairo", "kyoto"];
  const tasks = cities.map((to) => createTask(letter(to)));
  for (const each of tasks) await each;
});

await run(main());
