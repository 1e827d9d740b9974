import { coroutine, newEventLoop, sleep } from 'asyncio';

const loop = newEventLoop();

const count = coroutine(async (name: string, n: number) => {
  for (let i = 0; i < n; i++) {
    console.log(name, i);
    await sleep(0);
  }
  return name;
});

function stop(label: string) {
  console.log('stop', label);
  loop.stop();
}

const task = loop.createTask(count('task', 5));
loop.callSoon(stop, 'in the first turn');
await loop.runForever();
console.log('between', task.done(), loop.isRunning());
loop.callSoon(() => loop.callSoon(stop, 'one turn later'));
await loop.runForever();
console.log('between', task.done());
console.log(await loop.runUntilComplete(count('other', 1)));
console.log(await loop.runUntilComplete(task));
const fut = loop.createFuture<string>();
loop.callLater(1, () => fut.setResult('by a timer'));
console.log(await loop.runUntilComplete(fut), Math.round(loop.time()));
console.log(await loop.runUntilComplete(fut));
loop.stop();
console.log('stop before a run');
await loop.runForever();
console.log('one iteration only');
loop.close();
loop.close();
console.log(loop.isClosed());
