import {
  coroutine, getRunningLoop, run, sleep,
} from "asyncio";

const main = coroutine(async () => {
  const loop = getRunningLoop();
  loop.callLater(2, console.log, "toast: done");
  loop.callSoon(console.log, "tea: on");
  loop.callSoon(console.log, "toast: on");
  console.log("ordered");
  await sleep(3);
});

await run(main());
