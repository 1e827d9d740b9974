import { getRunningLoop, Lock, sleep } from 'asyncio';

export interface Limiter {
  /** Waits until one more is allowed; who comes first goes first. */
  acquire(): Promise<void>;
}

/** Holds up to `capacity` tokens, and gets `perSecond` new ones. */
export class TokenBucket implements Limiter {
  readonly #capacity: number;
  readonly #perSecond: number;
  readonly #turn = new Lock();
  #tokens: number;
  #refilledAt: number | null = null;

  constructor(capacity: number, perSecond: number) {
    this.#capacity = capacity;
    this.#perSecond = perSecond;
    this.#tokens = capacity;
  }

  async acquire(): Promise<void> {
    await this.#turn.with(async () => {
      this.#refill();
      while (this.#tokens < 1) {
        await sleep((1 - this.#tokens) / this.#perSecond);
        this.#refill();
      }
      this.#tokens--;
    });
  }

  #refill(): void {
    const now = getRunningLoop().time();
    const since = now - (this.#refilledAt ?? now);
    this.#refilledAt = now;
    // A sum of fractions may fall short of a whole by a hair.
    this.#tokens = Math.min(this.#capacity, Math.round((this.#tokens + since * this.#perSecond) * 1e6) / 1e6);
  }
}

/** At most `limit` within any `seconds`. */
export class SlidingWindow implements Limiter {
  readonly #limit: number;
  readonly #seconds: number;
  readonly #turn = new Lock();
  readonly #given: number[] = [];

  constructor(limit: number, seconds: number) {
    this.#limit = limit;
    this.#seconds = seconds;
  }

  async acquire(): Promise<void> {
    await this.#turn.with(async () => {
      const loop = getRunningLoop();
      if (this.#given.length >= this.#limit) {
        const oldest = this.#given.shift()!;
        const wait = oldest + this.#seconds - loop.time();
        if (wait > 0) await sleep(wait);
      }
      this.#given.push(loop.time());
    });
  }
}
