// Five philosophers, five forks. Everyone who takes the left fork first starves together; an order among the forks feeds them.
import {
  allTasks,
  coroutine,
  createTask,
  currentTask,
  gather,
  getRunningLoop,
  Lock,
  run,
  sleep,
  timeout,
  TimeoutError,
} from 'asyncio';

const NAMES = ['Plato', 'Hypatia', 'Zhuangzi', 'Avicenna', 'Arendt'] as const;
const MEALS = 3;

class Fork {
  readonly lock = new Lock();
  readonly number: number;
  heldBy: string | null = null;

  constructor(number: number) {
    this.number = number;
  }

  async use<T>(who: string, body: () => Promise<T>): Promise<T> {
    return await this.lock.with(async () => {
      this.heldBy = who;
      try {
        return await body();
      } finally {
        this.heldBy = null;
      }
    });
  }
}

type Order = (left: Fork, right: Fork) => readonly [Fork, Fork];

/** As everyone sits: a circle of waiting can close. */
const leftFirst: Order = (left, right) => [left, right];
/** Everyone begins with the lower number, so that the last one of the circle waits for the first fork empty-handed. */
const lowerFirst: Order = (left, right) => (left.number < right.number ? [left, right] : [right, left]);

class Table {
  readonly forks = NAMES.map((_, index) => new Fork(index));
  readonly eaten = new Map<string, number>(NAMES.map((name) => [name, 0]));
  mostAtOnce = 0;
  #eating = 0;

  readonly dine = coroutine(async (seat: number, order: Order) => {
    const name = NAMES[seat]!;
    const [first, second] = order(this.forks[seat]!, this.forks[(seat + 1) % NAMES.length]!);
    for (let meal = 0; meal < MEALS; meal++) {
      await sleep(0.1);
      await first.use(name, async () => {
        // A moment to look for the other fork.
        await sleep(0.1);
        await second.use(name, () => this.#eat(name));
      });
    }
  }, 'dine');

  async #eat(name: string): Promise<void> {
    this.#eating++;
    this.mostAtOnce = Math.max(this.mostAtOnce, this.#eating);
    await sleep(1);
    this.#eating--;
    this.eaten.set(name, this.eaten.get(name)! + 1);
  }

  sit(order: Order): readonly ReturnType<typeof createTask>[] {
    return NAMES.map((name, seat) => createTask(this.dine(seat, order), { name }));
  }
}

const hungry = coroutine(async () => {
  const table = new Table();
  const diners = table.sit(leftFirst);
  try {
    await timeout(60, async () => void (await gather(diners)));
  } catch (error) {
    if (!(error instanceof TimeoutError)) throw error;
    console.log('after a minute nobody has eaten:');
    console.log(`  ${[...table.eaten.values()].join(' ')} meals`);
  }
  const holders = table.forks.map(({ number, heldBy }) => `fork ${number}: ${heldBy ?? 'free'}`);
  console.log(`  ${holders.join(', ')}`);
  console.log(`  tasks besides this one: ${[...allTasks()].filter((task) => task !== currentTask()).length}`);
});

const fed = coroutine(async () => {
  const loop = getRunningLoop();
  const table = new Table();
  const started = loop.time();
  await gather(table.sit(lowerFirst));
  console.log(`with an order among the forks, all have eaten after ${(loop.time() - started).toFixed(1)} s:`);
  for (const [name, meals] of table.eaten) console.log(`  ${name}: ${meals} meals`);
  console.log(`  at most ${table.mostAtOnce} at once`);
});

await run(hungry());
await run(fed());
