import { expect, test } from 'vitest';
import { TutorDriver } from './tutor-driver.ts';

test('what nobody can see is not changed by keys; ^C ends the tutor still', async () => {
  const tutor = new TutorDriver();
  await tutor.press('enter');
  tutor.program.dispatch({ type: 'resized', size: { columns: 50, rows: 10 } });
  const before = tutor.state;
  await tutor.press('n', 'q', 'L', '?', 'x');
  tutor.program.dispatch({ type: 'pasted', text: 'x' });
  expect(tutor.state).toBe(before);
  await tutor.press('ctrl-c');
  expect(tutor.asked).toEqual(['quit']);
});
