/** Pools as this isolate knows them. What `concurrent.futures` and the loop's default executor are made of. */
import type { DefaultExecutor, Work } from '../asyncio/concurrent-futures.ts';
import type { Context } from '../asyncio/contextvars.ts';
import { RuntimeError } from '../asyncio/exceptions.ts';
import type { PoolKind } from '../trace/pool-question.ts';
import type { CallFuture, Calls } from './calls.ts';
import { refuse } from './calls.ts';
import { namePassed } from './question-arguments.ts';

/** What the host can do here; set by the door. */
export interface Powers {
  readonly calls: Calls;
  /** How many cores the machine has. */
  readonly cores: number;
  /** Which isolate of the run this is; 0: the main thread. */
  readonly lane: number;
  laneName(): string;
  /** The mark of the running line. */
  line(): number;
  /** The run's clock, seconds. */
  now(): number;
}

/** Null: there are no threads here; `why` says so. */
export const powers: { current: Powers | null; why: string } = {
  current: null,
  why: 'there are no threads or processes here',
};

export function power(): Powers {
  if (powers.current === null) throw new RuntimeError(powers.why);
  return powers.current;
}

/** CPython: `ThreadPoolExecutor`'s and `ProcessPoolExecutor`'s common part. */
export class Pool implements DefaultExecutor {
  readonly #kind: PoolKind;
  readonly #pool: number;
  readonly #calls: Calls;
  #isShutDown = false;

  constructor(kind: PoolKind, workers: number, prefix: string) {
    this.#kind = kind;
    this.#calls = power().calls;
    this.#pool = this.#calls.takeId();
    this.#calls.link.tell({ op: 'pool', pool: this.#pool, kind, workers, prefix: namePassed(prefix) });
  }

  submit<A extends readonly unknown[], R>(fn: Work<A, R>, ...args: A): CallFuture<Awaited<R>> {
    if (this.#isShutDown) throw new RuntimeError('cannot schedule new futures after shutdown');
    return this.#calls.submit(this.#pool, this.#kind === 'thread', fn, args, power().line());
  }

  /** The values of context variables stay here: another isolate has variables of its own. */
  submitIn<A extends readonly unknown[], R>(_: Context, fn: Work<A, R>, ...args: A): CallFuture<Awaited<R>> {
    return this.submit(fn, ...args);
  }

  shutdown(cancel = false): Promise<void> {
    this.#isShutDown = true;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#calls.link.begin({ op: 'shutdown', pool: this.#pool, cancel }, (answer) => {
      if (answer.is === 'over') resolve();
    });
    return promise;
  }

  /** Blocks until every call is over. */
  drain(): void {
    refuse(this.#calls.link.ask({ op: 'drain', pool: this.#pool })[0]);
  }
}

/** CPython: `min(32, (os.process_cpu_count() or 1) + 4)`. */
export function defaultThreads(): number {
  return Math.min(32, power().cores + 4);
}
