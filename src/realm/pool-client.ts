/** Pools as this isolate knows them. What `concurrent.futures` and the loop's default executor are made of. */
import type { DefaultExecutor, Executor, Work } from '../asyncio/concurrent-futures.ts';
import type { Context } from '../asyncio/contextvars.ts';
import { RuntimeError } from '../asyncio/exceptions.ts';
import { withResolvers } from '../asyncio/native-promises.ts';
import type { PoolKind } from '../trace/pool-question.ts';
import type { CallFuture, Calls } from './calls.ts';
import { BrokenProcessPool, refuse } from './calls.ts';
import { staysHere } from './crossing.ts';
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

/** What `ThreadPoolExecutor` and `ProcessPoolExecutor` have in common. */
export class Pool implements Executor {
  readonly #kind: PoolKind;
  readonly #pool: number;
  readonly #calls: Calls;
  #isShutDown = false;
  /** What a call was told of processes that are gone. */
  #broken: string | null = null;

  constructor(kind: PoolKind, workers: number, prefix: string) {
    this.#kind = kind;
    this.#calls = power().calls;
    this.#pool = this.#calls.takeId();
    this.#calls.link.tell({ op: 'pool', pool: this.#pool, kind, workers, prefix: namePassed(prefix) });
  }

  submit<A extends readonly unknown[], R>(fn: Work<A, R>, ...args: A): CallFuture<Awaited<R>> {
    if (this.#broken !== null) throw new BrokenProcessPool(this.#broken);
    if (this.#isShutDown) throw new RuntimeError('cannot schedule new futures after shutdown');
    const future = this.#calls.submit<Awaited<R>>(this.#pool, this.#kind === 'thread', fn, args, power().line());
    future._ifBroken((message) => (this.#broken = message));
    return future;
  }

  /** Takes no more calls; `cancel`: those that have not begun are cancelled. Settles when every call is over. */
  protected close(cancel: boolean): Promise<void> {
    this.#isShutDown = true;
    const { promise, resolve } = withResolvers<void>();
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

staysHere(Pool, 'stays in the thread that made it: submit there, or make one in the other thread');

/** What a loop calls functions in, where none is named. */
export class DefaultPool extends Pool implements DefaultExecutor {
  constructor() {
    super('thread', defaultThreads(), 'asyncio');
  }

  /** The values of context variables stay here: another isolate has variables of its own. */
  submitIn<A extends readonly unknown[], R>(_: Context, fn: Work<A, R>, ...args: A): CallFuture<Awaited<R>> {
    return this.submit(fn, ...args);
  }

  shutdown(): Promise<void> {
    return this.close(false);
  }
}

/** CPython: `min(32, (os.process_cpu_count() or 1) + 4)`. */
export function defaultThreads(): number {
  return Math.min(32, power().cores + 4);
}
