import { Future, coroutine, createTask, ensureFuture, gather, getEventLoop, newEventLoop, setEventLoop, shield, sleep } from 'asyncio';

const say = coroutine(async (delay: number, what: string) => {
  await sleep(delay);
  console.log(what);
  return what;
});

const loop = newEventLoop();
setEventLoop(loop);
console.log(getEventLoop() === loop);
// Made before the loop runs, and yet its own:
const both = gather(say(2, 'world'), say(1, 'hello'));
const task = ensureFuture(say(3, 'later'));
const fut = new Future<string>();
const shielded = shield(task);
console.log(...[both, task, fut, shielded].map((it) => it.getLoop() === loop));
console.log(...(await loop.runUntilComplete(both)));
loop.callLater(0.5, () => fut.setResult('set by a timer'));
console.log(await loop.runUntilComplete(fut));
console.log(await loop.runUntilComplete(shielded), loop.time().toFixed(1));
const never = say(0, 'never');
try {
  createTask(never);
} catch (e) {
  console.log('create_task:', (e as Error).message);
}
never.close();
loop.close();
setEventLoop(null);
for (const make of [getEventLoop, () => new Future(), () => gather()]) {
  try {
    make();
  } catch (e) {
    console.log((e as Error).message);
  }
}
