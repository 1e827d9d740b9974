/**
 * Whether what was typed so far is an entry, or only the beginning of one. Asked at every line, in the process of whoever types:
 * as `find-syntax-error.ts`, it runs nothing and has a limit of time.
 */
import { withinTime } from './find-syntax-error.ts';
import { pythonHabit } from './python-habits.ts';
import { howItReads } from './strip-types.ts';

/** `whole`: it can be handed in, were it only to be told what is wrong with it. */
export type EntryState = 'empty' | 'unfinished' | 'whole';

export function entryState(source: string): EntryState {
  if (source.trim() === '') return 'empty';
  return (withinTime(() => isUnfinished(source) && !isPython(source)) ?? false) ? 'unfinished' : 'whole';
}

/** Of a line of Python's no end is waited for: what comes next is an entry of its own. */
function isPython(source: string): boolean {
  return pythonHabit(source, source.trimEnd().split('\n').length) !== null;
}

/** What begins with a brace may be an object: `{ a: 1, b: 2` is no block, and may become one. */
function isUnfinished(source: string): boolean {
  const asProgram = howItReads(source);
  if (asProgram !== 'wrong' || !/^\s*\{/.test(source)) return asProgram === 'unfinished';
  return howItReads(`(${source})`) !== 'fine' && howItReads(`(${source}`) === 'unfinished';
}
