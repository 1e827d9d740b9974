/**
 * What a program asks for threads, processes and what they meet at: plain data that travels as JSON. An isolate numbers
 * what it makes (pools, calls, threads, primitives) from `lane * LANE_IDS` on, so that no two of a run share a number.
 * `text` fields are structured clones, written and read by the realms only (`realm/clone.ts`).
 */

export const LANE_IDS = 1_000_000;
/** Threads of one program at a time, pool workers and prewarmed ones included. */
export const MOST_THREADS = 16;
/** Processes of one program at a time. */
export const MOST_PROCESSES = 8;
/** The longest name of a function, thread or pool, characters. */
export const MOST_NAME = 200;
/** How many calls may be waited for at once. */
export const MOST_WAITED = 10_000;
/** The longest clone that one message may carry, characters. */
export const MOST_MESSAGE_TEXT = 1_000_000;

export type PoolKind = 'thread' | 'process';

/** A function that another isolate finds again: declared at the top of the file (`module` null), or exported by a module. */
export interface FunctionReference {
  readonly module: string | null;
  readonly name: string;
}

export interface Invocation {
  readonly fn: FunctionReference;
  readonly args: string;
}

export type PrimitiveKind = 'lock' | 'rlock' | 'event' | 'semaphore' | 'condition';

export type PoolQuestion =
  | { readonly op: 'sleep'; readonly seconds: number }
  /** The program ends here, with this status; there is no answer. */
  | { readonly op: 'exit'; readonly code: number }
  /** Nothing can run before `until` (null: before something arrives). */
  | { readonly op: 'idle'; readonly until: number | null }
  /** Answered at once: whatever has been sent has arrived by then. */
  | { readonly op: 'poll' }
  /** Nobody listens to the answers to question `id` any more. */
  | { readonly op: 'drop'; readonly id: number }
  | {
      readonly op: 'pool';
      readonly pool: number;
      readonly kind: PoolKind;
      readonly workers: number;
      readonly prefix: string;
    }
  /** `parent`: the task that asks, 0 outside of all. Told `runs`, then an outcome. */
  | ({
      readonly op: 'submit';
      readonly pool: number;
      readonly call: number;
      readonly parent: number;
      readonly mark: number;
    } & Invocation)
  /** Answered with `value`: whether the call had not begun and never will, or is a coroutine's, which is told to stop. */
  | { readonly op: 'cancel'; readonly call: number }
  /** Blocks until the call is over, or `late` after `timeout` seconds. */
  | { readonly op: 'result'; readonly call: number; readonly timeout: number | null }
  /** Blocks until one of the calls is over, or `late`. */
  | { readonly op: 'waitAny'; readonly calls: readonly number[]; readonly timeout: number | null }
  /** Told `over` when every call is over. */
  | { readonly op: 'shutdown'; readonly pool: number; readonly cancel: boolean }
  /** Blocks until the pool's calls are over. */
  | { readonly op: 'drain'; readonly pool: number }
  | ({
      readonly op: 'thread';
      readonly thread: number;
      /** The program does not go on for it. */
      readonly daemon: boolean;
      readonly name: string;
      readonly parent: number;
      readonly mark: number;
    } & Invocation)
  | { readonly op: 'join'; readonly thread: number; readonly timeout: number | null }
  | {
      readonly op: 'make';
      readonly primitive: number;
      readonly kind: PrimitiveKind;
      readonly value: number;
      readonly lock: number;
    }
  | {
      readonly op: 'act';
      readonly primitive: number;
      readonly method: PrimitiveMethod;
      readonly timeout: number | null;
      readonly count: number;
    }
  /** For a loop of the main thread: call it soon. `future` 0: `fn` is a function; else a method of that future. */
  | ({ readonly op: 'callSoon'; readonly loop: number; readonly future: number; readonly wakes: boolean } & Invocation)
  /** For a loop of the main thread: make a task of the coroutine that `fn` gives. Told an outcome. */
  | ({ readonly op: 'coroutine'; readonly loop: number; readonly call: number } & Invocation)
  /** The main thread's own outcome of a `coroutine`. */
  | { readonly op: 'outcome'; readonly call: number; readonly answer: Outcome };

export const PRIMITIVE_METHODS = [
  'acquire',
  'tryAcquire',
  'release',
  'locked',
  'set',
  'clear',
  'isSet',
  'wait',
  'notify',
  'notifyAll',
] as const;
export type PrimitiveMethod = (typeof PRIMITIVE_METHODS)[number];

export type Outcome =
  | { readonly is: 'returned'; readonly text: string }
  | { readonly is: 'raised'; readonly text: string }
  | { readonly is: 'cancelled' };

export type PoolAnswer =
  | Outcome
  | { readonly is: 'runs'; readonly worker: string }
  /** Of a `thread`: which isolate it is. */
  | { readonly is: 'begun'; readonly lane: number }
  | { readonly is: 'over' }
  | { readonly is: 'late' }
  | { readonly is: 'value'; readonly value: boolean }
  /** The sandbox or a primitive refuses; `error` is the name of a class of Python's or JavaScript's. */
  | { readonly is: 'refused'; readonly error: string; readonly message: string }
  /** The processes of the pool are gone, and this call with them. */
  | { readonly is: 'broken'; readonly message: string }
  /** Nobody is left who could bring an end to the wait. */
  | { readonly is: 'deadlock'; readonly message: string }
  /** For the main thread, of a `callSoon` or `coroutine` of another one. */
  | ({
      readonly is: 'called';
      readonly loop: number;
      readonly future: number;
      /** 0: nobody waits for what it gives. */
      readonly call: number;
    } & Invocation)
  /** For the main thread: nobody waits any more for what the coroutine of this call gives. */
  | { readonly is: 'cancels'; readonly call: number };

/** What an isolate other than the main one is to do. `prints`: an error that it raises is printed, as of a `Thread`. */
export interface LaneCall extends Invocation {
  readonly prints: boolean;
  readonly shares: boolean;
}

/** How that ended; `error`: what it raised, as `writeError` writes it; `limit`: a limit of the program was passed in it. */
export type LaneOutcome =
  | (Outcome & { readonly error?: unknown })
  | { readonly is: 'limit'; readonly status: 'output' | 'memory' | 'timeout' };

/** What an isolate is told about itself. */
export interface LaneSettings {
  /** 0: the main thread of the program. */
  readonly lane: number;
  readonly name: string;
  readonly cores: number;
  /** Null: threads and processes can be had; else why not. */
  readonly noThreads: string | null;
  /** Whether it shares memory with other threads of the program. */
  readonly shares: boolean;
  /** Whether all of asyncio is there without an import: in sessions. */
  readonly provides: boolean;
}
