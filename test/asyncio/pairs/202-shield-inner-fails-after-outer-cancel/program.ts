import { ValueError, coroutine, createTask, getRunningLoop, run, shield, sleep } from 'asyncio';

const inner = coroutine(async () => {
  await sleep(1);
  console.log('inner raises');
  throw new ValueError('late');
});

const main = coroutine(async () => {
  const loop = getRunningLoop();
  loop.setExceptionHandler((_loop, context) => console.log('handler:', context.message));
  const task = createTask(inner());
  const shielded = shield(task);
  await sleep(0);
  console.log(shielded.cancel(), shielded.cancelled());
  await sleep(2);
  console.log('task', task.done(), task.exception()!.name);
});

await run(main());
