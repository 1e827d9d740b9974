import {
  coroutine, getRunningLoop, run, sleep,
} from "asyncio";

const burn = () => {
  throw new Error("burnt");
};

const main = coroutine(async () => {
  try {
    getRunningLoop().callLater(1, burn);
    console.log("toast: on");
  } catch {
    console.log("caught");
  }
  await sleep(2);
  console.log("still open");
});

await run(main());
