/** Lines of a source file joined to running text, for languages with and without spaces between words. */

const WIDE = /^[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u;
const WIDE_PUNCTUATION = /^[\u3000-\u303f\uff00-\uff0f\uff1a-\uff20]/u;
/** These stand in Chinese and in Latin text alike. */
const SHARED_PUNCTUATION = /^[“”‘’…—]/u;

/**
 * Texts that follow one another, each with its line ends made into nothing (between two Chinese characters, or beside
 * Chinese punctuation) or into a space; what a line end becomes may depend on the text before or after.
 */
export function joinLines(texts: readonly string[]): readonly string[] {
  const whole = texts.join('');
  let offset = 0;
  return texts.map((text) => {
    const start = offset;
    offset += text.length;
    return text.replaceAll('\n', (_, at: number) => gapAt(whole, start + at, start + at + 1));
  });
}

/** One text the same way; in YAML that was folded, the line ends are spaces already. */
export function unfold(text: string): string {
  return text.trim().replace(/\s+/g, (gap, at: number, whole: string) => gapAt(whole, at, at + gap.length));
}

/** What separates the text before `end` from the text after `start`. */
function gapAt(text: string, end: number, start: number): '' | ' ' {
  const before = characterBefore(text, end);
  const after = characterAt(text, start);
  if (WIDE_PUNCTUATION.test(before) || WIDE_PUNCTUATION.test(after)) return '';
  if (WIDE.test(before) && (WIDE.test(after) || SHARED_PUNCTUATION.test(after))) return '';
  return SHARED_PUNCTUATION.test(before) && WIDE.test(after) ? '' : ' ';
}

function characterBefore(text: string, end: number): string {
  return /.$/su.exec(text.slice(Math.max(0, end - 2), end))?.[0] ?? '';
}

function characterAt(text: string, start: number): string {
  return /^./su.exec(text.slice(start, start + 2))?.[0] ?? '';
}
