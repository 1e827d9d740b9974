import { coroutine, getEventLoop, getRunningLoop, run, setEventLoop, setWarningHandler, sleep } from 'asyncio';

setWarningHandler((category, message) => console.log(`${category}: ${message}`));

const main = coroutine(async (label: string) => {
  await sleep(0);
  const inside = getEventLoop();
  console.log(label, inside === getRunningLoop(), inside === first);
});

const first = getEventLoop();
console.log(getEventLoop() === first);
await first.runUntilComplete(main('own'));
await run(main('run'));
try {
  getEventLoop();
} catch (e) {
  console.log((e as Error).message);
}
setEventLoop(first);
console.log(getEventLoop() === first, first.isClosed());
first.close();
