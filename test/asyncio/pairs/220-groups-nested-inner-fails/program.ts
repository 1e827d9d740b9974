import { BaseExceptionGroup, CancelledError, LookupError, ValueError, coroutine, run, sleep, taskGroup } from 'asyncio';

const child = coroutine(async (name: string, delay: number, error?: Error) => {
  try {
    await sleep(delay);
    if (error) throw error;
    console.log(name, 'done');
  } catch (e) {
    if (e instanceof CancelledError) console.log(name, 'cancelled');
    throw e;
  }
});

function show(e: Error, depth = 0) {
  console.log('  '.repeat(depth) + e.name, e.message);
  if (e instanceof BaseExceptionGroup) for (const member of e.exceptions) show(member, depth + 1);
}

const main = coroutine(async () => {
  try {
    await taskGroup(async (outer) => {
      outer.createTask(child('o1', 1));
      outer.createTask(child('o2', 5));
      await taskGroup((inner) => {
        inner.createTask(child('i1', 2, new ValueError('bad')));
        inner.createTask(child('i2', 5));
        inner.createTask(child('i3', 2, new LookupError('worse')));
      });
    });
  } catch (e) {
    show(e as Error);
  }
});

await run(main());
