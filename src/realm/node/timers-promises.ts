/** Node's `timers/promises`. Source: Node's `lib/timers/promises.js`. */
import { append } from '../own-collections.ts';

interface Options {
  readonly signal?: AbortSignal;
  readonly ref?: boolean;
}

type Timer = { unref(): unknown };
type Start = (fn: () => void, after?: unknown) => Timer;
type Stop = (timer: unknown) => void;

/** Held fast before any program runs: it may replace what is global. */
const held = {} as { [name: string]: Start & Stop };
const NativePromise = Promise;

/** `names`: what is global by now. */
export function holdTimers(): void {
  const here = globalThis as unknown as { readonly [name: string]: Start & Stop };
  for (const name of ['setTimeout', 'setImmediate', 'setInterval', 'clearTimeout', 'clearImmediate', 'clearInterval'])
    held[name] = here[name]!;
  const custom = Symbol.for('nodejs.util.promisify.custom');
  const own = { enumerable: true, configurable: false } as const;
  Object.defineProperty(held['setTimeout'], custom, { ...own, get: () => afterTime });
  Object.defineProperty(held['setImmediate'], custom, { ...own, get: () => nextTurn });
}

/** `setTimeout`. */
export function afterTime<T>(after?: number, value?: T, options: Options = {}): Promise<T> {
  return waiting(options, 'clearTimeout', (resolve) => held['setTimeout']!(() => resolve(value as T), after));
}

/** `setImmediate`. */
export function nextTurn<T>(value?: T, options: Options = {}): Promise<T> {
  return waiting(options, 'clearImmediate', (resolve) => held['setImmediate']!(() => resolve(value as T)));
}

function waiting<T>(
  { signal, ref = true }: Options,
  stop: 'clearTimeout' | 'clearImmediate',
  start: (resolve: (value: T) => void) => Timer,
): Promise<T> {
  if (signal?.aborted === true) return NativePromise.reject(aborted(signal)) as Promise<T>;
  return new NativePromise<T>((resolve, reject) => {
    const end = (value: T): void => {
      signal?.removeEventListener('abort', abort);
      resolve(value);
    };
    const timer = start(end);
    if (!ref) timer.unref();
    const abort = (): void => {
      held[stop]!(timer as never);
      reject(aborted(signal!));
    };
    signal?.addEventListener('abort', abort, { once: true });
  });
}

/** `setInterval`. Each turn gives `value`; turns that nobody asked for yet are not lost. */
export async function* everyTime<T>(
  after?: number,
  value?: T,
  { signal, ref = true }: Options = {},
): AsyncGenerator<T> {
  if (signal?.aborted === true) throw aborted(signal);
  let due = 0;
  let wake: (() => void) | null = null;
  const turn = (): void => {
    due++;
    wake?.();
  };
  const timer = held['setInterval']!(turn, after);
  if (!ref) timer.unref();
  const abort = (): void => {
    held['clearInterval']!(timer as never);
    wake?.();
  };
  signal?.addEventListener('abort', abort, { once: true });
  try {
    for (;;) {
      if (due === 0 && !isAborted(signal)) await new NativePromise<void>((resolve) => (wake = resolve));
      wake = null;
      for (; due > 0; due--) yield value as T;
      if (isAborted(signal)) throw aborted(signal!);
    }
  } finally {
    held['clearInterval']!(timer as never);
    signal?.removeEventListener('abort', abort);
  }
}

export const scheduler = Object.freeze({
  wait: (delay: number, options?: Options): Promise<void> => afterTime(delay, undefined, options),
  yield: (): Promise<void> => nextTurn(),
});

function isAborted(signal: AbortSignal | undefined): boolean {
  return signal?.aborted === true;
}

/** What Node rejects with: an `AbortError` whose cause is the signal's reason. */
export function aborted(signal: AbortSignal): Error {
  const error = new Error('The operation was aborted', { cause: signal.reason });
  return Object.assign(
    Object.defineProperty(error, 'name', { value: 'AbortError', configurable: true, writable: true }),
    {
      code: 'ABORT_ERR',
    },
  );
}

/** The functions of `timers`, as they are globally. */
export function globalTimers(): object {
  const names: string[] = [];
  for (const name in held) append(names, name);
  const timers: { [name: string]: unknown } = {};
  for (let index = 0; index < names.length; index++) timers[names[index]!] = held[names[index]!];
  return timers;
}
