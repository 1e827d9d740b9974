import { Context, ContextVar, Runner, ValueError, coroutine, createTask, sleep } from 'asyncio';
import type { EventLoop } from 'asyncio';

const variable = new ContextVar('var', { default: 0 });

const left = coroutine(async (name: string) => {
  try {
    for (let i = 0; i < 5; i++) {
      await sleep(1);
      console.log(name, i);
    }
  } catch (e) {
    console.log(name, 'cancelled');
    throw e;
  }
});

const part = coroutine(async (n: number) => {
  createTask(left(`left by ${n}`));
  variable.set(variable.get() + n);
  await sleep(1.5);
  return variable.get();
});

const fail = coroutine(async () => {
  throw new ValueError('this run only');
});

const outside = new Runner();
let loop: EventLoop;
{
  await using runner = outside;
  console.log(await runner.run(part(1)));
  console.log(await runner.run(part(2)));
  try {
    await runner.run(fail());
  } catch (e) {
    console.log((e as Error).message);
  }
  console.log(await runner.run(part(3), { context: new Context() }));
  loop = runner.getLoop();
  console.log(loop.isRunning(), loop.time().toFixed(1), variable.get());
}
console.log(loop.isClosed());
try {
  outside.getLoop();
} catch (e) {
  console.log((e as Error).message);
}
