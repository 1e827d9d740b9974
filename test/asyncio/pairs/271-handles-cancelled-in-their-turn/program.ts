import { Handle, coroutine, getRunningLoop, run, sleep } from 'asyncio';

const main = coroutine(async () => {
  const loop = getRunningLoop();
  const handles: Record<string, Handle> = {};
  const first = () => {
    console.log('first cancels third');
    handles['third']!.cancel();
    handles['first']!.cancel();
  };
  handles['first'] = loop.callSoon(first);
  handles['second'] = loop.callSoon(() => console.log('second'));
  handles['third'] = loop.callSoon(() => console.log('third'));
  const timer = loop.callLater(1, () => console.log('never'));
  loop.callLater(1, () => console.log('timer'));
  console.log(Math.round(timer.when() - loop.time()), timer.cancelled());
  timer.cancel();
  timer.cancel();
  await sleep(2);
  console.log(...Object.entries(handles).map(([name, handle]) => `${name} ${handle.cancelled()}`), timer.cancelled());
});

await run(main());
