import { expect, test } from 'vitest';
import { coroutine, run, sleep } from '../../src/asyncio/index.ts';
import { virtualTime } from './in-loop.ts';

function stackDepth(): number {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = Infinity;
  const depth = new Error('where').stack!.split('\n').length;
  Error.stackTraceLimit = stackTraceLimit;
  return depth;
}

test('drivers that are made one after the other, each where the last loop ended, do not pile up on the stack', async () => {
  const depths: number[] = [];
  const main = coroutine(async () => {
    await sleep(1);
    depths.push(stackDepth());
  });
  for (let i = 0; i < 200; i++) {
    virtualTime();
    await run(main());
  }
  expect(Math.max(...depths.slice(100))).toBe(Math.max(...depths.slice(0, 100)));
});
