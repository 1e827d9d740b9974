import { expect, test } from 'vitest';
import type { TextField } from '../../src/app/text-field.ts';
import { EMPTY_FIELD, editField, insertText } from '../../src/app/text-field.ts';

/** `|` marks the cursor. */
function shown({ text, cursor }: TextField): string {
  return `${text.slice(0, cursor)}|${text.slice(cursor)}`;
}

function check(text: string, keys: readonly string[], expected: string): void {
  let field = insertText(EMPTY_FIELD, text);
  for (const key of keys) field = editField(field, key) ?? field;
  expect(shown(field)).toBe(expected);
}

test('the cursor moves and deletes by what the reader sees as one character', () => {
  check('a你e\u0301', ['left'], 'a你|e\u0301');
  check('a你e\u0301', ['backspace', 'backspace'], 'a|');
  check('abc', ['home', 'delete', 'right'], 'b|c');
  check('', ['backspace', 'left', 'delete'], '|');
});

test('the cursor moves between lines and keeps its column where it can', () => {
  check('long line\nab\nlast', ['up', 'up'], 'lo|ng line\nab\nlast');
  check('ab\ncd', ['up', 'home', 'down', 'end'], 'ab\ncd|');
  check('ab\ncd', ['down', 'up', 'up'], '|ab\ncd');
});

test('a line can be emptied', () => {
  check('ab\ncd', ['ctrl-u'], 'ab\n|');
});

test('control characters and what is beyond measure are not taken', () => {
  expect(insertText(EMPTY_FIELD, 'a\x1b[31mb\r\nc').text).toBe('a[31mb\nc');
  expect(insertText(EMPTY_FIELD, 'x'.repeat(9_999)).text).toHaveLength(2_000);
});
