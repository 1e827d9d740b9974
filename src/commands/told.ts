/** What others wrote, on its way to a terminal: nothing in it moves the cursor, changes colours or begins a line of its own. */
import type { Problem } from '../course/problem.ts';
import { harmless } from '../text/width.ts';

/** `between` stands between what is wrong and what to write instead. */
export function toldProblem({ file, line, what, mend }: Problem, between: string): string {
  return `${inOneLine(`${file}:${line}: ${what}`)}${between}${inOneLine(mend)}\n`;
}

function inOneLine(text: string): string {
  return harmless(text).replaceAll('\n', ' ');
}

/** JSON in a line, with all escaped that `JSON.stringify` lets through and a terminal may obey. */
export function toldJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
