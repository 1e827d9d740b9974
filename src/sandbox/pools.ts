/**
 * Pools of threads and of processes, and threads of their own: who makes which call when. Source: CPython's
 * `Lib/concurrent/futures/{thread,process}.py`. The queues are here, in the parent, so that a pool goes on while the thread that filled
 * it stands still, and so that a process that ends abruptly takes nothing with it but what it must.
 */
import type { ErrorText } from '../trace/event.ts';
import type { OutsideAnswer } from '../trace/outside.ts';
import type { Invocation, LaneCall, Outcome, PoolKind, PoolQuestion } from '../trace/pool-question.ts';
import { MOST_PROCESSES, MOST_THREADS } from '../trace/pool-question.ts';
import type { Asker } from './asker.ts';
import type { Lane } from './lanes.ts';

type Ask<T extends PoolQuestion['op']> = PoolQuestion & { readonly op: T };

/** What pools need of the run around them. */
export interface Staff {
  hire(kind: PoolKind, name: string, coroutine: string, parent: number | null, mark: number): Lane | null;
  give(lane: Lane, call: LaneCall): void;
  /** It waits for something to do. */
  rests(lane: Lane): void;
  dismiss(lane: Lane, error: ErrorText | null): void;
  /** `wakes` false: no loop is woken by it. */
  tell(asker: Asker, id: number, answer: OutsideAnswer, wakes?: boolean): void;
  limit(name: string, value: number): void;
  /** The program goes on for nothing here any more. */
  released(): void;
}

interface Call extends Invocation {
  readonly number: number;
  readonly asker: Asker;
  readonly id: number;
  readonly parent: number | null;
  readonly mark: number;
  /** The program goes on for it. */
  readonly holds: boolean;
  state: 'queued' | 'runs' | 'over';
  /** No worker has it, but the loop of the main thread. */
  readonly isCoroutine?: true;
}

interface Pool {
  readonly kind: PoolKind;
  readonly workers: number;
  readonly prefix: string;
  readonly lanes: Set<Lane>;
  readonly queue: Call[];
  readonly whenOver: (() => void)[];
  running: number;
  hired: number;
  isShutDown: boolean;
  broken: string | null;
}

/** What a lane does. */
interface Work {
  readonly pool: Pool | null;
  /** The thread's own number. */
  readonly thread: number;
  readonly daemon: boolean;
  call: Call | null;
}

/** Pools of one program, and calls that wait in them. */
const MOST_POOLS = 200;
const MOST_CALLS = 100_000;
/** What is passed to all calls that are not over, characters. */
const MOST_CALL_TEXT = 32 * 1024 * 1024;

/** The task that asks; outside of all, the thread that does. */
function parentOf(asker: Asker, task: number): number | null {
  return task || (asker.lane?.task ?? null);
}

const BROKEN = 'A process in the process pool was terminated abruptly while the future was running or pending.';

export class Pools {
  readonly #staff: Staff;
  readonly #pools = new Map<number, Pool>();
  readonly #calls = new Map<number, Call>();
  readonly #works = new Map<Lane, Work>();
  /** Who wants to know when a call or a thread is over. */
  readonly #watchers = new Map<number, Set<() => void>>();
  readonly #livingThreads = new Set<number>();
  /** Calls in pools, and threads that are no daemons. */
  #holding = 0;
  #callText = 0;

  constructor(staff: Staff) {
    this.#staff = staff;
  }

  open({ pool: number, kind, workers, prefix }: Ask<'pool'>): void {
    if (this.#pools.has(number)) return;
    if (this.#pools.size >= MOST_POOLS) return this.#staff.limit('pools', MOST_POOLS);
    this.#pools.set(number, {
      kind,
      workers,
      prefix,
      lanes: new Set(),
      queue: [],
      whenOver: [],
      running: 0,
      hired: 0,
      isShutDown: false,
      broken: null,
    });
  }

  submit(asker: Asker, id: number, { pool: number, call, parent, mark, fn, args }: Ask<'submit'>): void {
    const pool = this.#pools.get(number);
    const refused = (message: string): void =>
      this.#staff.tell(asker, id, { is: 'refused', error: 'RuntimeError', message });
    if (pool === undefined) return refused('there is no such pool');
    if (pool.isShutDown) return refused('cannot schedule new futures after shutdown');
    if (pool.broken !== null) return this.#staff.tell(asker, id, { is: 'broken', message: pool.broken });
    if (this.#calls.has(call)) return refused('there is such a call already');
    const made: Call = {
      number: call,
      asker,
      id,
      parent: parentOf(asker, parent),
      mark,
      fn,
      args,
      holds: true,
      state: 'queued',
    };
    if (!this.#keep(made)) return;
    pool.queue.push(made);
    this.#staffUp(pool, made);
    this.#assign(pool);
  }

  /** False: there are as many calls as there may be. */
  #keep(call: Call): boolean {
    this.#callText += call.args.length;
    if (this.#calls.size >= MOST_CALLS) this.#staff.limit('calls', MOST_CALLS);
    else if (this.#callText > MOST_CALL_TEXT) this.#staff.limit('message text', MOST_CALL_TEXT);
    else {
      this.#calls.set(call.number, call);
      if (call.holds) this.#holding++;
      return true;
    }
    return false;
  }

  /** A worker more, if none is free for what is queued. */
  #staffUp(pool: Pool, { parent, mark }: Call): void {
    const free = pool.lanes.size - pool.running;
    if (free >= pool.queue.length || pool.lanes.size >= pool.workers) return;
    const name = pool.kind === 'thread' ? `${pool.prefix}_${pool.hired}` : `${pool.prefix}-${pool.hired + 1}`;
    const lane = this.#staff.hire(pool.kind, name, 'worker', parent, mark);
    if (lane === null) {
      // As many as there may be: the others of the pool take the call over. Without any there would be nobody.
      if (pool.lanes.size === 0) this.#tooMany(pool.kind);
      return;
    }
    pool.hired++;
    pool.lanes.add(lane);
    this.#works.set(lane, { pool, thread: 0, daemon: true, call: null });
  }

  #tooMany(kind: PoolKind): void {
    if (kind === 'thread') this.#staff.limit('threads', MOST_THREADS);
    else this.#staff.limit('processes', MOST_PROCESSES);
  }

  start(asker: Asker, id: number, { thread, daemon, name, parent, mark, fn, args }: Ask<'thread'>): void {
    const lane = this.#staff.hire('thread', name, fn.name, parentOf(asker, parent), mark);
    if (lane === null) return this.#tooMany('thread');
    this.#staff.tell(asker, id, { is: 'begun', lane: lane.id }, false);
    const call: Call = { number: thread, asker, id, parent: null, mark, fn, args, holds: false, state: 'queued' };
    this.#livingThreads.add(thread);
    if (!daemon) this.#holding++;
    this.#works.set(lane, { pool: null, thread, daemon, call });
  }

  /** A lane can be given its first call. */
  ready(lane: Lane): void {
    const work = this.#works.get(lane);
    if (work === undefined) return;
    if (work.pool !== null) this.#assign(work.pool, lane);
    else if (work.call !== null) this.#give(lane, work, work.call);
  }

  /** Gives what is queued to whoever is free. `arrived` had nothing to do until now. */
  #assign(pool: Pool, arrived: Lane | null = null): void {
    for (const lane of pool.lanes) {
      const work = this.#works.get(lane)!;
      if (!lane.isReady || work.call !== null) continue;
      const next = pool.queue.shift();
      if (next !== undefined) {
        pool.running++;
        this.#give(lane, work, next);
      } else if (lane === arrived) this.#staff.rests(lane);
    }
    this.#closeIfOver(pool);
  }

  #give(lane: Lane, work: Work, call: Call): void {
    work.call = call;
    call.state = 'runs';
    const { fn, args } = call;
    if (work.pool !== null) this.#staff.tell(call.asker, call.id, { is: 'runs', worker: lane.name });
    this.#staff.give(lane, { fn, args, prints: work.pool === null, shares: lane.kind === 'thread' });
  }

  /** What the call of a lane came to. */
  ended(lane: Lane, outcome: Outcome, error: ErrorText | null): void {
    const work = this.#works.get(lane);
    if (work === undefined || work.call === null) return;
    const { call, pool, thread, daemon } = work;
    work.call = null;
    if (pool === null) {
      this.#works.delete(lane);
      this.#staff.dismiss(lane, error);
      this.#staff.tell(call.asker, call.id, { is: 'over' }, false);
      this.#livingThreads.delete(thread);
      if (!daemon) this.#released();
      return this.#over(thread);
    }
    pool.running--;
    this.#finish(call, outcome);
    this.#assign(pool, lane);
  }

  #finish(call: Call, answer: OutsideAnswer): void {
    if (call.state === 'over') return;
    call.state = 'over';
    this.#callText -= call.args.length;
    this.#calls.delete(call.number);
    if (call.holds) this.#released();
    this.#staff.tell(call.asker, call.id, answer);
    this.#over(call.number);
  }

  #released(): void {
    if (--this.#holding === 0) this.#staff.released();
  }

  /** Whether the program goes on for something that is done here. */
  get holdsProgram(): boolean {
    return this.#holding > 0;
  }

  #over(number: number): void {
    const watchers = this.#watchers.get(number);
    this.#watchers.delete(number);
    for (const told of watchers ?? []) told();
  }

  /** Whether the call was queued, and is not any more. */
  cancel(number: number): boolean {
    const call = this.#calls.get(number);
    if (call?.state !== 'queued') return false;
    for (const pool of this.#pools.values()) {
      const at = pool.queue.indexOf(call);
      if (at === -1) continue;
      pool.queue.splice(at, 1);
      this.#finish(call, { is: 'cancelled' });
      this.#closeIfOver(pool);
    }
    return true;
  }

  /** A call of which somebody other than a pool has the outcome. */
  expect(asker: Asker, id: number, number: number, { fn, args }: Invocation): void {
    if (this.#calls.has(number)) return;
    this.#keep({ number, asker, id, parent: null, mark: 0, fn, args, holds: false, state: 'runs', isCoroutine: true });
  }

  /** Whether nobody knew its outcome yet; it has one now. CPython: `Future.cancel` of what `run_coroutine_threadsafe` gives. */
  cancelExpected(number: number): boolean {
    const call = this.#calls.get(number);
    if (call === undefined || !call.isCoroutine) return false;
    this.#finish(call, { is: 'cancelled' });
    return true;
  }

  deliver(number: number, outcome: Outcome): void {
    const call = this.#calls.get(number);
    if (call !== undefined) this.#finish(call, outcome);
  }

  /** Whether a call, or a thread, is not over. */
  isPending(number: number): boolean {
    return this.#calls.has(number) || this.#livingThreads.has(number);
  }

  /** Calls `told` when one of them is over. Returns how to stop that. */
  watch(numbers: readonly number[], told: () => void): () => void {
    for (const number of numbers) {
      const watchers = this.#watchers.get(number) ?? new Set();
      this.#watchers.set(number, watchers.add(told));
    }
    return () => {
      for (const number of numbers) this.#watchers.get(number)?.delete(told);
    };
  }

  shutDown({ pool: number, cancel }: Ask<'shutdown'>, over: () => void): void {
    const pool = this.#pools.get(number);
    if (pool === undefined) return over();
    pool.isShutDown = true;
    pool.whenOver.push(over);
    if (cancel) for (const call of pool.queue.splice(0)) this.#finish(call, { is: 'cancelled' });
    this.#closeIfOver(pool);
  }

  /** Calls `over` when no call of the pool is left; at once if there is none. */
  drained(number: number, over: () => void): void {
    const pool = this.#pools.get(number);
    if (pool === undefined || (pool.queue.length === 0 && pool.running === 0)) over();
    else pool.whenOver.push(over);
  }

  #closeIfOver(pool: Pool): void {
    if (pool.queue.length > 0 || pool.running > 0) return;
    if (pool.isShutDown) {
      for (const lane of pool.lanes) {
        this.#works.delete(lane);
        this.#staff.dismiss(lane, null);
      }
      pool.lanes.clear();
    }
    for (const told of pool.whenOver.splice(0)) told();
  }

  /**
   * A lane ended by itself. A process takes its pool with it: none of its calls can be answered any more, and the other processes
   * are ended (CPython: `_ExecutorManagerThread.terminate_broken`). False: it was a thread, whose end is the program's.
   */
  gone(lane: Lane, error: ErrorText): boolean {
    const work = this.#works.get(lane);
    if (work === undefined) return true;
    const { pool } = work;
    if (pool === null || pool.kind === 'thread') return false;
    pool.broken = BROKEN;
    const lost = [...pool.lanes].flatMap((other) => this.#works.get(other)?.call ?? []);
    for (const other of pool.lanes) {
      this.#works.delete(other);
      this.#staff.dismiss(other, other === lane ? error : { name: 'Terminated', message: BROKEN, place: null });
    }
    pool.lanes.clear();
    pool.running = 0;
    for (const call of [...lost, ...pool.queue.splice(0)]) this.#finish(call, { is: 'broken', message: BROKEN });
    for (const told of pool.whenOver.splice(0)) told();
    return true;
  }
}
