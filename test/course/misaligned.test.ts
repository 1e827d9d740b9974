import { expect, test } from 'vitest';
import { misalignedCharacters } from '../../src/course/misaligned.ts';

test.each([
  ['a picture made by a variation selector', '❤\ufe0f', 'a variation selector', 'U+FE0F'],
  ['a keycap', '1\u20e3', 'a keycap', 'U+20E3'],
  ['a family joined without width', '\u{1f468}\u200d\u{1f469}', 'a zero-width joiner', 'U+200D'],
  ['a flag', '\u{1f1e8}\u{1f1f3}', 'a flag', 'U+1F1E8'],
  ['a skin tone', '\u{1f44d}\u{1f3fd}', 'a skin tone', 'U+1F3FD'],
  ['the pause sign', '\u23f8', 'a symbol that is text to some terminals and a picture to others', 'U+23F8'],
  ['a zero-width space', 'a\u200bb', 'an invisible character', 'U+200B'],
  ['a direction mark', '\u202e', 'an invisible character', 'U+202E'],
  ['an escape', '\x1b[31m', 'a control character', 'U+001B'],
])('%s is a problem', (_, text, kind, code) => {
  expect(misalignedCharacters('a.md', `fine\n${text}\n`)).toContainEqual({
    file: 'a.md',
    line: 2,
    what: `There is ${kind} here (${code}); terminals disagree about its width.`,
    mend: 'Write a word, or a character that every terminal shows alike.',
  });
});

test.each([
  '協程 协程，。、；：？！（）《》「」“”‘’…—',
  'plain — text: ©',
  '\u{1f600}',
  'tab\there',
  '\ufeffwith a byte order mark',
  'a\r\nb',
])('%j is fine', (text) => {
  expect(misalignedCharacters('a.md', text)).toEqual([]);
});
