// Two ways to be polite to a service: a token bucket that allows bursts, and a sliding window that does not.
import { coroutine, gather, getRunningLoop, run, Semaphore } from 'asyncio';
import { SlidingWindow, TokenBucket, type Limiter } from './limiters.ts';

const REQUESTS = 12;

interface Served {
  readonly at: number;
  readonly status: number;
}

const request = coroutine(async (limiter: Limiter, slots: Semaphore, path: string): Promise<Served> => {
  const loop = getRunningLoop();
  await limiter.acquire();
  return await slots.with(async () => {
    const at = loop.time();
    const response = await fetch(`http://demo.test${path}`);
    await response.text();
    return { at, status: response.status };
  });
});

const measure = coroutine(async (name: string, limiter: Limiter) => {
  const loop = getRunningLoop();
  const started = loop.time();
  // However many are allowed, no more than three are under way at a time.
  const slots = new Semaphore(3);
  const paths = Array.from({ length: REQUESTS }, (_, index) => (index % 4 === 3 ? '/delay/1' : '/delay/0.2'));
  const served = await gather(paths.map((path) => request(limiter, slots, path)));
  const times = served.map(({ at }) => at - started).toSorted((a, b) => a - b);
  console.log(`${name}: ${served.length} answers, ${new Set(served.map(({ status }) => status)).size} status`);
  console.log(`  sent at ${times.map((time) => time.toFixed(1)).join(' ')}`);
  console.log(`  most within one second: ${mostWithin(times, 1)}`);
  console.log(`  done after ${(loop.time() - started).toFixed(1)} s`);
});

/** The largest number of times in any window of that length. */
function mostWithin(times: readonly number[], seconds: number): number {
  let most = 0;
  for (let first = 0, last = 0; last < times.length; last++) {
    while (times[last]! - times[first]! >= seconds - 1e-9) first++;
    most = Math.max(most, last - first + 1);
  }
  return most;
}

const main = coroutine(async () => {
  await measure('token bucket, 4 at once, 2 a second', new TokenBucket(4, 2));
  await measure('sliding window, 3 a second', new SlidingWindow(3, 1));
});

await run(main());
