/** Test support: an editor's text with its cursor as `|`, and what a learner may do to it. */
import fc from 'fast-check';
import type { TextArea } from '../../src/app/text-area.ts';
import { editText, openText, pasteText, textOf, typeText } from '../../src/app/text-area.ts';

export const PAGE_ROWS = 5;

const MOVING_KEYS = 'left right up down home end pageup pagedown ctrl-a ctrl-e ctrl-left ctrl-right alt-b alt-f';
const CHANGING_KEYS = 'enter tab shift-tab backspace delete ctrl-k ctrl-u ctrl-w alt-backspace';
const EDITING_KEYS = `${MOVING_KEYS} ${CHANGING_KEYS}`.split(' ');

export function press(area: TextArea, ...keys: readonly string[]): TextArea {
  return keys.reduce((text, key) => editText(text, key, PAGE_ROWS) ?? typeText(text, key), area);
}

/** `|` in the text is where the cursor is. */
export function opened(shown: string): TextArea {
  const [before, after] = shown.split('|') as [string, string];
  const lines = before.split('\n');
  const cursor = { line: lines.length - 1, column: lines.at(-1)!.length };
  return { ...openText(before + after), cursor };
}

export function shown(area: TextArea): string {
  const { line, column } = area.cursor;
  return textOf({
    ...area,
    lines: area.lines.with(line, area.lines[line]!.slice(0, column) + '|' + area.lines[line]!.slice(column)),
  });
}

/** Letters that are wide, joined, turned around, too wide for one character, and none at all. */
const STRANGE = ['e\u0301', '\u0301', '👩‍👩‍👧', '🇨🇳', '🇨', '\u{1112}'.repeat(3), '\u202e', '\ufeff', '\u200d', '\ud800'];
const PIECES = [...'a {}()[]"`/$你ｱ，', '\t', '  ', ...STRANGE];

const piece = fc.constantFrom(...PIECES);
const count = fc.integer({ min: 50, max: 250 });

/** Of a few pieces, of one long line, of many lines. */
export const texts = fc.oneof(
  fc
    .array(fc.oneof(piece, fc.constantFrom('\n', '\r\n', '\x1b', '\u2028')), { maxLength: 30 })
    .map((all) => all.join('')),
  fc.tuple(piece, count).map(([each, times]) => each.repeat(times)),
  count.map((times) => 'ab\n'.repeat(times)),
);

export type Doing = (area: TextArea) => TextArea;

export function pressing(keys: readonly string[]): fc.Arbitrary<Doing> {
  return fc.constantFrom(...keys).map((key) => (area: TextArea) => press(area, key));
}

/** Keys, typed characters and pastes; nothing that undoes. */
export const doings: fc.Arbitrary<Doing> = fc.oneof(
  { weight: 4, arbitrary: pressing(EDITING_KEYS) },
  { weight: 4, arbitrary: piece.map((text) => (area: TextArea) => typeText(area, text)) },
  { weight: 1, arbitrary: texts.map((text) => (area: TextArea) => pasteText(area, text)) },
);
