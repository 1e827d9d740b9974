/**
 * Characters that terminals and programs measure differently: one in a row of the screen moves all that follows.
 * They are kept out of lessons, so that whoever draws a line may trust its width.
 */
import { firstProblems, type Problem } from './problem.ts';

const KINDS: readonly { readonly pattern: RegExp; readonly what: string }[] = [
  { pattern: /[\p{Regional_Indicator}\u{e0020}-\u{e007f}]/u, what: 'a flag' },
  { pattern: /\u20e3/, what: 'a keycap' },
  { pattern: /\u200d/, what: 'a zero-width joiner' },
  { pattern: /[\ufe00-\ufe0f]/, what: 'a variation selector' },
  { pattern: /\p{Emoji_Modifier}/u, what: 'a skin tone' },
  {
    pattern: /(?![©®™])(?!\p{Emoji_Presentation})\p{Extended_Pictographic}/u,
    what: 'a symbol that is text to some terminals and a picture to others',
  },
  { pattern: /[\p{Cf}\u2028\u2029]/u, what: 'an invisible character' },
  { pattern: /(?!\t)\p{Cc}/u, what: 'a control character' },
  { pattern: /\p{Cs}/u, what: 'half a character' },
  { pattern: /\p{Co}/u, what: 'a private character' },
];

/** One problem for each line and kind of character that no terminal can be trusted with. */
export function misalignedCharacters(file: string, text: string): readonly Problem[] {
  const problems = text.split(/\r\n|[\r\n]/).flatMap((line, index) =>
    // A mark at the start of a file is how some editors say UTF-8.
    problemsOfLine(file, index + 1, index === 0 ? line.replace(/^\ufeff/, '') : line),
  );
  return firstProblems(problems);
}

function problemsOfLine(file: string, line: number, text: string): readonly Problem[] {
  if (/^[\t\x20-\x7e]*$/.test(text)) return [];
  return KINDS.flatMap(({ pattern, what }) => {
    const found = pattern.exec(text)?.[0];
    if (found === undefined) return [];
    const code = found.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0');
    return [
      {
        file,
        line,
        what: `There is ${what} here (U+${code}); terminals disagree about its width.`,
        mend: 'Write a word, or a character that every terminal shows alike.',
      },
    ];
  });
}
