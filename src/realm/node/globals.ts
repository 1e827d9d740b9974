/** The functions of Node that put callbacks into its queues, as a program finds them. */
import { clock } from '../clock.ts';
import { given } from '../given.ts';
import { inspectValue } from '../inspect.ts';
import type { NodeQueues } from './queues.ts';
import type { Call } from './timers.ts';

type Fn = (...args: readonly unknown[]) => unknown;

/** Held fast: a program may replace what is global. */
const NativePromise = Promise;
// eslint-disable-next-line @typescript-eslint/unbound-method -- it is applied
const { then } = Promise.prototype;
const { apply } = Reflect;

export function installNodeQueues(
  queues: NodeQueues,
  write: (stream: 'out' | 'err', text: string) => void,
  exit: (code: number) => never,
): void {
  const { timers } = queues;
  const functions = {
    setTimeout: (fn: unknown, after?: unknown, ...args: unknown[]) => timers.set(callOf(fn, args), after, false),
    setInterval: (fn: unknown, after?: unknown, ...args: unknown[]) => timers.set(callOf(fn, args), after, true),
    clearTimeout: (timer?: unknown) => timers.clear(timer),
    clearInterval: (timer?: unknown) => timers.clear(timer),
    setImmediate: (fn: unknown, ...args: unknown[]) => queues.addImmediate(callOf(fn, args)),
    clearImmediate: (immediate?: unknown) => queues.clearImmediate(immediate),
    queueMicrotask(fn: unknown) {
      const runs = queues.addMicrotask(callOf(fn, []));
      void apply(then, NativePromise.resolve(), [runs]);
    },
  };
  for (const [name, fn] of Object.entries(functions)) define(globalThis, name, fn);
  define(
    globalThis,
    'process',
    Object.freeze({
      nextTick: (fn: unknown, ...args: unknown[]) => queues.addTick(callOf(fn, args)),
      stdout: Object.freeze({ write: (text: unknown) => (write('out', String(text)), true) }),
      stderr: Object.freeze({ write: (text: unknown) => (write('err', String(text)), true) }),
      env: Object.freeze({}),
      cpuUsage: (before?: { readonly user: number }) => {
        return { user: Math.round(clock.processorTime() * 1e6) - (before?.user ?? 0), system: 0 };
      },
      get argv() {
        return given.argv;
      },
      get exitCode(): number | undefined {
        return given.exitCode === 0 ? undefined : given.exitCode;
      },
      set exitCode(code: unknown) {
        given.exitCode = exitCodeOf(code, 0);
        given.exitMark = given.line();
      },
      exit: (code?: unknown) => exit(exitCodeOf(code, given.exitCode)),
    }),
  );
}

/** As the system takes it: a whole number, of which it keeps eight bits. */
function exitCodeOf(code: unknown, otherwise: number): number {
  if (code == null) return otherwise;
  const whole = typeof code === 'string' && code !== '' ? Number(code) : code;
  if (typeof whole === 'number' && Number.isInteger(whole)) return whole & 255;
  const error = new TypeError(`The "code" argument must be of type number. Received ${received(code)}`);
  throw Object.assign(error, { code: 'ERR_INVALID_ARG_TYPE' });
}

function callOf(fn: unknown, args: readonly unknown[]): Call {
  if (typeof fn === 'function') return { fn: fn as Fn, args };
  const error = new TypeError(`The "callback" argument must be of type function. Received ${received(fn)}`);
  throw Object.assign(error, { code: 'ERR_INVALID_ARG_TYPE' });
}

/** As Node says what it got instead. */
function received(value: unknown): string {
  if (value == null) return String(value);
  if (typeof value === 'object') return `an instance of ${value.constructor?.name ?? 'Object'}`;
  return `type ${typeof value} (${inspectValue(value)})`;
}

function define(owner: object, name: string, value: unknown): void {
  Object.defineProperty(owner, name, { value, writable: true, enumerable: true, configurable: true });
}
