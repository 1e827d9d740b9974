/**
 * Standard input, as a program under `async-tutor run FILE --input FILE` has it: text that is there from the start. Ours: Python
 * and Node read it through objects. What was taken is gone, whichever way.
 */
import { given } from '../given.ts';

/** Held fast: a program may replace what is global. */
const { apply } = Reflect;
const { indexOf, slice } = String.prototype;
let taken = 0;

function part(from: number, to?: number): string {
  return apply(slice, given.input, to === undefined ? [from] : [from, to]) as string;
}

/** All that is left. */
export async function read(): Promise<string> {
  const rest = part(taken);
  taken = given.input.length;
  return rest;
}

/** The next line, without its end; null: there is none. */
export async function readLine(): Promise<string | null> {
  if (taken >= given.input.length) return null;
  const end = apply(indexOf, given.input, ['\n', taken]) as number;
  const line = end === -1 ? part(taken) : part(taken, end);
  taken = end === -1 ? given.input.length : end + 1;
  return line[line.length - 1] === '\r' ? (apply(slice, line, [0, -1]) as string) : line;
}

/** Line by line, each without its end: `for await (const line of lines())`. */
export function lines(): AsyncIterableIterator<string> {
  return {
    async next(): Promise<IteratorResult<string>> {
      const value = await readLine();
      return value === null ? { value: undefined, done: true } : { value, done: false };
    },
    async return(): Promise<IteratorResult<string>> {
      return { value: undefined, done: true };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
