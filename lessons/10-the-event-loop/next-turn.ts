import {
  coroutine, getRunningLoop, run, sleep,
} from "asyncio";

const main = coroutine(async () => {
  const loop = getRunningLoop();
  const tea = () => {
    console.log("tea");
    loop.callSoon(console.log, "milk");
  };
  loop.callSoon(tea);
  loop.callSoon(console.log, "toast");
  await sleep(1);
});

await run(main());
