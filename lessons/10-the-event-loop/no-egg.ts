import {
  coroutine, getRunningLoop, run, sleep,
} from "asyncio";

const main = coroutine(async () => {
  const loop = getRunningLoop();
  const egg = loop.callLater(2, console.log, "egg: done");
  const changeMind = () => {
    console.log("no egg, please");
    egg.cancel();
  };
  loop.callLater(1, changeMind);
  await sleep(3);
  console.log("served");
});

await run(main());
