/**
 * What programs pass to threads, pools and locks, as what a question may hold. Anything else is an error where it was passed:
 * the parent ends a child whose questions are none.
 */
import { ValueError } from '../asyncio/exceptions.ts';
import { repr } from '../asyncio/repr.ts';
import { MOST_NAME } from '../trace/pool-question.ts';

const { apply } = Reflect;
const { slice } = String.prototype;
const { isSafeInteger, MAX_SAFE_INTEGER } = Number;

/** As text, cut to what a name may have. */
export function namePassed(given: unknown): string {
  const text = `${given as string}`;
  return text.length <= MOST_NAME ? text : `${apply(slice, text, [0, MOST_NAME - 1]) as string}…`;
}

/** How long to wait, seconds; null: without end. Python's `threading` and `concurrent.futures` take what is negative as 0. */
export function timeoutPassed(given: unknown): number | null {
  if (given === null || given === undefined || given === Infinity) return null;
  if (typeof given !== 'number') throw new TypeError(`a timeout is a number of seconds, not ${repr(given)}`);
  if (given !== given) throw new ValueError('Invalid value NaN (not a number)');
  return given > 0 ? given : 0;
}

/** A whole number; `Infinity` is as many as there can be. */
export function countPassed(given: unknown, least: number, tooFew: string): number {
  if (typeof given !== 'number') throw new TypeError(`a number is needed, not ${repr(given)}`);
  if (!(given >= least)) throw new ValueError(tooFew);
  if (given > MAX_SAFE_INTEGER) return MAX_SAFE_INTEGER;
  if (!isSafeInteger(given)) throw new TypeError(`a whole number is needed, not ${given}`);
  return given;
}

/** The number of something that another thread has too. */
export function numberPassed(given: unknown): number {
  if (!isSafeInteger(given) || (given as number) < 0) throw new TypeError('Illegal constructor');
  return given as number;
}
