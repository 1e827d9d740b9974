import type { CompileProblem } from './strip-types.ts';

/** Longer files are refused, characters: parsing is not covered by the watchdog. */
export const MAX_SOURCE = 512 * 1024;

/** Asked by the parent too: what is longer than any order can be never reaches the child. */
export function tooLong(source: string): CompileProblem | null {
  if (source.length <= MAX_SOURCE) return null;
  return {
    message: `The file is too long: ${source.length} characters; at most ${MAX_SOURCE} can be run.`,
    line: null,
    column: null,
    saying: { code: 'tooLong', args: [`${source.length}`, `${MAX_SOURCE}`] },
  };
}
