/**
 * What the marks of the compile step call. `sandbox/instrument.ts` says where each stands in the program.
 */
import { Awaitable, atOnce } from '../asyncio/awaitables.ts';
import { ConcurrentFuture } from '../asyncio/concurrent-futures.ts';
import { Coroutine } from '../asyncio/coroutines.ts';
import { refuseIfGivenUp } from './given-up.ts';
import { current, enterTask } from '../asyncio/events.ts';
import type { Task } from '../asyncio/tasks.ts';
import { withoutHookNames } from './hook-names.ts';
import type { FunctionTable } from './functions.ts';
import { NativeTask, type NativeTasks } from './native-tasks.ts';
import type { PlaceKeeper } from './places.ts';

/** Held fast: a program may replace what is global. */
const NativePromise = Promise;
const { hasOwn } = Object;
const apply = Reflect.apply as (fn: unknown, self: unknown, args: readonly unknown[]) => unknown;

type CurrentTask = Task<unknown> | NativeTask | null;
type AnyIterable = { readonly [Symbol.asyncIterator]?: unknown; readonly [Symbol.iterator]?: unknown };

/** How an await of an async generator stands to whoever asked it for a value; 0: the code is no generator's. */
const ASKED = 1;
const WOKEN = 2;

/** In the order in which the program's function takes them. */
export function programHooks(
  places: PlaceKeeper,
  natives: NativeTasks,
  importModule: (name: string) => object,
  functions: FunctionTable,
): readonly unknown[] {
  /** A coroutine begins here; another awaitable of ours learns where it is awaited, and the task waits for it from now on; of a native promise the task itself takes note. */
  function beforeAwait(task: CurrentTask, mark: number, value: unknown, segment: unknown): unknown {
    if (task !== current.task && task instanceof NativeTask) return beforeNativeAwait(task, mark, value, segment);
    return awaited(task, mark, value);
  }

  /** Nothing may be done after it that the program could see: the function waits from here on. */
  function beforeNativeAwait(task: NativeTask, mark: number, value: unknown, segment: unknown): unknown {
    natives.prepareAwait();
    task.place = mark;
    const given = awaited(task, mark, value);
    if (segment !== ASKED) natives.suspend(task, value, value instanceof Coroutine ? natives.takeReturned() : null);
    return given;
  }

  /** The function goes on, in the task that it belongs to; undefined: in whichever runs it now. */
  function afterAwait(task: CurrentTask | undefined, value: unknown): unknown {
    if (task !== undefined && current.task !== task) {
      refuseIfGivenUp(task);
      enter(task);
    }
    return value;
  }

  function enter(task: CurrentTask): void {
    if (task instanceof NativeTask) {
      if (current.task !== null) enterTask(null);
      natives.resume(task);
    } else enterTask(task);
  }

  function begin(name: string, calledAt: number, place: number): CurrentTask {
    const { task } = current;
    return task === null && name !== '' ? natives.begin(name, calledAt, place) : task;
  }

  function end(task: CurrentTask, result: unknown): void {
    if (task instanceof NativeTask) natives.end(task, result);
  }

  function failed(error: unknown, mark: number, task: CurrentTask): unknown {
    const noted = places.note(withoutHookNames(error), mark);
    if (task instanceof NativeTask) natives.fail(task, noted);
    return noted;
  }

  function called(name: string, promise: unknown, isAwaited: boolean): unknown {
    if (current.task === null) natives.called(name, promise, isAwaited);
    return promise;
  }

  /** An async generator gives its next value, or ends: who has asked for it goes on, now or by a microtask. */
  function yields(task: CurrentTask, segment: number, value: unknown): unknown {
    if (segment === WOKEN && task instanceof NativeTask) natives.suspendFor(task, 'promise');
    return value;
  }

  return Object.freeze([
    beforeAwait,
    afterAwait,
    () => current.task ?? natives.current,
    enter,
    (error: unknown, mark: number) => places.note(withoutHookNames(error), mark),
    (task: CurrentTask, mark: number, iterable: AnyIterable, segment: unknown) =>
      forAwait(iterable, (value) => {
        if (!(task instanceof NativeTask)) return awaited(task, mark, value);
        task.place = mark;
        const given = awaited(task, mark, value);
        if (typeof segment !== 'function' || apply(segment, undefined, []) !== ASKED)
          natives.suspendFor(task, 'next()');
        return given;
      }),
    importModule,
    (read: () => number, write: (mark: number) => void) => places.bind(read, write),
    (before: number, value: unknown) => places.back(before, value),
    () => places.enter(),
    (mark: number, value: unknown) => places.noteThrown(value, mark),
    begin,
    end,
    failed,
    called,
    yields,
    (...table: Parameters<FunctionTable['bind']>) => functions.bind(...table),
  ]);
}

function awaited(task: CurrentTask, mark: number, value: unknown): unknown {
  if (typeof value !== 'object') {
    if (task !== null) task.place = mark;
    return value;
  }
  if (value instanceof Coroutine) {
    if (task !== null) task.place = mark;
    const promise = value._beginInPlace();
    if (promise !== null) return promise;
  }
  if (value instanceof Awaitable) {
    value.awaitedAt = mark;
    return atOnce(value);
  }
  if (value instanceof NativePromise && hasOwn(value, 'awaitedAt')) {
    (value as unknown as { awaitedAt: number }).awaitedAt = mark;
    return value;
  }
  if (task !== null) task.place = mark;
  // JavaScript would go on with the future itself.
  if (value instanceof ConcurrentFuture) throw new TypeError("object Future can't be used in 'await' expression");
  return value;
}

/**
 * `for await` asks the iterator at the loop's own place, however often. The wrapper asks for nothing earlier, later or
 * more often than the language does.
 */
function forAwait(iterable: AnyIterable, beforeNext: (value: unknown) => unknown): AnyIterable {
  if (iterable == null) return iterable;
  const asynchronous = iterable[Symbol.asyncIterator];
  const symbol = asynchronous == null ? Symbol.iterator : Symbol.asyncIterator;
  const open: unknown = asynchronous ?? iterable[Symbol.iterator];
  if (typeof open !== 'function') return { [symbol]: open } as AnyIterable;
  return { [symbol]: () => watchedIterator(apply(open, iterable, []), beforeNext) } as AnyIterable;
}

function watchedIterator(iterator: unknown, before: (value: unknown) => unknown): unknown {
  if ((typeof iterator !== 'object' && typeof iterator !== 'function') || iterator === null) return iterator;
  const { next } = iterator as { next: unknown };
  const method = (name: 'return' | 'throw'): unknown => {
    const own = (iterator as { [name: string]: unknown })[name];
    return typeof own === 'function' ? (...args: unknown[]) => before(apply(own, iterator, args)) : own;
  };
  return {
    next: typeof next === 'function' ? (...args: unknown[]) => before(apply(next, iterator, args)) : next,
    get return() {
      return method('return');
    },
    get throw() {
      return method('throw');
    },
  };
}
