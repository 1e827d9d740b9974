/** The public face as TypeScript sees it: checked by `npm run types`, which reads this file; running it checks nothing more. */
import { describe, expectTypeOf, test } from 'vitest';
import {
  asCompleted,
  asCompletedTasks,
  asyncWith,
  BaseExceptionGroup,
  Condition,
  type Context,
  ContextVar,
  Coroutine,
  coroutine,
  createTask,
  type enter,
  ensureFuture,
  Event,
  type EventLoop,
  ExceptionGroup,
  exceptStar,
  type Future,
  gather,
  isException,
  Lock,
  PriorityQueue,
  Queue,
  run,
  type Runner,
  Semaphore,
  shield,
  sleep,
  type Task,
  taskGroup,
  timeout,
  TimeoutError,
  toThread,
  ValueError,
  wait,
  waitFor,
  wrapPromise,
} from '../../src/asyncio/index.ts';

const number = coroutine(async () => 1);
const text = coroutine(async (times: number, what: string = 'x') => what.repeat(times));
const many = [number(), number()];
for (const call of many) call.close();

class Refused extends ValueError {
  readonly code = 1;
}
class Late extends TimeoutError {
  readonly seconds = 1;
}

/** Nothing in here is run: only its types are looked at. */
function looked(_body: (...given: never) => unknown): void {}

describe('coroutine functions', () => {
  test('keep their parameters and their result', () => {
    expectTypeOf(text).parameters.toEqualTypeOf<[times: number, what?: string]>();
    expectTypeOf(text).returns.toEqualTypeOf<Coroutine<string>>();
    looked(async () => {
      expectTypeOf(await text(2)).toEqualTypeOf<string>();
      // @ts-expect-error -- as the function itself would
      text('2');
    });
  });

  test('are made of async functions only', () => {
    looked(() => {
      // @ts-expect-error -- its result is no promise
      coroutine(() => 1);
    });
  });

  test('cannot return a task: what JavaScript awaits is awaited in the type too', () => {
    looked(async () => {
      const flat = coroutine(async () => createTask(number()));
      expectTypeOf(flat).returns.toEqualTypeOf<Coroutine<number>>();
      const boxed = coroutine(async () => [createTask(number())] as const);
      expectTypeOf(await boxed()).toEqualTypeOf<readonly [Task<number>]>();
    });
  });

  test('are no promises', () => {
    expectTypeOf<Coroutine<number>>().not.toExtend<Promise<number>>();
    expectTypeOf<Coroutine<number>>().toExtend<PromiseLike<number>>();
    looked(() => {
      // @ts-expect-error -- a plain async function's promise is no coroutine
      createTask(Promise.resolve(1));
      // @ts-expect-error
      void run(createTask(number()));
    });
  });
});

describe('tasks and futures', () => {
  test('createTask infers', () => {
    looked(async () => {
      const task = createTask(text(1), { name: 'writer' });
      expectTypeOf(task).toEqualTypeOf<Task<string>>();
      expectTypeOf(task.result()).toEqualTypeOf<string>();
      expectTypeOf(await task).toEqualTypeOf<string>();
      expectTypeOf(task.getCoro()).toEqualTypeOf<Coroutine<string>>();
      task.addDoneCallback((done) => expectTypeOf(done).toEqualTypeOf<Task<string>>());
    });
  });

  test('what several types of awaitables give is one of them', () => {
    looked(async () => {
      for (const each of asCompleted([createTask(number()), text(1)]))
        expectTypeOf(await each).toEqualTypeOf<number | string>();
      const tasks = new Set([createTask(number())]);
      expectTypeOf(await gather(tasks)).toEqualTypeOf<number[]>();
      expectTypeOf(await gather(tasks, { returnExceptions: true })).toEqualTypeOf<(number | Error)[]>();
    });
  });

  test('a future of the loop has the type that it is given', () => {
    looked((): void => {
      const future = ({} as EventLoop).createFuture<'yes' | 'no'>();
      future.setResult('yes');
      // @ts-expect-error
      future.setResult('maybe');
      expectTypeOf(future.exception()).toEqualTypeOf<Error | null>();
    });
  });

  test('ensureFuture, shield, waitFor and wrapPromise keep the type', () => {
    looked(async () => {
      expectTypeOf(ensureFuture(number())).toEqualTypeOf<Future<number>>();
      expectTypeOf(shield(text(1))).toEqualTypeOf<Future<string>>();
      expectTypeOf(await waitFor(text(1), null)).toEqualTypeOf<string>();
      expectTypeOf(await wrapPromise(Promise.resolve(new Date()))).toEqualTypeOf<Date>();
    });
  });
});

describe('many at once', () => {
  test('gather gives a tuple', () => {
    looked(async () => {
      expectTypeOf(await gather(number(), text(1), sleep(1))).toEqualTypeOf<[number, string, void]>();
      expectTypeOf(await gather([number(), text(1)])).toEqualTypeOf<[number, string]>();
      expectTypeOf(await gather(many)).toEqualTypeOf<number[]>();
      expectTypeOf(await gather(many.values())).toEqualTypeOf<number[]>();
    });
  });

  test('with returnExceptions each may be an error', () => {
    looked(async () => {
      const results = await gather([number(), text(1)], { returnExceptions: true });
      expectTypeOf(results).toEqualTypeOf<[number | Error, string | Error]>();
    });
  });

  test('a group’s createTask infers, and the group gives what its body returns', () => {
    looked(async () => {
      const result = await taskGroup(async (group) => {
        expectTypeOf(group.createTask(text(1))).toEqualTypeOf<Task<string>>();
        return 1;
      });
      expectTypeOf(result).toEqualTypeOf<number>();
      expectTypeOf(await timeout(1, () => 'in time')).toEqualTypeOf<string>();
    });
  });

  test('wait gives sets of what it was given', () => {
    looked(async () => {
      const [done, pending] = await wait([createTask(number())]);
      expectTypeOf(done).toEqualTypeOf<Set<Task<number>>>();
      expectTypeOf(pending).toEqualTypeOf<Set<Task<number>>>();
      // @ts-expect-error -- coroutines are refused since 3.11
      wait([number()]);
    });
  });

  test('asCompleted gives coroutines, asCompletedTasks the futures themselves, in boxes', () => {
    looked(async () => {
      for (const next of asCompleted(many)) expectTypeOf(await next).toEqualTypeOf<number>();
      for await (const [future] of asCompletedTasks(many)) expectTypeOf(future.result()).toEqualTypeOf<number>();
    });
  });
});

describe('synchronization', () => {
  test('queues know their items', () => {
    looked(async () => {
      const queue = new Queue<{ readonly id: number }>(2);
      expectTypeOf(await queue.get()).toEqualTypeOf<{ readonly id: number }>();
      // @ts-expect-error
      queue.putNowait('item');
      expectTypeOf(new PriorityQueue<readonly [number, string]>().getNowait()).toEqualTypeOf<
        readonly [number, string]
      >();
    });
  });

  test('with(body) gives what the body returns', () => {
    looked(async () => {
      expectTypeOf(await new Lock().with(async () => 'held')).toEqualTypeOf<string>();
      expectTypeOf(await new Semaphore(2).with(() => 1)).toEqualTypeOf<number>();
      expectTypeOf(new Lock().acquire()).toEqualTypeOf<Coroutine<true>>();
      expectTypeOf(new Event().wait()).toEqualTypeOf<Coroutine<true>>();
    });
  });

  test('enter takes what `await using` can leave, and nothing else', () => {
    expectTypeOf<typeof enter>().parameter(0).toEqualTypeOf<Lock | Semaphore | Condition>();
  });

  test('asyncWith hands over what aenter gave', () => {
    looked(async () => {
      const manager = { aenter: async () => 5, aexit: async () => false };
      await asyncWith(manager, async (entered) => expectTypeOf(entered).toEqualTypeOf<number>());
    });
  });
});

describe('the rest', () => {
  test('sleep gives its result', () => {
    expectTypeOf(sleep).returns.toExtend<Coroutine<unknown>>();
    looked(async () => {
      expectTypeOf(await sleep(1)).toEqualTypeOf<void>();
      expectTypeOf(await sleep(1, 'up')).toEqualTypeOf<string>();
    });
  });

  test('run gives a native promise of the result', () => {
    looked(() => {
      expectTypeOf(run(text(1))).toEqualTypeOf<Promise<string>>();
      expectTypeOf<Runner>().toExtend<AsyncDisposable>();
    });
  });

  test('toThread takes the function’s own arguments', () => {
    looked(() => {
      const add = (a: number, b: string): string => b.repeat(a);
      expectTypeOf(toThread(add, 1, 'x')).toEqualTypeOf<Coroutine<string>>();
      // @ts-expect-error
      toThread(add, 'x', 1);
    });
  });

  test('a context variable keeps its type', () => {
    looked(() => {
      const user = new ContextVar<string>('user', { default: 'nobody' });
      expectTypeOf(user.get()).toEqualTypeOf<string>();
      expectTypeOf(user.get(null)).toEqualTypeOf<string | null>();
      expectTypeOf(({} as Context).run((n: number) => n > 1, 2)).toEqualTypeOf<boolean>();
    });
  });

  test('a group holds its errors and groups of them, and so does each part of it', () => {
    looked((group: BaseExceptionGroup<RangeError>): void => {
      expectTypeOf(group.exceptions).toEqualTypeOf<readonly (RangeError | BaseExceptionGroup<RangeError>)[]>();
      // @ts-expect-error it may be a group
      void (group.exceptions[0] satisfies RangeError);
      expectTypeOf(group.split(Refused)).toEqualTypeOf<
        [match: BaseExceptionGroup<Refused> | null, rest: BaseExceptionGroup<RangeError> | null]
      >();
      expectTypeOf(group.subgroup([Refused, Late])).toEqualTypeOf<BaseExceptionGroup<Refused | Late> | null>();
      group.split((error) => {
        expectTypeOf(error).toEqualTypeOf<RangeError | BaseExceptionGroup<RangeError>>();
        return true;
      });
      expectTypeOf(group.subgroup(() => true)).toEqualTypeOf<BaseExceptionGroup<RangeError> | null>();
      expectTypeOf(group.derive([new Late()])).toEqualTypeOf<BaseExceptionGroup>();
      // @ts-expect-error no class of errors
      group.split(Map);
    });
    looked((group: ExceptionGroup<Late>): void => {
      expectTypeOf(group.exceptions).toEqualTypeOf<readonly (Late | ExceptionGroup<Late>)[]>();
      expectTypeOf(group.split(Refused)).toEqualTypeOf<
        [match: ExceptionGroup<Refused> | null, rest: ExceptionGroup<Late> | null]
      >();
      expectTypeOf(group.subgroup((error) => error.message === '')).toEqualTypeOf<ExceptionGroup<Late> | null>();
      expectTypeOf(group).toExtend<BaseExceptionGroup<Late>>();
    });
  });

  test('a group’s errors are those that it is made with, however deep', () => {
    looked((): void => {
      const inner = new ExceptionGroup('inner', [new Late()]);
      expectTypeOf(inner).toEqualTypeOf<ExceptionGroup<Late>>();
      const outer = new ExceptionGroup('outer', [new Refused(), inner]);
      expectTypeOf(new ExceptionGroup<Late>('outer', [new Late(), inner])).toEqualTypeOf<ExceptionGroup<Late>>();
      expectTypeOf(outer).toEqualTypeOf<ExceptionGroup<Refused | ExceptionGroup<Late>>>();
    });
  });

  test('a class of groups may have its own derive', () => {
    class Batch extends ExceptionGroup {
      override derive(exceptions: readonly Error[]): Batch {
        return new Batch(this.text, exceptions);
      }
    }
    looked((batch: Batch) => expectTypeOf(batch.derive([])).toEqualTypeOf<Batch>());
  });

  test('exceptStar’s handlers get groups of their errors', () => {
    looked(async (error: unknown) => {
      await exceptStar(
        error,
        [
          Refused,
          (group) => expectTypeOf(group.exceptions).toEqualTypeOf<readonly (Refused | BaseExceptionGroup<Refused>)[]>(),
        ],
        [[Late, RangeError], (group) => expectTypeOf(group).toEqualTypeOf<BaseExceptionGroup<Late | RangeError>>()],
      );
    });
  });

  test('isException narrows, and exceptStar’s handlers know their errors', () => {
    looked(async () => {
      const error: unknown = new RangeError();
      if (isException(error)) expectTypeOf(error).toExtend<Error>();
      await exceptStar(error, [RangeError, (group) => expectTypeOf(group.exceptions).toExtend<readonly unknown[]>()]);
    });
  });
});
