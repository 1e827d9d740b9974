import { coroutine, gather, getRunningLoop, run, sleep, timeout } from 'asyncio';

async function* numbers(name: string, pace: number, count: number) {
  for (let n = 0; n < count; n++) {
    await sleep(pace);
    console.log(name, 'makes', n);
    yield n;
  }
}

async function* doubled(source: AsyncIterable<number>) {
  for await (const n of source) yield n * 2;
}

const consume = coroutine(async (name: string, source: AsyncIterable<number>) => {
  let total = 0;
  for await (const n of source) total += n;
  console.log(name, 'total', total);
  return total;
});

const main = coroutine(async () => {
  console.log(
    ...(await gather(consume('a', doubled(numbers('x', 1, 4))), consume('b', numbers('y', 1.5, 3)))),
  );
  try {
    await timeout(2.5, () => consume('c', doubled(numbers('z', 1, 9))));
  } catch (e) {
    console.log((e as Error).name, 'at', getRunningLoop().time().toFixed(1));
  }
});

await run(main());
