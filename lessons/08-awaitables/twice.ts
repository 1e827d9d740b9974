import { coroutine, getRunningLoop, run } from "asyncio";

const main = coroutine(async () => {
  const box = getRunningLoop().createFuture<string>();
  box.setResult("cake");
  console.log(await box);
  box.setResult("bread");
  console.log(await box);
});

await run(main());
