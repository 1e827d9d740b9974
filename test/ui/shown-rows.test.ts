import { expect, test } from 'vitest';
import type { State } from '../../src/app/state.ts';
import { initialState } from '../../src/app/state.ts';
import { shownRows } from '../../src/ui/shown-rows.ts';
import { COURSE } from '../app/fake-runner.ts';

test('rows that read the same are the very same, so that nothing is drawn', () => {
  let state: State = initialState(COURSE, 'en', { columns: 80, rows: 24 });
  let asked = 0;
  const rows = shownRows(
    () => state,
    (each) => {
      asked++;
      return [each.language, String(each.selected)];
    },
  );
  const first = rows();
  expect([rows(), asked]).toEqual([first, 1]);
  state = { ...state, nextRunId: 7 };
  expect(rows()).toBe(first);
  expect(asked).toBe(2);
  state = { ...state, selected: 1 };
  expect(rows()).toEqual(['en', '1']);
  state = { ...state, language: 'zh' };
  expect(rows()).toEqual(['zh', '1']);
});
