import { ALL_COMPLETED, CancelledError, FIRST_COMPLETED, FIRST_EXCEPTION, ValueError, coroutine, createTask, getRunningLoop, run, sleep, wait } from 'asyncio';
import type { Task } from 'asyncio';

const work = coroutine(async (name: string, n: number, how: string) => {
  await sleep(n);
  if (how === 'raise') throw new ValueError(name);
  if (how === 'cancel') throw new CancelledError(name);
  return name;
});

function show(label: string, [done, pending]: readonly Set<Task<string>>[]) {
  const names = (tasks: Set<Task<string>>) => [...tasks].map((t) => t.getName()).toSorted();
  console.log(label, 'done:', ...names(done!), 'pending:', ...names(pending!));
}

const main = coroutine(async () => {
  getRunningLoop().setExceptionHandler(() => {});
  const tasks = () =>
    ['cancel', 'return', 'raise', 'return'].map((how, i) =>
      createTask(work(`t${i + 1}`, i + 1, how), { name: `t${i + 1}` }),
    );
  for (const until of [FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED] as const) {
    show(until, await wait(tasks(), { returnWhen: until }));
    show('again', await wait(tasks(), { returnWhen: until, timeout: 2.5 }));
    show('no time', await wait(tasks(), { returnWhen: until, timeout: 0 }));
  }
});

await run(main());
