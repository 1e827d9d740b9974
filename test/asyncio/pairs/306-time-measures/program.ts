import { coroutine, gather, run, sleep } from 'asyncio';
import * as time from 'time';

const main = coroutine(async () => {
  console.log(time.strftime('100 %%'));
  const clocks = [time.monotonic, time.perfCounter, time.time];
  const starts = clocks.map((clock) => clock());
  const print = () => console.log(...clocks.map((clock, i) => (clock() - starts[i]!).toFixed(1)));
  await sleep(1.5);
  print();
  time.sleep(0.5);
  print();
  await gather(sleep(1), sleep(2));
  print();
  try {
    time.sleep(-1);
  } catch (e) {
    console.log((e as Error).message);
  }
});

await run(main());
