import { expect, test } from 'vitest';
import { stopAtCell, stopBefore, stopFrom, stopsOf } from '../../src/text/stops.ts';

test('a cursor stands between graphemes; columns count units of UTF-16, cells the screen', () => {
  expect(stopsOf('a你e\u0301👩‍👩‍👧')).toEqual([
    { column: 0, cell: 0 },
    { column: 1, cell: 1 },
    { column: 2, cell: 3 },
    { column: 4, cell: 4 },
    { column: 12, cell: 6 },
  ]);
  expect(stopsOf('')).toEqual([{ column: 0, cell: 0 }]);
});

test('what turns the direction of writing takes the cell that is shown for it', () => {
  expect(stopsOf('\u202ea').at(-1)).toEqual({ column: 2, cell: 2 });
});

test('the stops around a column that is none', () => {
  expect([stopBefore('e\u0301x', 1).column, stopFrom('e\u0301x', 1).column]).toEqual([0, 2]);
  expect([stopBefore('ab', 9).column, stopFrom('ab', 9).column]).toEqual([2, 2]);
});

test('the stop at a cell inside a wide character is before that', () => {
  expect([1, 2, 9].map((cell) => stopAtCell('你好', cell).column)).toEqual([0, 1, 2]);
});
