import { coroutine, createTask, gather, Queue, type Task } from 'asyncio';

export interface Stage<A, B> {
  readonly name: string;
  readonly workers: number;
  apply(item: A, emit: (result: B) => Promise<void>): Promise<void>;
}

export interface Gauge {
  readonly name: string;
  most: number;
  waits: number;
}

/** Says that nothing more comes. */
const END: unique symbol = Symbol('end');
type Item = unknown;

class Channel {
  readonly gauge: Gauge;
  readonly #queue: Queue<Item>;

  constructor(name: string, size: number) {
    this.#queue = new Queue(size);
    this.gauge = { name, most: 0, waits: 0 };
  }

  async put(item: Item): Promise<void> {
    if (this.#queue.full()) this.gauge.waits++;
    await this.#queue.put(item);
    this.gauge.most = Math.max(this.gauge.most, this.#queue.qsize());
  }

  async get(): Promise<Item> {
    return await this.#queue.get();
  }
}

/** `B` is what comes out of the last stage so far. */
export class Pipeline<B> {
  readonly #size: number;
  readonly #stages: readonly Stage<never, unknown>[];
  #channels: readonly Channel[] = [];

  constructor(size: number, stages: readonly Stage<never, unknown>[] = []) {
    this.#size = size;
    this.#stages = stages;
  }

  then<C>(stage: Stage<B, C>): Pipeline<C> {
    return new Pipeline<C>(this.#size, [...this.#stages, stage as Stage<never, unknown>]);
  }

  get gauges(): readonly Gauge[] {
    return this.#channels.map(({ gauge }) => gauge);
  }

  /** Runs all stages beside each other, and gives what comes out. Leaving the loop stops them. */
  async *run(source: Iterable<unknown>): AsyncGenerator<B> {
    const names = [...this.#stages.map(({ name }) => name), 'the end'];
    const channels = names.map((name) => new Channel(name, this.#size));
    this.#channels = channels;
    const tasks: Task<unknown>[] = [createTask(feed(source, channels[0]!), { name: 'source' })];
    for (const [index, stage] of this.#stages.entries())
      tasks.push(createTask(perform(stage, channels[index]!, channels[index + 1]!), { name: stage.name }));
    try {
      for (let item = await channels.at(-1)!.get(); item !== END; item = await channels.at(-1)!.get()) yield item as B;
      await gather(tasks);
    } finally {
      for (const task of tasks) task.cancel();
    }
  }
}

const feed = coroutine(async (source: Iterable<unknown>, to: Channel) => {
  for (const item of source) await to.put(item);
  await to.put(END);
});

/** The workers of a stage share what comes in; the last one to end tells the next stage. */
const perform = coroutine(async (stage: Stage<never, unknown>, from: Channel, to: Channel) => {
  let isOver = false;
  const work = coroutine(async () => {
    while (!isOver) {
      const item = await from.get();
      if (item === END) {
        isOver = true;
        // The others may be waiting.
        for (let other = 1; other < stage.workers; other++) await from.put(END);
        return;
      }
      await stage.apply(item as never, (result) => to.put(result));
    }
  });
  await gather(Array.from({ length: stage.workers }, () => work()));
  await to.put(END);
});
