/**
 * What the marks of the compile step call. `sandbox/instrument.ts` says where each stands in the program.
 */
import { Awaitable } from '../asyncio/awaitables.ts';
import { current, enterTask } from '../asyncio/events.ts';
import type { Task } from '../asyncio/tasks.ts';
import type { PlaceKeeper } from './places.ts';

type CurrentTask = Task<unknown> | null;
type AnyIterable = { [Symbol.asyncIterator]?: () => AsyncIterator<unknown>; [Symbol.iterator]?: () => Iterator<unknown> };

/** In the order in which the program's function takes them. */
export function programHooks(places: PlaceKeeper, importModule: (name: string) => object): readonly unknown[] {
  return Object.freeze([
    beforeAwait,
    afterAwait,
    () => current.task,
    enterTask,
    (error: unknown, mark: number) => places.note(error, mark),
    forAwait,
    importModule,
    (read: () => number, write: (mark: number) => void) => places.bind(read, write),
  ]);
}

/** An awaitable of ours learns where it is awaited; of a native promise the task itself takes note. */
function beforeAwait(task: CurrentTask, mark: number, value: unknown): unknown {
  if (value instanceof Awaitable || (value instanceof Promise && Object.hasOwn(value, 'awaitedAt'))) {
    (value as { awaitedAt: number }).awaitedAt = mark;
  } else if (task !== null) task.place = mark;
  return value;
}

/** The function goes on, in the task that it belongs to; undefined: in whichever runs it now. */
function afterAwait(task: CurrentTask | undefined, value: unknown): unknown {
  if (task !== undefined && current.task !== task) enterTask(task);
  return value;
}

/** `for await` asks the iterator at the loop's own place, however often. */
function forAwait(task: CurrentTask, mark: number, iterable: AnyIterable): AnyIterable {
  const method = iterable?.[Symbol.asyncIterator];
  if (method == null) return iterable;
  return {
    [Symbol.asyncIterator]() {
      const iterator = method.call(iterable) as AsyncIterator<unknown>;
      const { next } = iterator;
      const wrapped: AsyncIterator<unknown> = {
        next: (...args) => beforeAwait(task, mark, next.apply(iterator, args)) as Promise<IteratorResult<unknown>>,
      };
      if (iterator.return) wrapped.return = (value) => beforeAwait(task, mark, iterator.return!(value)) as Promise<IteratorResult<unknown>>;
      return wrapped;
    },
  };
}
