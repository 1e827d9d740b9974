import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AT_START } from '../../src/app/editor-window.ts';
import { openText } from '../../src/app/text-area.ts';
import { lineWidth } from '../../src/text/width.ts';
import type { EditorView } from '../../src/ui/parts/editor-pane.ts';
import { editorPane } from '../../src/ui/parts/editor-pane.ts';
import { doings, opened, press, texts } from '../app/typing.ts';

const VIEW = { language: 'ts', window: AT_START, isTyping: true, error: null } as const;
const SMALL = { width: 40, height: 6 };

function rowsOf(view: Partial<EditorView> & Pick<EditorView, 'text'>, area = SMALL): readonly string[] {
  return editorPane({ ...VIEW, ...view }, area).map((row) =>
    row
      .map(({ text }) => text)
      .join('')
      .trimEnd(),
  );
}

describe('an editor', () => {
  test('numbers its lines and shows where the cursor is', () => {
    expect(rowsOf({ text: opened('await sleep(1);\na|b') })).toEqual([
      '  1 │await sleep(1);',
      '  2 │a▏b',
      '',
      '',
      '',
      '',
    ]);
  });

  test('shows no cursor while nobody types', () => {
    expect(rowsOf({ text: opened('|ab'), isTyping: false })[0]).toBe('  1 │ab');
  });

  test('has the colours of the code on both sides of the cursor', () => {
    const [row] = editorPane({ ...VIEW, text: opened('const a = "x|y";') }, SMALL);
    const looks = row!.filter(({ look }) => look === 'keyword' || look === 'string' || look === 'marker');
    expect(looks).toEqual([
      { text: 'const', look: 'keyword' },
      { text: '"x', look: 'string' },
      { text: '▏', look: 'marker' },
      { text: 'y"', look: 'string' },
    ]);
  });

  test('shows a line that is empty, also at the end', () => {
    expect(rowsOf({ text: opened('a\n\n|') }).slice(0, 4)).toEqual(['  1 │a', '  2 │', '  3 │▏', '']);
  });

  test('marks where lines are cut off, above and below', () => {
    const text = press(openText('1\n2\n3\n4\n5\n6\n7\n8\n9'), 'down', 'down', 'down', 'down');
    expect(rowsOf({ text })).toEqual(['  3 ▴3', '  4 │4', '  5 │▏5', '  6 │6', '  7 ▾7', '']);
  });

  test('marks where the ends of lines are cut off', () => {
    const text = opened(`${'x'.repeat(50)}|${'y'.repeat(50)}\nshort\n\n${'你'.repeat(60)}`);
    expect(rowsOf({ text }, { width: 20, height: 6 })).toEqual([
      '  1 │‹xxxxxxxx▏yyyy›',
      '  2 │‹',
      '  3 │',
      '  4 │‹你你你你你你›',
      '',
      '',
    ]);
  });
});

describe('an error', () => {
  const error = { line: 2, column: 5, text: 'SyntaxError: Expression expected' };

  test('is marked at its line, and said below the text', () => {
    expect(rowsOf({ text: opened('a\nfoo(|'), error })).toEqual([
      '  1 │a',
      '✗ 2 │foo(▏',
      '',
      '',
      '',
      '✗ 2:5 SyntaxError: Expression expected',
    ]);
  });

  test('is cut where it does not fit, and said also where its line is not in the window', () => {
    const text = press(openText('1\n2\n3\n4\n5\n6\n7\n8\n9'), 'pagedown', 'pagedown');
    const rows = rowsOf({ text, error: { ...error, text: '词'.repeat(40) } });
    expect(rows.slice(0, 5).join()).not.toContain('✗');
    expect(rows[5]).toBe(`✗ 2:5 ${'词'.repeat(16)}…`);
  });

  test('beyond the text harms nothing', () => {
    expect(rowsOf({ text: opened('|'), error: { ...error, line: 9 } })[5]).toContain('✗ 9:5');
  });
});

test('a cursor that only moves colours nothing anew', () => {
  const before = opened('const a = 1;|');
  const after = press(before, 'left', 'home');
  const spans = [before, after].map((text) => editorPane({ ...VIEW, text, isTyping: false }, SMALL)[0]!);
  expect(spans[0]).toEqual(spans[1]);
  expect(after.lines).toBe(before.lines);
});

test('whatever is typed, there are as many rows as asked for, each as wide, and the cursor in one of them', () => {
  const sizes = fc.record({ width: fc.integer({ min: 40, max: 90 }), height: fc.integer({ min: 6, max: 20 }) });
  const errors = fc.option(fc.record({ line: fc.nat(220), column: fc.nat(220), text: texts }));
  const windows = fc.record({ top: fc.nat(220), left: fc.nat(220) });
  fc.assert(
    fc.property(
      texts,
      fc.array(doings, { maxLength: 20 }),
      sizes,
      errors,
      windows,
      (first, all, area, error, window) => {
        const text = all.reduce((before, next) => next(before), openText(first));
        const rows = editorPane({ ...VIEW, text, error, window }, area);
        expect(rows.map(lineWidth)).toEqual(Array(area.height).fill(area.width));
        const cursors = rows.flat().filter((span) => span.text === '▏' && span.look === 'marker');
        expect(cursors).toHaveLength(1);
      },
    ),
    { numRuns: 300 },
  );
});
