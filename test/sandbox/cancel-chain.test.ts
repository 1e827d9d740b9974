/** What a long line of tasks, each of which awaits the one before, does to the sandbox when its end is cancelled. */
import { expect, test } from 'vitest';
import { runInSandbox } from './run-in-sandbox.ts';

const ROOM = { timeout: 120_000 };

const program = (length: number, follow: string, rest: string): string => `
import { CancelledError, coroutine, createTask, gather, run, sleep, type Task } from 'asyncio';
const follow = coroutine(async (task: Task<void>) => { await ${follow}; });
const main = coroutine(async () => {
  let task: Task<void> = createTask(sleep(100));
  for (let i = 0; i < ${length}; i++) task = createTask(follow(task));
  await sleep(1);
  ${rest}
});
await run(main());
console.log('after');
`;

const CANCEL_THE_END = `task.cancel();
  try { await task; } catch (e) { if (!(e instanceof CancelledError)) throw e; console.log('cancelled'); }`;

test('the end of a program that leaves 1,500 tasks in a row is no flood of events', ROOM, async () => {
  const ran = await runInSandbox(program(1500, 'task', "console.log('main ends');"));
  expect(ran.output).toBe('main ends\nafter\n');
  expect(ran.status).toBe('done');
  // Each was asked to end, and is shown so; nobody hears a million times that it was asked again.
  expect(ran.of('taskCancelRequested')).toHaveLength(1501);
});

test('the end of a row of 9,000 can be cancelled, as in CPython', ROOM, async () => {
  const ran = await runInSandbox(program(9000, 'task', CANCEL_THE_END));
  expect(ran.output).toBe('cancelled\nafter\n');
  expect(ran.status).toBe('done');
});

test('a request that overflows the stack is an error of the program’s, at its line', ROOM, async () => {
  const ran = await runInSandbox(program(9000, 'gather(task)', CANCEL_THE_END));
  expect(ran.status).toBe('failed');
  expect(ran.end.error).toMatchObject({ name: 'RangeError', message: 'Maximum call stack size exceeded' });
  expect(ran.end.error!.place?.line).toBe(8);
  expect(ran.of('limitReached')).toEqual([]);
});
