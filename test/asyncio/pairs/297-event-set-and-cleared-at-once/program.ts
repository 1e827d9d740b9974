import { Event, coroutine, createTask, run, sleep, wait } from 'asyncio';

const waiter = coroutine(async (event: Event, name: string) => {
  console.log(name, 'woken', await event.wait(), event.isSet());
});

const main = coroutine(async () => {
  const event = new Event();
  let tasks = [...'ab'].map((name) => createTask(waiter(event, name)));
  await sleep(0);
  event.set();
  event.clear();
  const late = createTask(waiter(event, 'late'));
  await wait(tasks);
  console.log(late.done(), event.isSet());
  tasks = [createTask(waiter(event, 'c'))];
  await sleep(0);
  tasks[0]!.cancel();
  event.set();
  await wait([late, ...tasks]);
  console.log(tasks[0]!.cancelled(), await event.wait());
});

await run(main());
