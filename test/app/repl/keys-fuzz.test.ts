/** Whatever keys come, in whatever order: nothing throws, every row fits, and the cursor stands where one may. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lineWidth } from '../../../src/text/width.ts';
import { plainReplRows, replRows } from '../../../src/ui/screens/repl.ts';
import { ReplDriver } from './fake-session.ts';

const KEYS = [
  ...'ab (){}[].,"`名1',
  'enter',
  'tab',
  'shift-tab',
  'backspace',
  'delete',
  'left',
  'right',
  'up',
  'down',
  'home',
  'end',
  'pageup',
  'pagedown',
  'escape',
  ...'abcdefgklnopruwy'.split('').map((letter) => `ctrl-${letter}`),
  'ctrl-_',
  'ctrl-left',
  'ctrl-right',
  'alt-b',
  'alt-d',
  'alt-backspace',
  '+',
  'G',
  'g',
];
const LINES = [
  'say hi',
  'sleep 1',
  'wait',
  'fail x',
  'die',
  'background',
  'wrong',
  '.help',
  '.tasks',
  '.step 3',
  '.pause',
  '.reset',
  '.lang zh',
  '.cancel B',
  '.clear',
  '.loop',
];

test('keys in any order', async () => {
  const step = fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(...KEYS) },
    { weight: 2, arbitrary: fc.constantFrom(...LINES).map((line) => ({ line })) },
    { weight: 1, arbitrary: fc.double({ min: 0, max: 2, noNaN: true }).map((seconds) => ({ seconds })) },
    {
      weight: 1,
      arbitrary: fc.constantFrom('a\nb', '\r\n\t', '\u001b[31m', '长'.repeat(300)).map((pasted) => ({ pasted })),
    },
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { maxLength: 60 }),
      fc.constantFrom([80, 24], [120, 40], [60, 16]),
      async (steps, size) => {
        const [columns, rows] = size as [number, number];
        const repl = new ReplDriver({ columns, rows, history: ['old', 'two\nlines'] });
        for (const each of steps) {
          if (typeof each === 'string') await repl.press(each);
          else if ('line' in each) await repl.enter(each.line);
          else if ('seconds' in each) await repl.pass(each.seconds);
          else repl.program.dispatch({ type: 'pasted', text: each.pasted });
          await repl.program.settled();
          const drawn = replRows(repl.state);
          expect(drawn.map(lineWidth)).toEqual(Array.from({ length: rows }, () => columns));
          const { lines, cursor } = repl.state.prompt.area;
          expect(cursor.column).toBeLessThanOrEqual(lines[cursor.line]!.length);
          expect(repl.state.session.run.cursor).toBeLessThanOrEqual(repl.state.session.run.known);
        }
        plainReplRows(repl.state);
      },
    ),
    { seed: 20_013, numRuns: 150 },
  );
});
