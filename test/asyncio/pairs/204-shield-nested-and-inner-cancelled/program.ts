import { coroutine, createTask, getRunningLoop, run, shield, sleep } from 'asyncio';

const sleeper = coroutine(async () => {
  await sleep(10);
});

const main = coroutine(async () => {
  const task = createTask(sleeper());
  const outer = shield(shield(task));
  for (const [f, name] of [
    [outer, 'outer'],
    [task, 'task'],
  ] as const)
    f.addDoneCallback((it) => console.log(name, 'done', it.cancelled()));
  getRunningLoop().callSoon(() => task.cancel('why'));
  try {
    await outer;
  } catch (e) {
    console.log('await outer:', (e as Error).message);
  }
  const done = shield(task);
  console.log(done === task);
});

await run(main());
