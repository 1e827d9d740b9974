import {
  coroutine, getRunningLoop, run, sleep,
} from "asyncio";

const tick = (n: number) => {
  console.log(`tick ${n}`);
  if (n < 3) getRunningLoop().callLater(1, tick, n + 1);
};

const main = coroutine(async () => {
  getRunningLoop().callLater(1, tick, 1);
  await sleep(3.5);
  console.log("closed");
});

await run(main());
