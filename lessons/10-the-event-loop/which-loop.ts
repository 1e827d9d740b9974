import {
  coroutine, getEventLoop, getRunningLoop, run,
} from "asyncio";

const main = coroutine(async () => {
  console.log(getEventLoop() === getRunningLoop());
});

try {
  getRunningLoop();
} catch (error) {
  console.log((error as Error).message);
}
await run(main());
