import { Coroutine, coroutine, isException, sleep, timeout } from 'asyncio';

export interface RetryOptions {
  /** How often it is tried at most. */
  readonly attempts?: number;
  /** Seconds between two attempts. */
  readonly pauses?: Iterable<number>;
  /** Seconds that one attempt may take. */
  readonly attemptSeconds?: number | null;
  readonly isWorthIt?: (error: unknown) => boolean;
}

export class GaveUp extends Error {
  override readonly name = 'GaveUp';
}

export const retry = coroutine(async <T>(work: () => Coroutine<T>, options: RetryOptions = {}): Promise<T> => {
  const { attempts = 5, pauses = exponential(1, 30), attemptSeconds = null, isWorthIt = () => true } = options;
  const waits = pauses[Symbol.iterator]();
  for (let attempt = 1; ; attempt++) {
    try {
      return await timeout(attemptSeconds, async () => await work());
    } catch (error) {
      // Whoever cancels means it.
      if (!isException(error) || !isWorthIt(error)) throw error;
      if (attempt === attempts) throw new GaveUp(`gave up after ${attempts} attempts`, { cause: error });
    }
    const { value, done } = waits.next();
    await sleep(done === true ? 0 : value);
  }
}) as <T>(work: () => Coroutine<T>, options?: RetryOptions) => Coroutine<T>;

export function* fixed(seconds: number): Generator<number> {
  for (;;) yield seconds;
}

export function* exponential(first: number, most: number): Generator<number> {
  for (let pause = first; ; pause *= 2) yield Math.min(pause, most);
}
