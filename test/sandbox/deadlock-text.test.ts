/** What a deadlock says: who waits where for what. */
import { expect, test } from 'vitest';
import { runInSandbox } from './run-in-sandbox.ts';

const TASKS = `import { Lock, coroutine, gather, run, sleep } from "asyncio";
const a = new Lock(), b = new Lock();
const x = coroutine(async (p: Lock, q: Lock) => {
  await p.acquire();
  await sleep(1);
  await q.acquire();
});
await run(coroutine(async () => {
  await gather(x(a, b), x(b, a));
}, "main")());`;

const FUNCTIONS = `import { Event, Lock, sleep } from "asyncio";
const a = new Lock(), b = new Lock();
async function x(p: Lock, q: Lock) {
  await p.acquire();
  await sleep(1);
  await q.acquire();
}
void x(a, b);
void x(b, a);
await new Event().wait();`;

test('each task of a deadlock has the line where it waits', async () => {
  const ran = await runInSandbox(TASKS);
  expect(ran.end.error?.message.split('\n')).toEqual([
    'deadlock: everything waits, and nothing is left that could go on',
    '  Task-1 (main) waits at line 9 for a gather() whose parts never end',
    '  Task-2 (x) waits at line 6 for a lock that nobody releases',
    '  Task-3 (x) waits at line 6 for a lock that nobody releases',
  ]);
});

test('so has each call of a plain async function, and the top level', async () => {
  const ran = await runInSandbox(FUNCTIONS);
  expect(ran.end.error?.message.split('\n')).toEqual([
    'deadlock: everything waits, and nothing is left that could go on',
    '  the top level waits at line 10 for an event that nobody sets',
    '  x waits at line 6 for a lock that nobody releases',
    '  x waits at line 6 for a lock that nobody releases',
  ]);
});
