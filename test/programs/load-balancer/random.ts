/** Numbers that look random, the same ones every time. */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  /** From 0 up to 1. */
  next(): number {
    this.#state = (Math.imul(this.#state, 1_664_525) + 1_013_904_223) >>> 0;
    return this.#state / 2 ** 32;
  }

  pick<T>(items: readonly T[]): T {
    return items[Math.floor(this.next() * items.length)]!;
  }
}

/** Seconds between requests that come by chance, so many a second. */
export class Arrivals {
  readonly #random: Random;
  readonly #perSecond: number;

  constructor(random: Random, perSecond: number) {
    this.#random = random;
    this.#perSecond = perSecond;
  }

  next(): number {
    return Math.round((-Math.log(1 - this.#random.next()) / this.#perSecond) * 1e4) / 1e4;
  }
}
