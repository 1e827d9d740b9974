import { coroutine, createTask, run, sleep } from "asyncio";
import { type Future, getRunningLoop } from "asyncio";

const guest = coroutine(
  async (table: string, box: Future<string>) => {
    console.log(`${table}: waits`);
    console.log(`${table}: ${await box}`);
  },
);

const main = coroutine(async () => {
  const box = getRunningLoop().createFuture<string>();
  const first = createTask(guest("window", box));
  const second = createTask(guest("corner", box));
  await sleep(1);
  box.setResult("cake");
  console.log("in the box");
  await first;
  await second;
});

await run(main());
