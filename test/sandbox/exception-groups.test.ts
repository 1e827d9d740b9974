/** An exception group that a program does not catch: the tree that Python prints, with the program's own lines. */
import { expect, test } from 'vitest';
import { runInSandbox } from './run-in-sandbox.ts';

test('an uncaught group is printed as a tree with the lines of its errors', async () => {
  const ran = await runInSandbox(`import { ValueError, coroutine, run, taskGroup } from 'asyncio';
const fail = coroutine(async (n: number) => {
  throw new ValueError(n);
});
const main = coroutine(async () => {
  try {
    await taskGroup((tg) => {
      tg.createTask(fail(1));
      tg.createTask(fail(2));
    });
  } catch (cause) {
    throw new TypeError('bad', { cause });
  }
});
await run(main());
`);
  expect(ran.status).toBe('failed');
  expect(ran.end.error).toMatchObject({ name: 'TypeError', message: 'bad', place: { line: 12 } });
  expect(ran.errors.split('\n')).toEqual([
    '  + Exception Group Traceback (most recent call last):',
    '  |   line 7, column 5',
    '  | ExceptionGroup: unhandled errors in a TaskGroup (2 sub-exceptions)',
    '  +-+---------------- 1 ----------------',
    '    | Traceback (most recent call last):',
    '    |   line 3, column 3',
    '    | ValueError: 1',
    '    +---------------- 2 ----------------',
    '    | Traceback (most recent call last):',
    '    |   line 3, column 3',
    '    | ValueError: 2',
    '    +------------------------------------',
    '',
    'The above exception was the direct cause of the following exception:',
    '',
    'Traceback (most recent call last):',
    '  line 12, column 5',
    'TypeError: bad',
    '',
  ]);
});

test('an error alone needs no tree', async () => {
  const ran = await runInSandbox(`import { ValueError } from 'asyncio';\nthrow new ValueError('alone');\n`);
  expect([ran.status, ran.errors]).toEqual(['failed', '']);
});

test('a group whose members lie about themselves is still told as what it is', async () => {
  const ran = await runInSandbox(`import { ExceptionGroup, ValueError } from 'asyncio';
const liar = new ValueError('x');
Object.defineProperty(liar, 'message', { get() { throw liar; } });
throw new ExceptionGroup('g', [liar]);
`);
  expect(ran.status).toBe('failed');
  expect(ran.end.error?.message).toBe('g (1 sub-exception)');
});
