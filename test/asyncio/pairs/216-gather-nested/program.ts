import { coroutine, gather, run, sleep } from 'asyncio';

const leaf = coroutine(async (name: string, n: number) => {
  try {
    await sleep(n);
    console.log(name);
    return name;
  } catch (e) {
    console.log(name, 'cancelled');
    throw e;
  }
});

const main = coroutine(async () => {
  const g = gather(gather(leaf('a', 1), leaf('b', 3)), leaf('c', 2));
  await sleep(1.5);
  g.cancel();
  try {
    await g;
  } catch {
    console.log('cancelled');
  }
  const [[x, y], z] = await gather(gather(leaf('d', 2), leaf('e', 1)), leaf('f', 1));
  console.log(x, y, z);
});

await run(main());
