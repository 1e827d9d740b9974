/**
 * What a waiting task takes, and what it costs from its start to its end: `node --expose-gc memory.ts KIND N` prints it as
 * JSON. `alone` is what V8 itself needs: an async function that awaits a thenable, and one callback for its end, with nothing
 * of the port.
 */
import { configure } from '../../src/asyncio/driver.ts';
import { coroutine, createTask, Event, Future, gather, run, sleep, type Task } from '../../src/asyncio/index.ts';
import { NodeDriver, NodeVirtualClock } from '../../test/asyncio/node-driver.ts';

const clock = new NodeVirtualClock();
configure({ driver: new NodeDriver(clock), clock });
const kind = process.argv[2]!;
const n = Number(process.argv[3]);

function heap(): number {
  globalThis.gc!();
  return process.memoryUsage().heapUsed;
}

function print(bytes: number, micros: number | null): void {
  console.log(JSON.stringify({ bytes, micros, megabytes: process.memoryUsage().rss / 2 ** 20 }));
}

const waitFor = {
  future: coroutine(async (future: Future<void>, _event: Event) => await future, 'future'),
  event: coroutine(async (_future: Future<void>, event: Event) => void (await event.wait()), 'event'),
  sleep: coroutine(async (_future: Future<void>, _event: Event) => await sleep(3600), 'sleep'),
};

const measure = coroutine(async (work: (typeof waitFor)['future']) => {
  const future = new Future<void>();
  const event = new Event();
  const tasks: Task<void>[] = [];
  const before = heap();
  const start = performance.now();
  for (let i = 0; i < n; i++) tasks.push(createTask(work(future, event)));
  await sleep(0);
  const begun = performance.now();
  const bytes = (heap() - before) / n;
  const resumed = performance.now();
  future.setResult(undefined);
  event.set();
  await gather(tasks);
  print(bytes, ((begun - start + performance.now() - resumed) * 1000) / n);
}, 'measure');

async function measureAlone(): Promise<void> {
  const resolves: (() => void)[] = [];
  const thenable: PromiseLike<void> = {
    // oxlint-disable-next-line unicorn/no-thenable -- that is what is measured
    then(resolve: unknown) {
      resolves.push(resolve as () => void);
      return undefined as never;
    },
  };
  const ended = (): void => {};
  const work = async (): Promise<void> => await thenable;
  const before = heap();
  for (let i = 0; i < n; i++) void work().then(ended, ended);
  await new Promise(setImmediate);
  print((heap() - before) / n, null);
}

if (kind === 'alone') await measureAlone();
else await run(measure(waitFor[kind as keyof typeof waitFor]));
