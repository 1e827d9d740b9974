/** What `async with` takes, and the ways to write it. */
import { atOnce } from './awaitables.ts';
import { checkBlock } from './arguments.ts';
import { coroutineOf } from './coroutines.ts';
import type { Coroutine } from './coroutines.ts';
import type { Condition, Lock, Semaphore } from './locks.ts';
import { repr } from './repr.ts';

/** CPython: an asynchronous context manager. */
export interface AsyncContextManager<T> {
  aenter(): PromiseLike<T>;
  /** `failed`: the block ended with `error`. True swallows that error. */
  aexit(error: unknown, failed: boolean): PromiseLike<unknown>;
}

/** The block of an `async with`: it is given what comes after `as`. */
export type ScopeBody<T, R> = (value: T) => R | PromiseLike<R>;

/** CPython: `async with manager as x: …`. Gives what `body` returned, or undefined if its error was swallowed. */
export async function asyncWith<T, R>(
  manager: AsyncContextManager<T>,
  body: ScopeBody<Awaited<T>, R>,
): Promise<R | undefined> {
  if (typeof manager?.aenter !== 'function')
    throw new TypeError(`asyncWith() needs an object with aenter() and aexit(), not ${repr(manager)}`);
  checkBlock(body, 'asyncWith(manager, async (value) => { … })');
  const value = await atOnce(manager.aenter());
  let result: R;
  try {
    result = await atOnce(body(value));
  } catch (error) {
    if (await atOnce(manager.aexit(error, true))) return undefined;
    throw error;
  }
  await atOnce(manager.aexit(undefined, false));
  return result;
}

const CANNOT_ENTER =
  'enter() takes a lock, a semaphore or a condition. A group is written `taskGroup(async (tg) => { … })`, ' +
  'a timeout `timeout(seconds, async (cm) => { … })`';

/**
 * CPython: `async with lock:` for the rest of the block: `await using _ = await enter(lock);`. Acquires now, releases where
 * the block ends. Not for `TaskGroup` and `timeout`: JavaScript does not tell `await using` how the block ended.
 */
export function enter(lock: Lock | Semaphore | Condition): Coroutine<AsyncDisposable> {
  return coroutineOf('enter', async () => {
    if (typeof lock?.acquire !== 'function') throw new TypeError(CANNOT_ENTER);
    await atOnce(lock.acquire());
    return { [Symbol.asyncDispose]: async () => lock.release() };
  });
}
