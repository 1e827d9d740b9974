import { coroutine, createTask, currentTask, run, sleep, wait } from 'asyncio';

const work = coroutine(async (n: number) => {
  try {
    await sleep(1);
    console.log('work', n, 'slept');
  } catch {
    console.log('work', n, 'cancelled', currentTask()!.cancelling());
  }
});

const main = coroutine(async () => {
  const one = createTask(work(1));
  console.log(one.cancel(), one.cancelling(), one.uncancel());
  const two = createTask(work(2));
  two.cancel();
  two.cancel();
  console.log(two.uncancel(), 'left');
  const three = createTask(work(3));
  await sleep(0);
  three.cancel();
  console.log(three.uncancel(), 'left, but it was delivered to the future');
  for (const task of [one, two, three]) {
    await wait([task]);
    console.log(task.cancelled(), task.cancelling());
  }
  console.log(one.uncancel());
});

await run(main());
