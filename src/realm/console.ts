/** The program's `console`: Node's formats, to the trace instead of a terminal. */
import type { RealmClock } from './clock.ts';
import { formatTable } from './console-table.ts';
import { formatValues, inspectValue } from './inspect.ts';
import type { Recorder } from './recorder.ts';

export function installConsole(recorder: Recorder, clock: RealmClock): void {
  let indent = '';
  const counts = new Map<string, number>();
  const timers = new Map<string, number>();
  const print = (stream: 'out' | 'err', values: readonly unknown[]): void => {
    const text = formatValues(values);
    recorder.output(stream, indent === '' ? text : indent + text.split('\n').join(`\n${indent}`));
  };
  const out = (...values: unknown[]): void => print('out', values);
  const err = (...values: unknown[]): void => print('err', values);
  const elapsed = (label: string): string | null => {
    const started = timers.get(label);
    return started === undefined ? null : duration((clock.stopwatch() - started) * 1000);
  };
  const reportElapsed = (label: string, values: readonly unknown[]): void => {
    const time = elapsed(label);
    if (time === null) err(`Warning: No such label '${label}' for console.time()`);
    else out(`${label}: ${time}`, ...values);
  };
  const console = {
    // Each with a name of its own: the panel and the loop's messages show it where one is a callback.
    log: (...values: unknown[]) => out(...values),
    info: (...values: unknown[]) => out(...values),
    debug: (...values: unknown[]) => out(...values),
    error: (...values: unknown[]) => err(...values),
    warn: (...values: unknown[]) => err(...values),
    trace: (...values: unknown[]) => err(`Trace: ${formatValues(values)}`),
    dir: (value: unknown, options?: object) =>
      print('out', [inspectValue(value, { customInspect: false, ...options })]),
    table(data?: unknown, properties?: readonly unknown[]) {
      const table = formatTable(data, properties);
      out(table ?? data);
    },
    assert(condition?: unknown, ...values: unknown[]) {
      if (condition) return;
      if (typeof values[0] === 'string') values[0] = `Assertion failed: ${values[0]}`;
      else values.unshift('Assertion failed');
      err(...values);
    },
    count(label = 'default') {
      counts.set(`${label}`, (counts.get(`${label}`) ?? 0) + 1);
      out(`${label}: ${counts.get(`${label}`)}`);
    },
    countReset(label = 'default') {
      counts.delete(`${label}`);
    },
    group(...values: unknown[]) {
      if (values.length > 0) out(...values);
      if (indent.length < 200) indent += '  ';
    },
    groupEnd() {
      indent = indent.slice(2);
    },
    time(label = 'default') {
      timers.set(`${label}`, clock.stopwatch());
    },
    timeLog(label = 'default', ...values: unknown[]) {
      reportElapsed(`${label}`, values);
    },
    timeEnd(label = 'default') {
      reportElapsed(`${label}`, []);
      timers.delete(`${label}`);
    },
  };
  Object.defineProperty(globalThis, 'console', {
    value: console,
    writable: true,
    enumerable: false,
    configurable: true,
  });
}

/** As Node writes it: `12.3ms`, `1.5s`, `1:02.003 (m:ss.mmm)`. */
function duration(ms: number): string {
  if (ms < 1000) return `${Number(ms.toFixed(3))}ms`;
  const seconds = ms / 1000;
  if (seconds < 60) return `${seconds.toFixed(3)}s`;
  const minutes = Math.floor(seconds / 60);
  const rest = (seconds - minutes * 60).toFixed(3).padStart(6, '0');
  return `${minutes}:${rest} (m:ss.mmm)`;
}
