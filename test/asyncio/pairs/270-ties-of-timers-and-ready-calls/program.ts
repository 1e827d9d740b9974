import { coroutine, getRunningLoop, run, sleep } from 'asyncio';

const main = coroutine(async () => {
  const loop = getRunningLoop();
  const now = loop.time();
  const print = (text: string) => console.log(text);
  loop.callLater(1, print, 'later 1');
  loop.callAt(now + 1, print, 'at 1');
  loop.callAt(now + 0.5, () => {
    console.log('at 0.5');
    loop.callAt(now + 1, print, 'at 1, set at 0.5');
  });
  loop.callLater(0, print, 'later 0');
  loop.callSoon(print, 'soon');
  loop.callAt(now - 5, print, 'at -5');
  loop.callLater(-1, print, 'later -1');
  loop.callLater(1, () => loop.callSoon(print, 'soon, from a timer at 1'));
  loop.callLater(1, print, 'later 1 again');
  await sleep(0);
  console.log('main, second turn');
  await sleep(1);
  console.log('main at', Math.round(loop.time()));
  await sleep(0.5);
});

await run(main());
