/**
 * What the marks of the compile step call. `sandbox/instrument.ts` says where each stands in the program.
 */
import { Awaitable, atOnce } from '../asyncio/awaitables.ts';
import { Coroutine } from '../asyncio/coroutines.ts';
import { current, enterTask } from '../asyncio/events.ts';
import type { Task } from '../asyncio/tasks.ts';
import { withoutHookNames } from './hook-names.ts';
import type { FunctionTable } from './functions.ts';
import type { PlaceKeeper } from './places.ts';

/** Held fast: a program may replace what is global. */
const NativePromise = Promise;
const { hasOwn } = Object;
const apply = Reflect.apply as (fn: unknown, self: unknown, args: readonly unknown[]) => unknown;

type CurrentTask = Task<unknown> | null;
type AnyIterable = { readonly [Symbol.asyncIterator]?: unknown; readonly [Symbol.iterator]?: unknown };

/** In the order in which the program's function takes them. */
export function programHooks(
  places: PlaceKeeper,
  importModule: (name: string) => object,
  functions: FunctionTable,
): readonly unknown[] {
  return Object.freeze([
    beforeAwait,
    afterAwait,
    () => current.task,
    enterTask,
    (error: unknown, mark: number) => places.note(withoutHookNames(error), mark),
    forAwait,
    importModule,
    (read: () => number, write: (mark: number) => void) => places.bind(read, write),
    (before: number, value: unknown) => places.back(before, value),
    () => places.enter(),
    (mark: number, value: unknown) => places.noteThrown(value, mark),
    (...table: Parameters<FunctionTable['bind']>) => functions.bind(...table),
  ]);
}

/** A coroutine begins here; another awaitable of ours learns where it is awaited, and the task waits for it from now on; of a native promise the task itself takes note. */
function beforeAwait(task: CurrentTask, mark: number, value: unknown): unknown {
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
  } else if (task !== null) task.place = mark;
  return value;
}

/** The function goes on, in the task that it belongs to; undefined: in whichever runs it now. */
function afterAwait(task: CurrentTask | undefined, value: unknown): unknown {
  if (task !== undefined && current.task !== task) enterTask(task);
  return value;
}

/**
 * `for await` asks the iterator at the loop's own place, however often. The wrapper asks for nothing earlier, later or
 * more often than the language does.
 */
function forAwait(task: CurrentTask, mark: number, iterable: AnyIterable): AnyIterable {
  if (iterable == null) return iterable;
  const asynchronous = iterable[Symbol.asyncIterator];
  const symbol = asynchronous == null ? Symbol.iterator : Symbol.asyncIterator;
  const open: unknown = asynchronous ?? iterable[Symbol.iterator];
  if (typeof open !== 'function') return { [symbol]: open } as AnyIterable;
  const beforeNext = (value: unknown): unknown => beforeAwait(task, mark, value);
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
