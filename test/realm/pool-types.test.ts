/** What `concurrent.futures` and `threading` are to the type checker: `tsc` proves it, the test only names it. */
import { expectTypeOf, test } from 'vitest';
import type { EventLoop, Future } from '../../src/asyncio/index.ts';
import type { asCompleted, ThreadPoolExecutor, wait } from '../../src/realm/modules/concurrent-futures.ts';
import type { Future as PoolFuture } from '../../src/realm/modules/concurrent-futures.ts';
import type { Condition, Lock, Thread } from '../../src/realm/modules/threading.ts';

declare const pool: ThreadPoolExecutor;
declare const loop: EventLoop;
declare const MakesThread: typeof Thread;
declare function square(n: number): number;
declare function load(url: string): Promise<Date>;

test('calls give what their functions give, promises resolved', () => {
  const submitted = (): PoolFuture<number> => pool.submit(square, 2);
  const mapped = () => pool.map(load, ['a']);
  const inRows = () => pool.map((a: number, b: string) => `${a}${b}`, [1], new Set(['a']), { timeout: 1 });
  expectTypeOf(inRows).returns.toEqualTypeOf<IterableIterator<string>>();
  // @ts-expect-error -- the second list is of texts
  const wrongRows = () => pool.map((a: number, b: string) => `${a}${b}`, [1], [2]);
  expectTypeOf(wrongRows).toBeFunction();
  expectTypeOf(submitted).returns.toExtend<PoolFuture<number>>();
  expectTypeOf(mapped).returns.toEqualTypeOf<IterableIterator<Date>>();
  const inLoop = () => loop.runInExecutor(pool, load, 'a');
  expectTypeOf(inLoop).returns.toExtend<Future<Date>>();
  // @ts-expect-error -- square takes a number
  const wrong = () => pool.submit(square, 'two');
  expectTypeOf(wrong).toBeFunction();
});

test('what is waited for keeps its type', () => {
  expectTypeOf<ReturnType<typeof asCompleted<number>>>().toEqualTypeOf<IterableIterator<PoolFuture<number>>>();
  expectTypeOf<ReturnType<typeof wait<number>>['done']>().toEqualTypeOf<Set<PoolFuture<number>>>();
  expectTypeOf<Thread['join']>().returns.toEqualTypeOf<PromiseLike<void>>();
  expectTypeOf<Lock['with']>().toBeCallableWith(() => 1);
  expectTypeOf<Condition['waitFor']>().toBeCallableWith(() => true, 1);
});

test('a thread takes a function with what it is called with, in a row or by name', () => {
  expectTypeOf(() => new MakesThread(square, 2)).returns.toEqualTypeOf<Thread>();
  const named = () => new MakesThread({ target: square, args: [2], name: 'two', daemon: true });
  expectTypeOf(named).returns.toEqualTypeOf<Thread>();
  // @ts-expect-error -- there is nothing to call
  const idle = () => new MakesThread({ args: [2] });
  expectTypeOf(idle).toBeFunction();
});
