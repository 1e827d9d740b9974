import { coroutine, getRunningLoop, run } from "asyncio";

const main = coroutine(async () => {
  const loop = getRunningLoop();
  const box = loop.createFuture<string>();
  loop.callLater(2, () => box.setResult("cake"));
  console.log(await box);
});

await run(main());
