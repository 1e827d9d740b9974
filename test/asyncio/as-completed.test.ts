/** `asCompleted` and `asCompletedTasks`. First words are those of CPython's `test_tasks.py`. */
import { describe, expect, test } from 'vitest';
import {
  Future,
  TimeoutError,
  asCompleted,
  asCompletedTasks,
  coroutine,
  createTask,
  ensureFuture,
  getRunningLoop,
  setEventLoop,
  sleep,
  wait,
} from '../../src/asyncio/index.ts';
import { busyFor, inLoop, mirror, raised } from './in-loop.ts';

interface Options {
  readonly timeout?: number | null;
}

/** The results in the order in which they come, either way to iterate; at most `most`. */
const ways = {
  async inTurn<T>(works: Iterable<PromiseLike<T>>, options?: Options): Promise<T[]> {
    const values: T[] = [];
    for (const next of asCompleted(works, options)) values.push(await next);
    return values;
  },
  async asTasks<T>(works: Iterable<PromiseLike<T>>, options?: Options): Promise<T[]> {
    const values: T[] = [];
    for await (const [task] of asCompletedTasks(works, options)) values.push(task.result());
    return values;
  },
};

const give = coroutine(async <T>(value: T) => value, 'give');
const now = (): number => getRunningLoop().time();

describe('test_tasks.BaseTaskTests', () => {
  for (const collect of [ways.inTurn, ways.asTasks]) {
    const way = collect.name;

    mirror('as_completed', `they come as they end, those of one moment as their tasks began (${way})`, async () => {
      const sleeper = coroutine(async (delay: number, name: string) => {
        await sleep(delay);
        if (name === 'a') busyFor(0.14);
        return name;
      });
      const seen = await collect([sleeper(0.01, 'b'), sleeper(0.15, 'c'), sleeper(0.01, 'a')]);
      expect(seen).toEqual(['b', 'a', 'c']);
      expect(now()).toBeCloseTo(0.15);
    });

    mirror('as_completed_with_unused_timeout', `a limit that is not reached does nothing (${way})`, async () => {
      expect(await collect([sleep(0.01, 'a')], { timeout: 1 })).toEqual(['a']);
      expect(now()).toBeCloseTo(0.01);
    });

    mirror('as_completed_duplicate_coroutines', `what is given several times comes once (${way})`, async () => {
      const work = give('ham');
      expect(await collect([work, work, give('spam')])).toEqual(['ham', 'spam']);
    });

    mirror('as_completed_with_timeout', `what is not done in time is TimeoutError, and goes on (${way})`, async () => {
      const slow = createTask(sleep(2, 'slow'));
      expect(await raised(collect([slow, sleep(1, 'quick')], { timeout: 1.5 }))).toBeInstanceOf(TimeoutError);
      expect(now()).toBe(1.5);
      expect(await slow).toBe('slow');
    });
  }

  mirror(
    'as_completed_same_tasks_in_as_out',
    'tasks come out as they went in; coroutines come as new tasks',
    async () => {
      const [b, d] = [createTask(give('b')), createTask(give('d'))];
      const given = [give('a'), b, give('c'), d];
      const out: unknown[] = [];
      for await (const [task] of asCompletedTasks(given)) out.push(task);
      expect(out.length).toBe(4);
      expect(given.filter((it) => out.includes(it))).toEqual([b, d]);
    },
  );

  mirror('as_completed_resume_iterator', 'an iteration that was left goes on where it was', async () => {
    const works = () => [0, 1, 2, 3].map((n) => give(n));
    const [plain, tasks] = [asCompleted(works()), asCompletedTasks(works())];
    const seen: number[][] = [[], []];
    for (let round = 0; round < 2; round++) {
      for (const next of plain) if (seen[0]!.push(await next) === 2) break;
      for await (const [task] of tasks) if (seen[1]!.push(task.result()) === 2) break;
    }
    expect(seen).toEqual([
      [0, 1, 2, 3],
      [0, 1, 2, 3],
    ]);
  });

  mirror('as_completed_reverse_wait', 'whichever is awaited first gives what ended first', async () => {
    const [first, second] = [...asCompleted([sleep(0.05, 'a'), sleep(0.1, 'b')])];
    expect([await second!, now()]).toEqual(['a', 0.05]);
    expect([await first!, now()]).toEqual(['b', 0.1]);
  });

  mirror('as_completed_concurrent', 'several can be awaited at a time', async () => {
    const works = () => [sleep(0.05, 'a'), sleep(0.05, 'b')];
    const plain = [...asCompleted(works())].map((next) => ensureFuture(next));
    const [done] = await wait(plain);
    expect([...done].map((it) => it.result())).toEqual(['a', 'b']);
    const tasks: Future<string>[] = [];
    for await (const [task] of asCompletedTasks(works())) tasks.push(task);
    expect([...(await wait(tasks))[0]].map((it) => it.result())).toEqual(['a', 'b']);
    expect(now()).toBeCloseTo(0.1);
  });

  test('as_completed_coroutine_without_loop: without a current loop coroutines cannot begin', () => {
    setEventLoop(null);
    const work = give(42);
    expect(() => [...asCompleted([work])]).toThrow('There is no current event loop');
    expect(() => asCompletedTasks([work])).toThrow('There is no current event loop');
    work.close();
  });

  mirror('as_completed_coroutine_use_running_loop', 'they become tasks of the running loop', async () => {
    const [only, ...others] = [...asCompleted([give(42)])];
    expect([await only!, others]).toEqual([42, []]);
    for await (const [task] of asCompletedTasks([give(1)])) expect(task.getLoop()).toBe(getRunningLoop());
  });

  mirror('as_completed_invalid_args', 'it takes a list of things to await', async () => {
    const [future, work] = [new Future<void>(), give(1)];
    for (const wrong of [future, work]) {
      expect(() => asCompleted(wrong as never)).toThrow(TypeError);
      expect(() => asCompletedTasks(wrong as never)).toThrow(/^expects an iterable of awaitables, not /);
    }
    work.close();
  });
});

test(
  'with a limit, what is done in time comes, and each of the others is a TimeoutError',
  inLoop(async () => {
    const slow = createTask(sleep(2, 'slow'));
    const seen: unknown[] = [];
    for (const next of asCompleted([slow, sleep(1, 'quick')], { timeout: 1.5 })) {
      try {
        seen.push(await next);
      } catch (error) {
        seen.push((error as Error).name);
      }
    }
    expect(seen).toEqual(['quick', 'TimeoutError']);
    expect(await slow).toBe('slow');
  }),
);
