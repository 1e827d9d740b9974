import { coroutine, createTask, run, sleep } from "asyncio";
import { type Future, getRunningLoop } from "asyncio";

const courier = coroutine(async (box: Future<string>) => {
  await sleep(2);
  box.setResult("cake");
  console.log("courier: delivered");
  await sleep(1);
  console.log("courier: home");
});

const main = coroutine(async () => {
  const box = getRunningLoop().createFuture<string>();
  const trip = createTask(courier(box));
  console.log(await box);
  await trip;
});

await run(main());
