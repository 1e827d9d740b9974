/** Corners in which the port once differed from CPython 3.13, whose answers these are. */
import { describe, expect, test } from 'vitest';
import {
  ContextVar,
  copyContext,
  coroutine,
  createTask,
  currentTask,
  Future,
  getEventLoop,
  getRunningLoop,
  type Handle,
  newEventLoop,
  run,
  setWarningHandler,
  sleep,
  wait,
  waitFor,
  wrapPromise,
} from '../../src/asyncio/index.ts';
import { inLoop, raised, virtualTime } from './in-loop.ts';

const f = coroutine(async (x: number) => x, 'f');

describe('a coroutine that was used', () => {
  test(
    'cannot be a task again, also if that is cancelled at once',
    inLoop(async () => {
      const closed = f(1);
      closed.close();
      const cancelled = f(2);
      const task = createTask(cancelled);
      task.cancel();
      await raised(task);
      for (const used of [closed, cancelled]) {
        const again = createTask(used);
        again.cancel();
        expect((await raised(again)).message).toBe('cannot reuse already awaited coroutine');
      }
    }),
  );
});

describe('contexts', () => {
  const variable = new ContextVar('variable', { default: 0 });

  test(
    'a task keeps what it set after it asked for its context inside another',
    inLoop(async () => {
      await createTask(
        coroutine(async () => {
          copyContext().run(() => currentTask()!.getContext());
          const token = variable.set(1);
          expect(currentTask()!.getContext().get(variable)).toBe(1);
          await sleep(0);
          expect(variable.get()).toBe(1);
          variable.reset(token);
          expect(variable.get()).toBe(0);
        })(),
      );
    }),
  );

  test(
    'a callback has the context of its handle',
    inLoop(async () => {
      let handle!: Handle;
      const seen: unknown[] = [];
      handle = getRunningLoop().callSoon(() => {
        const context = handle.getContext();
        variable.set(1);
        seen.push(variable.get(), context.get(variable));
      });
      await sleep(0);
      expect([...seen, handle.getContext().get(variable)]).toEqual([1, 1, 1]);
    }),
  );

  test(
    'an exception handler that is called in a task runs in its context',
    inLoop(async () => {
      getRunningLoop().setExceptionHandler(() => variable.set(5));
      getRunningLoop().callExceptionHandler({ message: 'm' });
      expect(variable.get()).toBe(5);
      await sleep(0);
      expect(variable.get()).toBe(5);
    }),
  );

  test(
    'what a timeout calls sets nothing in the task',
    inLoop(async () => {
      class Sets extends Future<void> {
        override cancel(message?: unknown): boolean {
          variable.set(7);
          return super.cancel(message);
        }
      }
      expect((await raised(waitFor(new Sets(), 1))).name).toBe('TimeoutError');
      expect(variable.get()).toBe(0);
    }),
  );
});

test('a context that was left for another cannot be entered again', () => {
  const [own, other] = [copyContext(), copyContext()];
  const again = (): unknown => other.run(() => own.run(() => 'twice'));
  expect(() => own.run(again)).toThrow('is already entered');
  expect(own.run(() => 'once more')).toBe('once more');
});

test('an error that comes after its loop was closed is told at the end', async () => {
  virtualTime();
  const { closeAllLoops } = await import('../../src/asyncio/default-loop.ts');
  const told: string[] = [];
  const loop = newEventLoop();
  loop.setExceptionHandler((_, { message }) => told.push(message));
  const [seen, unseen] = [loop.createFuture(), loop.createFuture()];
  loop.close();
  seen.setException(new Error('seen'));
  seen.exception();
  unseen.setException(new Error('unseen'));
  expect(told).toEqual([]);
  closeAllLoops();
  expect(told).toEqual(['Future exception was never retrieved']);
});

test(
  'a timeout that is no number of seconds',
  inLoop(async () => {
    expect((await raised(waitFor(sleep(1), NaN))).name).toBe('ValueError');
    expect((await raised(wait([createTask(sleep(1))], { timeout: NaN }))).name).toBe('ValueError');
  }),
);

test(
  'in debug mode a done callback is checked when it is scheduled',
  inLoop(async () => {
    const loop = getRunningLoop();
    loop.setDebug(true);
    const done = loop.createFuture<number>();
    done.setResult(1);
    expect(() => done.addDoneCallback(f as never)).toThrow('coroutines cannot be used with call_soon()');
  }),
);

test(
  'a future of a class of one’s own is called by its name',
  inLoop(async () => {
    class Mine<T> extends Future<T> {}
    expect(String(new Mine())).toBe('<Mine pending>');
  }),
);

test('a wrong main coroutine comes too late for the loop', async () => {
  virtualTime();
  expect((await raised(run(1 as never))).name).toBe('ValueError');
  expect(() => getEventLoop()).toThrow('There is no current event loop');
});

test(
  'a wrapped promise whose result somebody else sets is out no more',
  inLoop(async () => {
    const loop = getRunningLoop();
    const wrapped = wrapPromise(new Promise<number>(() => {}));
    expect(loop.outside).toBe(1);
    wrapped.setResult(5);
    expect([await wrapped, loop.outside]).toEqual([5, 0]);
    wrapPromise(new Promise(() => {})).cancel();
    expect(loop.outside).toBe(0);
  }),
);

test('who is told of a coroutine that was never awaited may close another', async () => {
  virtualTime();
  const forgotten: ReturnType<typeof f>[] = [];
  const told: string[] = [];
  setWarningHandler((_, message) => {
    told.push(message);
    forgotten[1]!.close();
  });
  const loop = newEventLoop();
  const main = coroutine(async () => void forgotten.push(f(1), f(2), f(3)));
  await loop.runUntilComplete(main());
  loop.close();
  setWarningHandler(null);
  expect(told).toEqual(["coroutine 'f' was never awaited", "coroutine 'f' was never awaited"]);
});

test(
  'then, called by hand, may leave functions out and gives a promise',
  inLoop(async () => {
    const doubled = createTask(f(2)).then((value) => value * 2);
    expect(await doubled).toBe(4);
  }),
);
