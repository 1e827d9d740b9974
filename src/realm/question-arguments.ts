/**
 * What programs pass to threads, pools and locks, as what a question may hold. Anything else is an error where it was passed:
 * the parent ends a child whose questions are none.
 */
import { ValueError } from '../asyncio/exceptions.ts';
import { repr } from '../asyncio/repr.ts';
import { MOST_NAME } from '../trace/pool-question.ts';

const { apply } = Reflect;
const { slice } = String.prototype;
const { isArray } = Array;
const { isSafeInteger, MAX_SAFE_INTEGER } = Number;

/** As text, cut to what a name may have. */
export function namePassed(given: unknown): string {
  const text = `${given as string}`;
  return text.length <= MOST_NAME ? text : `${apply(slice, text, [0, MOST_NAME - 1]) as string}…`;
}

/** How long to wait, seconds: alone, or as Python's keyword. Null, undefined: without end. */
export type Timeout = number | null | undefined | { readonly timeout?: number | null | undefined };

/** Seconds; null: without end. Python's `threading` and `concurrent.futures` take what is negative as 0. */
export function timeoutPassed(given: unknown): number | null {
  const seconds = isOptions(given) ? given['timeout'] : given;
  if (seconds === null || seconds === undefined || seconds === Infinity) return null;
  if (typeof seconds !== 'number')
    throw new TypeError(`a timeout is a number of seconds, as 1.5 or { timeout: 1.5 }, not ${repr(seconds)}`);
  if (seconds !== seconds) throw new ValueError('Invalid value NaN (not a number)');
  return seconds > 0 ? seconds : 0;
}

/** A record of options: no list, no function. */
export function isOptions(given: unknown): given is { readonly [name: string]: unknown } {
  return typeof given === 'object' && given !== null && !isArray(given);
}

/** A whole number, which is called `what`; `Infinity` is as many as there can be. */
export function countPassed(what: string, given: unknown, least: number, tooFew: string): number {
  if (typeof given !== 'number') throw new TypeError(`${what} is a whole number, not ${repr(given)}`);
  if (!(given >= least)) throw new ValueError(tooFew);
  if (given > MAX_SAFE_INTEGER) return MAX_SAFE_INTEGER;
  if (!isSafeInteger(given)) throw new TypeError(`${what} is a whole number, not ${given}`);
  return given;
}

/** The number of something that another thread has too. */
export function numberPassed(given: unknown): number {
  if (!isSafeInteger(given) || (given as number) < 0) throw new TypeError('Illegal constructor');
  return given as number;
}
