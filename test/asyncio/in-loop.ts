/** What the behaviour tests share: a loop on virtual time for each. */
import { expect, test } from 'vitest';
import { configure, ports } from '../../src/asyncio/driver.ts';
import { BaseExceptionGroup, coroutine, run } from '../../src/asyncio/index.ts';
import type { RunnerOptions } from '../../src/asyncio/runners.ts';
import { NodeDriver, NodeVirtualClock } from './node-driver.ts';

export function virtualTime(): void {
  const clock = new NodeVirtualClock();
  configure({ driver: new NodeDriver(clock), clock });
}

/** A test that is the main coroutine of a loop of its own. */
export function inLoop(body: () => Promise<void>, options?: RunnerOptions): () => Promise<void> {
  return async () => {
    virtualTime();
    await run(coroutine(body, 'test')(), options);
  };
}

/** A mirror of CPython's test `name`, run as the main coroutine of a loop. */
export function mirror(name: string, says: string, body: () => Promise<void>): void {
  test(`${name}: ${says}`, inLoop(body));
}

/** Computes for so many seconds: time passes, and nothing else runs. */
export function busyFor(seconds: number): void {
  ports.clock.advanceTo!(ports.clock.now() + seconds);
}

/** What `work` raised; it must raise. */
export async function raised(work: PromiseLike<unknown>): Promise<Error> {
  try {
    await work;
  } catch (error) {
    return error as Error;
  }
  return expect.fail('nothing was raised');
}

/** The names of the errors in a group, sorted, without repetition. */
export function kindsIn(error: Error): string[] {
  expect(error).toBeInstanceOf(BaseExceptionGroup);
  return [...new Set((error as BaseExceptionGroup).exceptions.map((it) => it.name))].toSorted();
}
