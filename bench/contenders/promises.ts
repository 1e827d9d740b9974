/** The floor: the same work with plain promises, without loops or tasks: `node promises.ts ROW N ROUNDS`. */
import { printBest } from './best.ts';

const nothing = async (): Promise<void> => {};

async function turns(n: number): Promise<void> {
  for (let i = 0; i < n; i++) await undefined;
}

/** As small a queue as can do the work: a list, and whoever waits for it. */
class SmallQueue {
  readonly #items: number[] = [];
  #wake: (() => void) | null = null;

  async put(item: number): Promise<void> {
    while (this.#items.length >= 100) await this.#change();
    this.#items.push(item);
    this.#tell();
  }

  async get(): Promise<number> {
    while (this.#items.length === 0) await this.#change();
    this.#tell();
    return this.#items.shift()!;
  }

  #change(): Promise<void> {
    return new Promise((resolve) => (this.#wake = resolve));
  }

  #tell(): void {
    this.#wake?.();
    this.#wake = null;
  }
}

const ROWS: { readonly [row: string]: (n: number) => Promise<unknown> } = {
  spawn: async (n) => {
    for (let i = 0; i < n; i++) await nothing();
  },
  switch: (n) => Promise.all([turns(n / 2), turns(n / 2)]),
  sleeps: (n) => Promise.all(Array.from({ length: n }, (_, i) => new Promise((done) => setTimeout(done, i % 10)))),
  gather: async (n) => {
    for (let i = 0; i < 10; i++) await Promise.all(Array.from({ length: n / 10 }, nothing));
  },
  queue: (n) => {
    const queue = new SmallQueue();
    const produce = async (): Promise<void> => {
      for (let i = 0; i < n; i++) await queue.put(i);
    };
    const consume = async (): Promise<void> => {
      for (let i = 0; i < n; i++) await queue.get();
    };
    return Promise.all([produce(), consume()]);
  },
  call: async (n) => {
    for (let i = 0; i < n; i++) await nothing();
  },
};

await printBest(async (row, n) => {
  await ROWS[row]!(n);
});
