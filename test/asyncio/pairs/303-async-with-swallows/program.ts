import { CancelledError, OSError, ValueError, asyncWith, coroutine, createTask, currentTask, run, sleep, wait } from 'asyncio';

class Swallow {
  readonly kinds: readonly (new () => Error)[];
  constructor(...kinds: readonly (new () => Error)[]) {
    this.kinds = kinds;
  }
  async aenter() {
    await sleep(1);
    return this;
  }
  async aexit(error: unknown, failed: boolean) {
    await sleep(1);
    console.log('exit:', failed ? `${(error as Error).name} ${(error as Error).message}` : 'no error');
    return this.kinds.some((kind) => error instanceof kind);
  }
}

const block = coroutine(async (swallow: Swallow, error: Error | 'wait' | null) => {
  await asyncWith(swallow, async () => {
    if (error === 'wait') await sleep(10);
    else if (error) throw error;
    console.log('body');
  });
  console.log('after the block', currentTask()!.cancelling());
  return 'returned';
});

const main = coroutine(async () => {
  console.log(await block(new Swallow(ValueError), null));
  console.log(await block(new Swallow(ValueError), new ValueError('v')));
  try {
    await block(new Swallow(ValueError), new OSError('o'));
  } catch (e) {
    console.log('raised', (e as Error).message);
  }
  for (const swallow of [new Swallow(CancelledError), new Swallow()]) {
    const task = createTask(block(swallow, 'wait'));
    await sleep(2);
    task.cancel('please');
    await wait([task]);
    console.log(task.cancelled(), task.cancelled() ? undefined : task.result());
  }
});

await run(main());
