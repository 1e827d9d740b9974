import { ValueError, coroutine, exceptStar, run, sleep, taskGroup } from 'asyncio';
import type { TaskGroup } from 'asyncio';

const failing = coroutine(async () => {
  throw new ValueError('first');
});

const late = coroutine(async (tg: TaskGroup) => {
  try {
    await sleep(10);
  } catch (error) {
    try {
      tg.createTask(sleep(0));
    } catch (e) {
      console.log('refused:', (e as Error).message.split('> ')[1]);
    }
    throw error;
  }
});

const main = coroutine(async () => {
  let group!: TaskGroup;
  try {
    await taskGroup(async (tg) => {
      group = tg;
      tg.createTask(late(tg));
      await sleep(0);
      tg.createTask(failing());
      await sleep(0);
      console.log('body goes on for a turn');
      await sleep(1);
      console.log('never');
    });
  } catch (e) {
    await exceptStar(e, [ValueError, (eg) => console.log(eg.exceptions.length)]);
  }
  try {
    group.createTask(sleep(0));
  } catch (e) {
    console.log('refused:', (e as Error).message.split('> ')[1]);
  }
});

await run(main());
