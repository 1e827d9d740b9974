import type { Awaitable } from './awaitables.ts';
import type { EventLoop } from './base-events.ts';
import { named } from './events.ts';
import { CancelledError } from './exceptions.ts';
import { CANCELLED, FAILED, FINISHED, Future, LabelledFuture, PENDING } from './futures.ts';
import { Task, ensureFuture } from './tasks.ts';

/** Cancelling it cancels what it gathers, and lets that decide. */
class GatheringFuture extends LabelledFuture<unknown> {
  /** @internal */ _cancelRequested = false;
  readonly #children: readonly Future<unknown>[];

  constructor(children: readonly Future<unknown>[], loop: EventLoop) {
    super('gather', loop);
    this.#children = children;
  }

  override get _className(): string {
    return '_GatheringFuture';
  }

  override cancel(message?: unknown): boolean {
    if (this._state !== PENDING) return false;
    let any = false;
    for (const child of this.#children) if (child.cancel(message)) any = true;
    if (any) this._cancelRequested = true;
    return any;
  }
}

export type Gathered<A extends readonly unknown[]> = { -readonly [K in keyof A]: Awaited<A[K]> };
export type GatheredOrErrors<A extends readonly unknown[]> = { -readonly [K in keyof A]: Awaited<A[K]> | Error };
type AnyAwaitable = PromiseLike<unknown>;

/**
 * CPython: `asyncio.gather`. Runs all at once, coroutines as tasks of their own; gives their results in the order of the
 * arguments, or raises the first error while the others go on. With `returnExceptions`, errors are results.
 * Cancelling it cancels all of them. Options need the list form: `gather([a(), b()], { returnExceptions: true })`.
 */
export function gather<A extends readonly AnyAwaitable[]>(...works: A): Future<Gathered<A>>;
export function gather<const A extends readonly AnyAwaitable[]>(
  works: A,
  options: { readonly returnExceptions: true },
): Future<GatheredOrErrors<A>>;
export function gather<const A extends readonly AnyAwaitable[]>(
  works: A,
  options?: { readonly returnExceptions?: false },
): Future<Gathered<A>>;
export function gather<const A extends readonly AnyAwaitable[]>(
  works: A,
  options: { readonly returnExceptions?: boolean },
): Future<GatheredOrErrors<A>>;
export function gather<T>(works: Iterable<Awaitable<T>>, options?: { readonly returnExceptions?: false }): Future<T[]>;
export function gather<T>(
  works: Iterable<Awaitable<T>>,
  options: { readonly returnExceptions?: boolean },
): Future<(T | Error)[]>;
export function gather(...given: readonly unknown[]): Future<unknown> {
  const [first, options] = given as readonly [unknown, { readonly returnExceptions?: boolean } | undefined];
  if (!isList(first)) {
    if (given.length > 1 && isOptions(given.at(-1)))
      throw new TypeError('gather() takes options after a list: write `gather([a, b], { returnExceptions: true })`');
    return gatherAll(given as readonly AnyAwaitable[], false);
  }
  return gatherAll([...first], options?.returnExceptions ?? false);
}

function isList(x: unknown): x is Iterable<AnyAwaitable> {
  return typeof x === 'object' && x !== null && Symbol.iterator in x;
}

function isOptions(x: unknown): boolean {
  return typeof x === 'object' && x !== null && 'returnExceptions' in x;
}

function gatherAll(works: readonly AnyAwaitable[], returnExceptions: boolean): Future<unknown> {
  if (works.length === 0) {
    const nothing = new Future<unknown>();
    nothing.setResult([]);
    return nothing;
  }
  const futureOf = new Map<AnyAwaitable, Future<unknown>>();
  const children: Future<unknown>[] = [];
  const doneAlready: Future<unknown>[] = [];
  let loop: EventLoop | undefined;
  let finished = 0;
  let outer: GatheringFuture | null = null;

  const childDone = named('gather', (child: Future<unknown>): void => {
    finished++;
    if (outer === null || outer._state !== PENDING) {
      child._retrieved();
      return;
    }
    if (!returnExceptions && child._state !== FINISHED) fail(outer, child._takeError());
    else if (finished === futureOf.size) finish(outer, children);
  });

  for (const work of works) {
    let child = futureOf.get(work);
    if (child === undefined) {
      child = ensureFuture(work, { loop });
      loop ??= child._loop;
      if (child !== work && child instanceof Task) child._keepQuiet();
      futureOf.set(work, child);
      if (child._state === PENDING) child.addDoneCallback(childDone);
      else doneAlready.push(child);
    }
    children.push(child);
  }
  outer = new GatheringFuture(children, loop!);
  for (const child of doneAlready) childDone(child);
  return outer;
}

function fail(outer: Future<unknown>, error: unknown): void {
  outer._complete(FAILED, error);
  outer._expectRetrieval();
}

/** All are done. If it was asked to cancel, the error is the last child's, as in CPython. */
function finish(outer: GatheringFuture, children: readonly Future<unknown>[]): void {
  const results = children.map((child) => {
    if (child._state === CANCELLED)
      return child._cancelMessage == null ? new CancelledError('') : new CancelledError(child._cancelMessage);
    return child._state === FAILED ? child._takeError() : child._value;
  });
  if (outer._cancelRequested) fail(outer, children.at(-1)!._makeCancelledError());
  else outer._complete(FINISHED, results);
}
