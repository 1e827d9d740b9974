import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { EditorWindow } from '../../src/app/editor-window.ts';
import { AT_START, followCursor, roomForText } from '../../src/app/editor-window.ts';
import { lineAt } from '../../src/app/draft.ts';
import { openText } from '../../src/app/text-area.ts';
import { stopBefore } from '../../src/text/stops.ts';
import { doings, opened, press, texts } from './typing.ts';

const THIRTY = Array.from({ length: 30 }, (_, index) => `line ${index}`).join('\n');
const ROOM = { width: 20, height: 10 };

/** The top or the left of the window after each key. */
function followed(text: string, keys: readonly string[], side: 'top' | 'left', from = AT_START): number[] {
  let area = opened(text);
  let window: EditorWindow = from;
  return keys.map((key) => {
    area = press(area, key);
    window = followCursor(window, area, ROOM);
    return window[side];
  });
}

describe('up and down, the window', () => {
  test('stands still until the cursor is two lines from its edge', () => {
    expect(followed(`|${THIRTY}`, Array(9).fill('down'), 'top')).toEqual([0, 0, 0, 0, 0, 0, 0, 1, 2]);
  });

  test('stands still on the way back too', () => {
    const keys = [...Array(9).fill('down'), ...Array(7).fill('up')];
    expect(followed(`|${THIRTY}`, keys, 'top').slice(9)).toEqual([2, 2, 2, 2, 2, 1, 0]);
  });

  test('shows the last line at its bottom, and nothing beyond', () => {
    expect(followed(`|${THIRTY}`, Array(6).fill('pagedown'), 'top').at(-1)).toBe(20);
    expect(followed('a\nb|', ['left'], 'top', { top: 9, left: 0 })).toEqual([0]);
  });
});

describe('sideways, the window', () => {
  test('moves only for a line that does not fit', () => {
    expect(followed('|' + 'x'.repeat(40), Array(18).fill('right'), 'left').slice(14)).toEqual([0, 1, 2, 3]);
    expect(followed('x'.repeat(40) + '|', ['end', 'home'], 'left')).toEqual([25, 0]);
  });

  test('counts a wide character as two cells', () => {
    expect(followed('|' + '你'.repeat(20), Array(9).fill('right'), 'left').slice(6)).toEqual([0, 1, 3]);
  });
});

test('what an editor has for text is what numbers, marks and the line below leave of it', () => {
  expect(roomForText(openText('a'), { width: 40, height: 6 })).toEqual({ width: 34, height: 5 });
  expect(roomForText(openText('\n'.repeat(120)), { width: 40, height: 6 })).toEqual({ width: 33, height: 5 });
});

test('whatever is typed, the cursor is in the window, with a margin where the text goes on', () => {
  const sizes = fc.record({ width: fc.integer({ min: 1, max: 60 }), height: fc.integer({ min: 1, max: 20 }) });
  fc.assert(
    fc.property(texts, fc.array(fc.tuple(doings, sizes), { maxLength: 40 }), (text, all) => {
      let area = openText(text);
      let window = AT_START;
      for (const [next, room] of all) {
        area = next(area);
        window = followCursor(window, area, room);
        const { line, column } = area.cursor;
        const { cell } = stopBefore(lineAt(area), column);
        const [marginLines, marginCells] = [room.height > 2 ? 1 : 0, room.width > 2 ? 1 : 0];
        expect(line).toBeGreaterThanOrEqual(window.top === 0 ? 0 : window.top + marginLines);
        const isLast = window.top + room.height >= area.lines.length;
        expect(line).toBeLessThan(window.top + room.height - (isLast ? 0 : marginLines));
        expect(cell).toBeGreaterThanOrEqual(window.left === 0 ? 0 : window.left + marginCells);
        expect(cell).toBeLessThan(window.left + room.width - marginCells);
      }
    }),
    { numRuns: 150 },
  );
});
