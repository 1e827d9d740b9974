/** What a pending task takes, and what spawning and ending it costs: `node --expose-gc memory.ts N`. */
import { configure } from '../../src/asyncio/driver.ts';
import { coroutine, createTask, Event, gather, run, sleep, type Task } from '../../src/asyncio/index.ts';
import { NodeDriver, NodeVirtualClock } from '../../test/asyncio/node-driver.ts';

const clock = new NodeVirtualClock();
configure({ driver: new NodeDriver(clock), clock });
const n = Number(process.argv[2]);

const forever = coroutine(async (event: Event) => {
  await event.wait();
}, 'forever');

const main = coroutine(async () => {
  const event = new Event();
  const tasks: Task<void>[] = [];
  globalThis.gc!();
  const before = process.memoryUsage().heapUsed;
  const start = performance.now();
  for (let i = 0; i < n; i++) tasks.push(createTask(forever(event)));
  await sleep(0);
  const spawned = performance.now();
  globalThis.gc!();
  const { heapUsed, rss } = process.memoryUsage();
  const bytes = (heapUsed - before) / n;
  const resumed = performance.now();
  event.set();
  await gather(tasks);
  const micros = ((spawned - start + performance.now() - resumed) * 1000) / n;
  console.log(
    `${bytes.toFixed(0)} bytes, ${micros.toFixed(2)} µs from its start to its end, the whole process ${(rss / 2 ** 20).toFixed(0)} MB`,
  );
}, 'main');
await run(main());
