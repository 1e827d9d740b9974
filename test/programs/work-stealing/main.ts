// A pool in which every worker has a queue of its own, and steals from the others' far ends when that is empty.
import { coroutine, createTask, Event, gather, getRunningLoop, run, sleep } from 'asyncio';

interface Job {
  readonly id: number;
  readonly seconds: number;
}

class Deque<T> {
  readonly #items: T[] = [];

  get size(): number {
    return this.#items.length;
  }

  push(item: T): void {
    this.#items.push(item);
  }

  /** The owner takes what came last: it is warm. */
  pop(): T | undefined {
    return this.#items.pop();
  }

  /** A thief takes what came first, where the owner is not. */
  steal(): T | undefined {
    return this.#items.shift();
  }
}

class Worker {
  readonly jobs = new Deque<Job>();
  readonly name: string;
  done = 0;
  stolen = 0;
  busySeconds = 0;

  constructor(name: string) {
    this.name = name;
  }
}

class Pool {
  readonly workers: readonly Worker[];
  readonly #news = new Event();
  #isClosed = false;

  constructor(size: number) {
    this.workers = Array.from({ length: size }, (_, index) => new Worker(`w${index}`));
  }

  submit(job: Job, to: number): void {
    this.workers[to % this.workers.length]!.jobs.push(job);
    this.#news.set();
  }

  close(): void {
    this.#isClosed = true;
    this.#news.set();
  }

  readonly work = coroutine(async (worker: Worker): Promise<void> => {
    for (;;) {
      const job = worker.jobs.pop() ?? this.#steal(worker);
      if (job !== undefined) {
        await sleep(job.seconds);
        worker.done++;
        worker.busySeconds += job.seconds;
        continue;
      }
      if (this.#isClosed) return;
      this.#news.clear();
      await this.#news.wait();
    }
  }, 'work');

  /** From whoever has most; never the last one of somebody who is about to take it. */
  #steal(thief: Worker): Job | undefined {
    const richest = this.workers.toSorted((a, b) => b.jobs.size - a.jobs.size)[0]!;
    if (richest === thief || richest.jobs.size === 0) return undefined;
    thief.stolen++;
    return richest.jobs.steal();
  }
}

/** Most of the work lands on one worker: without stealing the others would be idle. */
function place(index: number): number {
  return index % 5 === 0 ? index : 0;
}

const main = coroutine(async () => {
  const loop = getRunningLoop();
  const pool = new Pool(4);
  const started = loop.time();
  const working = pool.workers.map((worker) => createTask(pool.work(worker), { name: worker.name }));
  for (let id = 0; id < 40; id++) {
    pool.submit({ id, seconds: ((id * 7) % 5) / 4 + 0.25 }, place(id));
    if (id % 10 === 9) await sleep(0.5);
  }
  pool.close();
  await gather(working);
  const seconds = loop.time() - started;
  for (const { name, done, stolen, busySeconds } of pool.workers)
    console.log(`${name}: ${done} jobs, ${stolen} stolen, busy ${((busySeconds / seconds) * 100).toFixed(0)} %`);
  const total = pool.workers.reduce((sum, worker) => sum + worker.busySeconds, 0);
  console.log(`${total.toFixed(2)} s of work in ${seconds.toFixed(2)} s`);
  console.log(`all done: ${pool.workers.reduce((sum, worker) => sum + worker.done, 0) === 40}`);
});

await run(main());
