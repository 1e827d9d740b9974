import { Lock, OSError, ValueError, coroutine, enter, getRunningLoop, run, sleep } from 'asyncio';

async function* lines(lock: Lock) {
  await using _ = await enter(lock);
  try {
    for (let n = 0; n < 5; n++) {
      yield n;
      await sleep(1);
    }
  } finally {
    await sleep(1);
    console.log('cleaned up, lock held:', lock.locked());
  }
}

const main = coroutine(async () => {
  const loop = getRunningLoop();
  const lock = new Lock();
  for await (const n of lines(lock)) {
    console.log(n);
    if (n === 2) break;
  }
  console.log(lock.locked(), Math.round(loop.time()));
  try {
    for await (const n of lines(lock)) throw new ValueError(n === 0 ? 'in the loop' : '');
  } catch (e) {
    console.log((e as Error).message, lock.locked());
  }
  const source = lines(lock);
  console.log((await source.next()).value);
  try {
    await source.throw(new OSError('thrown in'));
  } catch (e) {
    console.log((e as Error).message, lock.locked(), Math.round(loop.time()));
  }
});

await run(main());
