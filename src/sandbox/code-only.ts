/** A text without what stands in strings, comments and regular expressions: blanks in their place, every line where it was. */

const LITERALS = [
  String.raw`\/\*[\s\S]*?(?:\*\/|$)`,
  String.raw`\/\/[^\n]*`,
  '"(?:[^"\\\\\\n]|\\\\.)*"?',
  "'(?:[^'\\\\\\n]|\\\\.)*'?",
  '`(?:[^`\\\\]|\\\\[\\s\\S])*(?:`|$)',
  // A slash where a value is wanted begins a regular expression.
  String.raw`(?<=(?:[=(,:;!&|?{}[]|\breturn)[ \t]*)\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/`,
].join('|');

/** The marks around a string stay, or stood alone at the end. */
export function codeOnly(source: string): string {
  return source.replace(new RegExp(LITERALS, 'g'), (literal) => {
    const blanks = literal.replace(/[^\n]/g, ' ');
    const first = literal[0]!;
    if (first === '/' || literal.length < 2) return blanks;
    return first + blanks.slice(1, -1) + (literal.at(-1) === first ? first : ' ');
  });
}

/** The innermost bracket that is never closed. */
export function openBracket(source: string): string | null {
  const open: string[] = [];
  for (const character of codeOnly(source)) {
    if ('([{'.includes(character)) open.push(character);
    else if (')]}'.includes(character)) open.pop();
  }
  return open.at(-1) ?? null;
}
