/** What a wrong call is told. In Python the interpreter says most of this; here types are gone when a program runs. */
import { repr } from './repr.ts';

/** A number of seconds; `TypeError` for anything else, for `'1'` would be added as a text. */
export function checkSeconds(value: unknown, caller: string): asserts value is number {
  if (typeof value !== 'number') throw new TypeError(`${caller} needs a number of seconds, not ${repr(value)}`);
}

/** The block of a `with`; `written` is how the call is written. */
export function checkBlock(body: unknown, written: string): void {
  if (typeof body !== 'function') throw new TypeError(`the block is missing: write \`${written}\``);
}
