import { ContextVar, copyContext, coroutine, gather, getRunningLoop, run, sleep, taskGroup } from 'asyncio';
import type { Context } from 'asyncio';

const variable = new ContextVar('var', { default: 0 });

const add = coroutine(async (n: number) => {
  for (let i = 0; i < 3; i++) {
    variable.set(variable.get() + n);
    await sleep(0);
  }
  return variable.get();
});

const inGroup = coroutine(async (context?: Context) => {
  const tasks = await taskGroup((tg) => [1, 10].map((n) => tg.createTask(add(n), { context })));
  return tasks.map((t) => t.result());
});

const main = coroutine(async () => {
  const shared = copyContext();
  console.log(...(await inGroup(shared)), shared.get(variable));
  console.log(...(await inGroup()), variable.get());
  console.log(...(await gather(add(100), add(1000))), variable.get());
  await add(5);
  console.log(variable.get());
  getRunningLoop().callSoon(() => shared.run(console.log, 'callback'));
});

await run(main());
