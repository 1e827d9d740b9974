/** `run` and `Runner`. Groups and first words are those of CPython's `test_runners.py`. */
import { beforeEach, describe, expect, test } from 'vitest';
import {
  CancelledError,
  ContextVar,
  EventLoop,
  Runner,
  RuntimeError,
  ValueError,
  allTasks,
  copyContext,
  coroutine,
  createTask,
  currentTask,
  getRunningLoop,
  run,
  setWarningHandler,
  sleep,
} from '../../src/asyncio/index.ts';
import type { ExceptionContext, Task } from '../../src/asyncio/index.ts';
import { raised, virtualTime } from './in-loop.ts';

beforeEach(virtualTime);

const CLOSED = new RuntimeError('Runner is closed');

/** Gives way once, then the value. */
const give = coroutine(async <T>(value: T) => {
  await sleep(0);
  return value;
}, 'give');

describe('test_runners.RunTests', () => {
  test('asyncio_run_return: it gives what the coroutine returned', async () => {
    expect(await run(give(42))).toBe(42);
  });

  test('asyncio_run_raises: it raises what the coroutine raised', async () => {
    const main = coroutine(async () => {
      await sleep(0);
      throw new ValueError('spam');
    });
    expect(await raised(run(main()))).toEqual(new ValueError('spam'));
  });

  test('asyncio_run_only_coro: nothing but a coroutine will do', async () => {
    for (const other of [1, () => null, Promise.resolve(1)]) {
      const error = await raised(run(other as never));
      expect(error).toBeInstanceOf(ValueError);
      expect(error.message).toMatch('a coroutine was expected, got ');
    }
  });

  test('asyncio_run_debug: debug mode is for this run', async () => {
    const main = coroutine(async () => getRunningLoop().getDebug());
    expect([await run(main()), await run(main(), { debug: true }), await run(main(), { debug: false })]).toEqual([
      false,
      true,
      false,
    ]);
  });

  test('asyncio_run_from_running_loop: it is for top-level code', async () => {
    const main = coroutine(async () => {
      const work = give(1);
      const error = await raised(run(work));
      work.close();
      return error;
    });
    const message = 'asyncio.run() cannot be called from a running event loop';
    expect(await run(main())).toEqual(new RuntimeError(message));
  });

  test('asyncio_run_cancels_hanging_tasks: what is left over is cancelled and waited for', async () => {
    let leftover!: Task<void>;
    let cleaned = false;
    const hang = coroutine(async () => {
      try {
        await sleep(0.1);
      } finally {
        await sleep(0);
        cleaned = true;
      }
    });
    const main = coroutine(async () => {
      leftover = createTask(hang());
      await sleep(0);
      return 123;
    });
    expect(await run(main())).toBe(123);
    expect([leftover.cancelled(), cleaned]).toEqual([true, true]);
  });

  test('asyncio_run_reports_hanging_tasks_errors: an error on the way out is told to the handler', async () => {
    const told: ExceptionContext[] = [];
    const hang = coroutine(async () => {
      await raised(sleep(0.1));
      throw new RangeError('late');
    });
    const main = coroutine(async () => {
      getRunningLoop().setExceptionHandler((_loop, context) => told.push(context));
      createTask(hang());
      await sleep(0);
      return 123;
    });
    expect(await run(main())).toBe(123);
    const message = 'unhandled exception during asyncio.run() shutdown';
    expect(told).toMatchObject([{ message, exception: new RangeError('late') }]);
  });

  test('loop_factory_default_event_loop: the loop can be made by hand', async () => {
    const loop = new EventLoop();
    const main = coroutine(async () => getRunningLoop() === loop);
    expect(await run(main(), { loopFactory: () => loop })).toBe(true);
    expect(loop.isClosed()).toBe(true);
  });
});

describe('test_runners.RunnerTests', () => {
  for (const debug of [false, true]) {
    test(`${debug ? 'debug' : 'non_debug'}: its loop is in the mode that was asked for`, async () => {
      await using runner = new Runner({ debug });
      expect(runner.getLoop().getDebug()).toBe(debug);
    });
  }

  test('run: it runs a coroutine, and is closed at the end of the block', async () => {
    let outside!: Runner;
    let loop!: EventLoop;
    {
      await using runner = new Runner();
      expect(await runner.run(give('done'))).toBe('done');
      outside = runner;
      loop = runner.getLoop();
    }
    expect(() => outside.getLoop()).toThrow(CLOSED);
    expect(loop.isClosed()).toBe(true);
  });

  test('run_non_coro, run_future: nothing but a coroutine will do', async () => {
    await using runner = new Runner();
    for (const other of [123, runner.getLoop().createFuture()]) {
      const error = await raised(runner.run(other as never));
      expect(error).toBeInstanceOf(ValueError);
      expect(error.message).toMatch('a coroutine was expected, got ');
    }
  });

  test('explicit_close, double_close: closing closes the loop, and once more does nothing', async () => {
    const runner = new Runner();
    const loop = runner.getLoop();
    await runner.close();
    expect(() => runner.getLoop()).toThrow(CLOSED);
    expect(loop.isClosed()).toBe(true);
    await runner.close();
    expect(loop.isClosed()).toBe(true);
  });

  test('second_with_block_raises: after its block it runs nothing', async () => {
    const log: number[] = [];
    const note = coroutine(async (n: number) => void log.push(n));
    const runner = new Runner();
    {
      await using again = runner;
      await again.run(note(1));
    }
    const second = note(2);
    expect(await raised(runner.run(second))).toEqual(CLOSED);
    second.close();
    expect(log).toEqual([1]);
  });

  test('run_keeps_context: what one run sets, the next one sees, and the program does not', async () => {
    const variable = new ContextVar<number>('variable', { default: -1 });
    const swap = coroutine(async (value: number) => {
      const old = variable.get();
      await sleep(0);
      variable.set(value);
      return old;
    });
    await using runner = new Runner();
    expect([await runner.run(swap(1)), await runner.run(swap(2))]).toEqual([-1, 1]);
    expect((await runner.run(coroutine(async () => copyContext())())).get(variable)).toBe(2);
    const own = copyContext();
    expect([await runner.run(swap(3), { context: own }), own.get(variable), variable.get()]).toEqual([-1, 3, -1]);
  });

  test('recursive_run: it cannot run inside of itself', async () => {
    const warnings: string[] = [];
    setWarningHandler((category, message) => warnings.push(`${category}: ${message}`));
    {
      await using runner = new Runner();
      const inner = coroutine(async () => {}, 'inner');
      const outer = coroutine(async () => await runner.run(inner()));
      const message = 'Runner.run() cannot be called from a running event loop';
      expect(await raised(runner.run(outer()))).toEqual(new RuntimeError(message));
    }
    setWarningHandler(null);
    expect(warnings).toEqual(["RuntimeWarning: coroutine 'inner' was never awaited"]);
  });
});

test('tasks that a run left behind go on in the next run of the same runner', async () => {
  await using runner = new Runner();
  const log: string[] = [];
  const background = coroutine(async () => {
    for (const n of [1, 2, 3]) {
      log.push(`step ${n}`);
      await sleep(1);
    }
  }, 'background');
  const first = coroutine(async () => {
    createTask(background(), { name: 'left' });
    await sleep(1.5);
    log.push('first ends');
  });
  const second = coroutine(async () => {
    log.push(`second sees ${[...allTasks()].map((task) => task.getName() === 'left')}`);
    await sleep(1);
  });
  await runner.run(first());
  await runner.run(second());
  expect(log).toEqual(['step 1', 'step 2', 'first ends', 'second sees true,false', 'step 3']);
});

test('who cancels the main task gets CancelledError from run', async () => {
  const main = coroutine(async () => {
    currentTask()!.cancel('enough');
    await sleep(1);
  });
  expect(await raised(run(main()))).toEqual(new CancelledError('enough'));
});
