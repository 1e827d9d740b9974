/** Lines of a source file joined to running text, for languages with and without spaces between words. */

const WIDE = '\\p{Script=Han}\\u3000-\\u303f\\uff00-\\uffef';
const QUOTES = '“”‘’…—';
const WIDE_PUNCTUATION = '\\u3000-\\u303f\\uff00-\\uff0f\\uff1a-\\uff20';
const between = (gap: string): string =>
  `(?<=[${WIDE}])${gap}(?=[${WIDE}${QUOTES}])|(?<=[${QUOTES}])${gap}(?=[${WIDE}])`;

const BREAK_IN_CHINESE = new RegExp(
  `${between('\\n')}|(?<=[${WIDE_PUNCTUATION}])\\n|\\n(?=[${WIDE_PUNCTUATION}])`,
  'gu',
);
const SPACE_IN_CHINESE = new RegExp(between(' +'), 'gu');

/** A line end between two Chinese characters, or beside Chinese punctuation, is nothing; any other is a space. */
export function joinLines(text: string): string {
  return text
    .replace(/[ \t]*\n[ \t]*/g, '\n')
    .replace(BREAK_IN_CHINESE, '')
    .replaceAll('\n', ' ');
}

/** The same for a folded YAML text, where the line ends are spaces already. */
export function unfold(text: string): string {
  return joinLines(text).replace(SPACE_IN_CHINESE, '').trim();
}
