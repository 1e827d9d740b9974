/** What becomes of a task that awaits a promise of JavaScript's own in plain Node, where nobody tells the loop which task goes on. */
import { expect, test } from 'vitest';
import { coroutine, createTask, currentTask, run, wrapPromise } from '../../src/asyncio/index.ts';
import { virtualTime } from './in-loop.ts';

function currentName(): string {
  try {
    return currentTask()?.getName() ?? 'none';
  } catch {
    return 'none';
  }
}

test('after a promise of JavaScript’s own it is no task any more; wrapPromise keeps it one', async () => {
  virtualTime();
  const seen: string[] = [];
  const awaits = coroutine(async (make: () => PromiseLike<void>) => {
    await make();
    seen.push(currentName());
  }, 'awaits');
  const later = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));
  await run(
    coroutine(async () => {
      await createTask(
        awaits(() => wrapPromise(later())),
        { name: 'wrapped' },
      );
      await createTask(awaits(later), { name: 'bare' });
    }, 'main')(),
  );
  expect(seen).toEqual(['wrapped', 'none']);
});
