import { coroutine, run, sleep } from 'asyncio';
import * as time from 'time';

const main = coroutine(async () => {
  const watches = [time.perfCounter, time.processTime];
  const starts = watches.map((watch) => watch());
  const print = () => console.log(...watches.map((watch, i) => (watch() - starts[i]!).toFixed(1)));
  await sleep(1.5);
  print();
  time.sleep(0.5);
  print();
});

await run(main());
