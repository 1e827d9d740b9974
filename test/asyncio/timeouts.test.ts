/** Each test asserts what the test of that name in CPython's test_timeouts.py does; the name comes first. */
import { describe, expect, test } from 'vitest';
import {
  CancelledError,
  ExceptionGroup,
  Timeout,
  TimeoutError,
  ValueError,
  ZeroDivisionError,
  coroutine,
  createTask,
  currentTask,
  getRunningLoop,
  sleep,
  taskGroup,
  timeout,
  timeoutAt,
} from '../../src/asyncio/index.ts';
import { busyFor, inLoop, kindsIn, raised } from './in-loop.ts';

const now = (): number => getRunningLoop().time();

/** Runs the block, which must time out, and gives the error and the scope. */
async function timedOut(delay: number, body: (cm: Timeout) => unknown): Promise<[TimeoutError, Timeout]> {
  let scope!: Timeout;
  const error = await raised(timeout(delay, (cm) => body((scope = cm))));
  expect(error).toBeInstanceOf(TimeoutError);
  return [error as TimeoutError, scope];
}

describe('test_timeouts.TimeoutTests', () => {
  test(
    'timeout_basic: what takes longer is cancelled, and TimeoutError raised at the end of the block',
    inLoop(async () => {
      const [error, scope] = await timedOut(0.01, () => sleep(10));
      expect(scope.expired()).toBe(true);
      expect(error.cause).toBeInstanceOf(CancelledError);
      expect(now()).toBeCloseTo(0.01);
    }),
  );

  test(
    'timeout_at_basic: the deadline is a time of the loop',
    inLoop(async () => {
      const deadline = now() + 0.01;
      let scope!: Timeout;
      expect(await raised(timeoutAt(deadline, (cm) => ((scope = cm), sleep(10))))).toBeInstanceOf(TimeoutError);
      expect([scope.expired(), scope.when()]).toEqual([true, deadline]);
    }),
  );

  test(
    'nested_timeouts: of two with one deadline only the outer raises TimeoutError',
    inLoop(async () => {
      const deadline = now() + 0.01;
      const scopes: Timeout[] = [];
      let inside: unknown;
      const error = await raised(
        timeoutAt(deadline, async (outer) => {
          scopes.push(outer);
          inside = await raised(timeoutAt(deadline, (inner) => (scopes.push(inner), sleep(10))));
          throw inside;
        }),
      );
      expect(inside).toBeInstanceOf(CancelledError);
      expect(error).toBeInstanceOf(TimeoutError);
      expect(scopes.map((scope) => scope.expired())).toEqual([true, true]);
    }),
  );

  test(
    'waiter_cancelled: inside the block the error is CancelledError',
    inLoop(async () => {
      let inside: unknown;
      await timedOut(0.01, async () => {
        inside = await raised(sleep(10));
        throw inside;
      });
      expect(inside).toBeInstanceOf(CancelledError);
    }),
  );

  test(
    'timeout_not_called: a block that is through in time knows nothing of it',
    inLoop(async () => {
      const scope = await timeout(10, async (cm) => {
        await sleep(0.01);
        return cm;
      });
      expect(scope.expired()).toBe(false);
      expect(scope.when()).toBeGreaterThan(now());
    }),
  );

  test(
    'timeout_disabled, timeout_at_disabled: null is no limit',
    inLoop(async () => {
      for (const scoped of [timeout, timeoutAt]) {
        const scope = await scoped(null, async (cm) => {
          await sleep(0.01);
          return cm;
        });
        expect([scope.expired(), scope.when()]).toEqual([false, null]);
      }
    }),
  );

  for (const [name, delay, nap] of [
    ['timeout_zero', 0, 10],
    ['timeout_zero_sleep_zero', 0, 0],
    ['timeout_in_the_past_sleep_zero', -11, 0],
  ] as const) {
    test(
      `${name}: a limit that has passed expires at the first turn`,
      inLoop(async () => {
        const before = now();
        const [, scope] = await timedOut(delay, () => sleep(nap));
        expect(scope.expired()).toBe(true);
        expect(scope.when()).toBe(before + delay);
        expect(now()).toBe(before);
      }),
    );
  }

  test(
    'foreign_exception_passed: an error of the block is raised as it is',
    inLoop(async () => {
      const own = new ValueError();
      expect(
        await raised(
          timeout(0.01, () => {
            throw own;
          }),
        ),
      ).toBe(own);
    }),
  );

  test(
    'foreign_exception_on_timeout: an error that names the cancellation as its cause shows the timeout between',
    inLoop(async () => {
      const error = await raised(
        timeout(0.01, async () => {
          try {
            await sleep(1);
          } catch (cause) {
            const own = new ZeroDivisionError();
            own.cause = cause;
            throw own;
          }
        }),
      );
      expect(error).toBeInstanceOf(ZeroDivisionError);
      expect(error.cause).toBeInstanceOf(TimeoutError);
      expect((error.cause as Error).cause).toBeInstanceOf(CancelledError);
    }),
  );

  test(
    'foreign_cancel_doesnt_timeout_if_not_expired: a cancellation from elsewhere stays one',
    inLoop(async () => {
      let scope!: Timeout;
      const error = await raised(
        timeout(10, async (cm) => {
          scope = cm;
          currentTask()!.cancel();
          await sleep(10);
        }),
      );
      expect(error).toBeInstanceOf(CancelledError);
      expect(scope.expired()).toBe(false);
      currentTask()!.uncancel();
    }),
  );

  test(
    'outer_task_is_not_cancelled: a timeout that is caught leaves no trace on the task',
    inLoop(async () => {
      const task = createTask(coroutine(async () => void (await timedOut(0.001, () => sleep(10))))());
      await task;
      expect([task.cancelled(), task.done(), task.cancelling()]).toEqual([false, true, 0]);
    }),
  );

  test(
    'nested_timeouts_concurrent: when the outer limit has passed, the inner block is cancelled, timed out or not',
    inLoop(async () => {
      for (const [seconds, innerExpired] of [
        [0.01, false],
        [0.2, true],
      ] as const) {
        await timedOut(0.002, async () => {
          let inner!: Timeout;
          const error = await raised(
            timeout(0.1, async (cm) => {
              inner = cm;
              busyFor(seconds);
              await sleep(1);
            }),
          );
          expect(error).toBeInstanceOf(CancelledError);
          expect(inner.expired()).toBe(innerExpired);
          throw error;
        });
      }
    }),
  );

  test(
    'nested_timeouts_loop_busy: an inner timeout is caught, and the outer still ends what follows',
    inLoop(async () => {
      await timedOut(0.1, async () => {
        await timedOut(0.01, async () => {
          busyFor(0.05);
          await sleep(1);
        });
        await sleep(10);
      });
      expect(now()).toBeCloseTo(0.1);
    }),
  );

  test(
    'reschedule: the deadline can be moved and taken away',
    inLoop(async () => {
      const entered = getRunningLoop().createFuture<Timeout>();
      const body = coroutine(() => timeoutAt(now() + 10, (cm) => (entered.setResult(cm), sleep(50))));
      const task = createTask(body());
      const scope = await entered;
      expect(scope.when()).toBe(10);
      scope.reschedule(30);
      expect(scope.when()).toBe(30);
      scope.reschedule(null);
      expect(scope.when()).toBeNull();
      await sleep(40);
      expect(task.done()).toBe(false);
      task.cancel();
      expect(await raised(task)).toBeInstanceOf(CancelledError);
      expect(scope.expired()).toBe(false);
    }),
  );

  test(
    'repr_active, repr_finished, repr_expired, repr_disabled: a timeout shows its state',
    inLoop(async () => {
      const scope = await timeout(10, (cm) => {
        expect(String(cm)).toBe('<Timeout [active] when=10>');
        return cm;
      });
      expect(String(scope)).toBe('<Timeout [finished]>');
      expect(String((await timedOut(0.01, () => sleep(1)))[1])).toBe('<Timeout [expired]>');
      await timeout(null, (cm) => expect(String(cm)).toBe('<Timeout [active] when=null>'));
    }),
  );

  test(
    'nested_timeout_in_finally: a timeout can be used while another one cleans up',
    inLoop(async () => {
      let inner: unknown;
      const [outer] = await timedOut(0.01, async () => {
        try {
          await sleep(1);
        } finally {
          [inner] = await timedOut(0.01, () => sleep(10));
        }
      });
      expect((inner as Error).cause).toBeInstanceOf(CancelledError);
      expect((outer as Error).cause).toBeInstanceOf(CancelledError);
      expect((inner as Error).cause).not.toBe(outer.cause);
    }),
  );

  test(
    'timeout_after_cancellation: a timeout works in a task whose cancellation was caught',
    inLoop(async () => {
      currentTask()!.cancel();
      await raised(sleep(1));
      await timedOut(0, () => sleep(1));
      expect(currentTask()!.cancelling()).toBe(1);
      currentTask()!.uncancel();
    }),
  );

  test(
    'cancel_in_timeout_after_cancellation: a second cancellation is no timeout',
    inLoop(async () => {
      currentTask()!.cancel();
      await raised(sleep(1));
      const error = await raised(
        timeout(1, async () => {
          currentTask()!.cancel();
          await sleep(2);
        }),
      );
      expect(error).toBeInstanceOf(CancelledError);
    }),
  );

  test(
    'timeout_already_entered, timeout_double_enter: a timeout is entered once',
    inLoop(async () => {
      const scope = await timeout(0.01, async (cm) => {
        expect((await raised(cm.aenter())).message).toBe('Timeout has already been entered');
        return cm;
      });
      expect((await raised(scope.aenter())).message).toBe('Timeout has already been entered');
    }),
  );

  test(
    'timeout_finished, timeout_expired, timeout_expiring, timeout_not_entered: only an active timeout can be rescheduled',
    inLoop(async () => {
      const finished = await timeout(0.01, (cm) => cm);
      expect(() => finished.reschedule(0.02)).toThrow('Cannot change state of finished Timeout');
      const [, expired] = await timedOut(0.01, () => sleep(1));
      expect(() => expired.reschedule(0.02)).toThrow('Cannot change state of expired Timeout');
      await timeout(0.01, async (cm) => {
        await raised(sleep(1));
        expect(() => cm.reschedule(0.02)).toThrow('Cannot change state of expiring Timeout');
      });
      expect(() => new Timeout(0.01).reschedule(0.02)).toThrow('Timeout has not been entered');
    }),
  );

  test(
    'timeout_without_task: a timeout needs a task around it',
    inLoop(async () => {
      const outcome = getRunningLoop().createFuture<Error>();
      getRunningLoop().callSoon(() => void raised(timeout(1, () => {})).then((error) => outcome.setResult(error)));
      expect((await outcome).message).toBe('Timeout should be used inside a task');
    }),
  );

  test(
    'timeout_taskgroup: errors of a group that the timeout ended are raised, not TimeoutError',
    inLoop(async () => {
      const crash = coroutine(async () => {
        await raised(sleep(2));
        throw new ZeroDivisionError();
      });
      const error = await raised(
        timeout(0.01, () =>
          taskGroup(async (g) => {
            g.createTask(crash());
            await sleep(1);
          }),
        ),
      );
      expect(error).toBeInstanceOf(ExceptionGroup);
      expect(kindsIn(error)).toEqual(['ZeroDivisionError']);
    }),
  );
});
