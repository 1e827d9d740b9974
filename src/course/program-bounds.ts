/** How large a program may be that a learner writes: what the tutor's editor holds, and so what an author may ask for. */

/** Far more than a step of a lesson or an entry needs, and little enough to be coloured and parsed between two keys. */
export const MAX_LINES = 200;
export const MAX_COLUMNS = 1_000;

const TAB = '  ';

/** A text from outside as the lines of a draft, before any bound. */
export function linesOf(text: string): readonly string[] {
  return text
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replaceAll('\t', TAB)
    .replace(/(?!\n)[\p{Cc}\p{Cs}]/gu, '')
    .split('\n');
}

/** Whether all of a text from outside has room. */
export function fitsDraft(text: string): boolean {
  const lines = linesOf(text);
  return lines.length <= MAX_LINES && lines.every(({ length }) => length <= MAX_COLUMNS);
}
