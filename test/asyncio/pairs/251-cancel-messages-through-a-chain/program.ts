import { CancelledError, coroutine, createTask, run, sleep } from 'asyncio';
import type { Task } from 'asyncio';

const args = (e: unknown) => ((e as CancelledError).args.length === 0 ? '()' : `('${(e as CancelledError).args[0]}',)`);

const leaf = coroutine(async () => {
  try {
    await sleep(10);
  } catch (e) {
    console.log('leaf', args(e));
    throw e;
  }
});

const middle = coroutine(async (task: Task<void>) => {
  try {
    await task;
  } catch (e) {
    console.log('middle', args(e));
    throw new CancelledError('from the middle');
  }
});

const main = coroutine(async () => {
  const inner = createTask(leaf());
  const outer = createTask(middle(inner));
  await sleep(1);
  outer.cancel('from the top');
  for (const task of [outer, inner]) {
    try {
      await task;
    } catch (e) {
      console.log('main', args(e));
    }
    try {
      await task;
    } catch (e) {
      console.log('again', args(e));
    }
  }
});

await run(main());
