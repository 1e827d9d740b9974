import { coroutine, createTask, getRunningLoop, run, sleep, wait } from 'asyncio';
import type { Future } from 'asyncio';

const waiter = coroutine(async (name: string, fut: Future<string>) => {
  console.log(name, 'got', await fut);
});

const main = coroutine(async () => {
  const loop = getRunningLoop();
  const fut = loop.createFuture<string>();
  const callback = (f: Future<string>, name: string) => {
    console.log(name, f.result());
    if (name === 'first') {
      fut.addDoneCallback(() => console.log('added by first'));
      console.log('removed:', fut.removeDoneCallback(last));
    }
  };
  fut.addDoneCallback((f) => callback(f, 'first'));
  const tasks = [createTask(waiter('waiter 1', fut))];
  await sleep(0);
  fut.addDoneCallback((f) => callback(f, 'second'));
  tasks.push(createTask(waiter('waiter 2', fut)));
  await sleep(0);
  const last = (f: Future<string>) => callback(f, 'last');
  fut.addDoneCallback(last);
  loop.callSoon(() => console.log('before the result'));
  fut.setResult('value');
  loop.callSoon(() => console.log('after the result'));
  console.log('main goes on');
  await wait(tasks);
  fut.addDoneCallback(() => console.log('at once in the next turn'));
  console.log('and not now');
  await sleep(0);
});

await run(main());
