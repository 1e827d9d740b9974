/** What counts as the same where a learner says what a program will do. */

/** Two times that are closer than this are the same (seconds). */
export const TOLERANCE = 0.05;

/** Null: it is no number of seconds. A comma serves as a point, and a unit may follow. */
export function readSeconds(text: string): number | null {
  const match = /^(\d+(?:[.,]\d*)?|[.,]\d+)\s*(?:s|sec|seconds?|秒)?$/i.exec(text.normalize('NFKC').trim());
  return match === null ? null : Number(match[1]!.replace(',', '.'));
}

/** What two lines have in common if they differ only in capitals, in spaces, or in how wide the signs are typed. */
export function gist(line: string): string {
  return line.normalize('NFKC').toLowerCase().replace(/\s+/g, '');
}

/** What is left of a text whose numbers are those of one machine. */
export function withoutNumbers(text: string): string {
  return text.replace(/\d+(?:\.\d+)?/g, '…');
}
