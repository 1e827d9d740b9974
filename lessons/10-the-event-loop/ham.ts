import {
  coroutine, getRunningLoop, run, sleep,
} from "asyncio";

const main = coroutine(async () => {
  const loop = getRunningLoop();
  loop.callLater(3600, console.log, "ham: done");
  loop.callLater(1, console.log, "tea: done");
  await sleep(3601);
});

await run(main());
