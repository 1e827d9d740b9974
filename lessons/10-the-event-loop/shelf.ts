import {
  coroutine, getRunningLoop, run, sleep,
} from "asyncio";

const main = coroutine(async () => {
  const loop = getRunningLoop();
  loop.callLater(2, console.log, "toast");
  loop.callAt(loop.time() + 1, console.log, "tea");
  loop.callLater(0, console.log, "bell");
  loop.callSoon(console.log, "slip");
  console.log("main");
  await sleep(3);
});

await run(main());
