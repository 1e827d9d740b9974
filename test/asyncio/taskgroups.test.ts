/** Each test asserts what the test of that name in CPython's test_taskgroups.py does; the name comes first. */
import { describe, expect, test } from 'vitest';
import {
  BaseException,
  BaseExceptionGroup,
  CancelledError,
  ContextVar,
  Exception,
  ExceptionGroup,
  KeyboardInterrupt,
  RuntimeError,
  TaskGroup,
  ValueError,
  ZeroDivisionError,
  asyncWith,
  copyContext,
  coroutine,
  createTask,
  currentTask,
  exceptStar,
  getRunningLoop,
  newEventLoop,
  run,
  setWarningHandler,
  sleep,
  taskGroup,
} from '../../src/asyncio/index.ts';
import type { Task } from '../../src/asyncio/index.ts';
import { inLoop, kindsIn, raised, virtualTime } from './in-loop.ts';

class MyExc extends Exception {}
class MyBaseExc extends BaseException {}

const after = coroutine(async <T>(delay: number, value: T) => {
  await sleep(delay);
  return value;
}, 'after');
const failAfter = coroutine(async (delay: number, error: Error = new ZeroDivisionError()) => {
  await sleep(delay);
  throw error;
}, 'failAfter');
/** Sleeps, and fails on the way out. */
const failAtEnd = coroutine(async (delay: number, error: Error = new ZeroDivisionError()) => {
  await raised(sleep(delay));
  throw error;
}, 'failAtEnd');

/** Starts `body` as a task, lets it run for a while, cancels it. */
async function cancelledAfter(delay: number, body: () => Promise<unknown>): Promise<Error> {
  const task = createTask(coroutine(body, 'runner')());
  await sleep(delay);
  expect(task.done()).toBe(false);
  task.cancel();
  return await raised(task);
}

describe('test_taskgroups.TestTaskGroup', () => {
  test(
    'taskgroup_01: a group ends when all its tasks have',
    inLoop(async () => {
      const [a, b] = await taskGroup(async (g) => [g.createTask(after(0.1, 42)), g.createTask(after(0.2, 11))]);
      expect([a!.result(), b!.result()]).toEqual([42, 11]);
      expect(getRunningLoop().time()).toBeCloseTo(0.2);
    }),
  );

  test(
    'taskgroup_02: tasks can be added while others run',
    inLoop(async () => {
      const [a, b] = await taskGroup(async (g) => {
        const first = g.createTask(after(0.1, 42));
        await sleep(0.15);
        return [first, g.createTask(after(0.2, 11))];
      });
      expect([a!.result(), b!.result()]).toEqual([42, 11]);
    }),
  );

  test(
    'taskgroup_03: a task that is cancelled on purpose does not disturb the group',
    inLoop(async () => {
      const [a, b] = await taskGroup(async (g) => {
        const first = g.createTask(after(1, 42));
        await sleep(0.15);
        first.cancel();
        return [first, g.createTask(after(0.2, 11))];
      });
      expect(a!.cancelled()).toBe(true);
      expect(b!.result()).toBe(11);
    }),
  );

  test(
    'taskgroup_04: an error in one task cancels the other and skips the code after the group',
    inLoop(async () => {
      let other!: Task<number>;
      let reached = false;
      const runner = coroutine(async () => {
        await taskGroup((g) => {
          g.createTask(failAfter(0.1));
          other = g.createTask(after(1, 1));
        });
        reached = true;
      });
      expect(kindsIn(await raised(createTask(runner())))).toEqual(['ZeroDivisionError']);
      expect(other.cancelled()).toBe(true);
      expect(reached).toBe(false);
    }),
  );

  test(
    'cancel_children_on_child_error: several errors of one moment are all in the group, and the body is cancelled',
    inLoop(async () => {
      let bodyCancelled = false;
      let sleeper!: Task<number>;
      const error = await raised(
        taskGroup(async (g) => {
          for (let i = 0; i < 3; i++) g.createTask(failAfter(0.1));
          sleeper = g.createTask(after(5, 1));
          try {
            await sleep(10);
          } catch (e) {
            bodyCancelled = e instanceof CancelledError;
            throw e;
          }
        }),
      );
      // All three are due in one iteration: each fails before its cancellation can reach it.
      expect((error as BaseExceptionGroup).exceptions.map((it) => it.name)).toEqual(Array(3).fill('ZeroDivisionError'));
      expect(sleeper.cancelled()).toBe(true);
      expect(bodyCancelled).toBe(true);
    }),
  );

  test(
    'cancellation: cancelling the parent while the group waits cancels all tasks',
    inLoop(async () => {
      let count = 0;
      const child = coroutine(async () => {
        try {
          await sleep(5);
        } catch (e) {
          count++;
          throw e;
        }
      });
      const error = await cancelledAfter(0.1, () =>
        taskGroup((g) => {
          for (let i = 0; i < 5; i++) g.createTask(child());
        }),
      );
      expect(error).toBeInstanceOf(CancelledError);
      expect(count).toBe(5);
    }),
  );

  test(
    'taskgroup_07: cancelling the parent in the body reaches the body and all tasks',
    inLoop(async () => {
      let count = 0;
      const counted = async (n: number): Promise<void> => {
        try {
          await sleep(5);
        } catch (e) {
          count += n;
          throw e;
        }
      };
      const child = coroutine(counted, 'child');
      const error = await cancelledAfter(0.1, () =>
        taskGroup(async (g) => {
          for (let i = 0; i < 5; i++) g.createTask(child(1));
          await counted(10);
        }),
      );
      expect(error).toBeInstanceOf(CancelledError);
      expect(count).toBe(15);
    }),
  );

  test(
    'taskgroup_08: errors of the clean-up win over the cancellation',
    inLoop(async () => {
      const error = await cancelledAfter(0.1, () =>
        taskGroup(async (g) => {
          for (let i = 0; i < 5; i++) g.createTask(failAtEnd(10));
          await sleep(10);
        }),
      );
      expect(kindsIn(error)).toEqual(['ZeroDivisionError']);
      expect((error as BaseExceptionGroup).exceptions).toHaveLength(5);
    }),
  );

  for (const [name, pause] of [
    ['taskgroup_09: an error in the body, later', 0.1],
    ['taskgroup_10: an error in the body, at once', 0],
  ] as const) {
    test(
      `${name}, cancels the tasks`,
      inLoop(async () => {
        const tasks: Task<number>[] = [];
        const error = await raised(
          taskGroup(async (g) => {
            tasks.push(g.createTask(after(1, 42)), g.createTask(after(2, 11)));
            if (pause > 0) await sleep(pause);
            throw new ZeroDivisionError();
          }),
        );
        expect(kindsIn(error)).toEqual(['ZeroDivisionError']);
        expect(tasks.map((task) => task.cancelled())).toEqual([true, true]);
      }),
    );
  }

  for (const [name, outerTask] of [
    ['taskgroup_11', false],
    ['taskgroup_12', true],
  ] as const) {
    test(
      `${name}: errors in an inner group nest in the outer one${outerTask ? ', which has tasks too' : ''}`,
      inLoop(async () => {
        const error = await cancelledAfter(0.1, () =>
          taskGroup(async (outer) => {
            if (outerTask) outer.createTask(sleep(10));
            await taskGroup(async (inner) => {
              for (let i = 0; i < 5; i++) inner.createTask(failAtEnd(10));
              await sleep(10);
            });
          }),
        );
        expect(kindsIn(error)).toEqual(['ExceptionGroup']);
        expect(kindsIn((error as BaseExceptionGroup).exceptions[0]!)).toEqual(['ZeroDivisionError']);
      }),
    );
  }

  test(
    'taskgroup_13: an error in the outer group ends the inner one without an error of its own',
    inLoop(async () => {
      const error = await raised(
        taskGroup(async (outer) => {
          outer.createTask(failAfter(0.1, new ValueError()));
          await taskGroup((inner) => void inner.createTask(failAfter(10, new ValueError())));
        }),
      );
      expect(kindsIn(error)).toEqual(['ValueError']);
    }),
  );

  test(
    'taskgroup_14: an error in the inner group is a group in the outer one',
    inLoop(async () => {
      const error = await raised(
        taskGroup(async (outer) => {
          outer.createTask(failAfter(10, new ValueError()));
          await taskGroup((inner) => void inner.createTask(failAfter(0.1, new ValueError())));
        }),
      );
      expect(kindsIn(error)).toEqual(['ExceptionGroup']);
    }),
  );

  for (const [name, nested] of [
    ['taskgroup_15', false],
    ['taskgroup_16', true],
  ] as const) {
    test(
      `${name}: a task that fails while the cancelled body cleans up${nested ? ', a task further in,' : ''} wins`,
      inLoop(async () => {
        const body = coroutine(async () => {
          await taskGroup(async (g) => {
            g.createTask(failAfter(0.3));
            try {
              await sleep(10);
            } catch (e) {
              await sleep(0.5);
              throw e;
            }
          });
        });
        const error = await cancelledAfter(0.1, async () => await (nested ? createTask(body()) : body()));
        expect(kindsIn(error)).toEqual(['ZeroDivisionError']);
      }),
    );
  }

  test(
    'taskgroup_17: a cancelled body without tasks is simply cancelled',
    inLoop(async () => {
      expect(await cancelledAfter(0.1, () => taskGroup(() => sleep(10)))).toBeInstanceOf(CancelledError);
    }),
  );

  test(
    'taskgroup_18: a cancelled body may raise something else',
    inLoop(async () => {
      expect(kindsIn(await cancelledAfter(0.1, () => taskGroup(() => failAtEnd(10, new MyExc()))))).toEqual(['MyExc']);
    }),
  );

  test(
    'taskgroup_19: an error of a task and one of the body it interrupted are raised together',
    inLoop(async () => {
      const error = await raised(
        taskGroup(async (g) => {
          g.createTask(failAfter(0.1));
          await failAtEnd(10, new MyExc());
        }),
      );
      expect(kindsIn(error)).toEqual(['MyExc', 'ZeroDivisionError']);
    }),
  );

  test('taskgroup_20: a KeyboardInterrupt in the body is raised naked', async () => {
    virtualTime();
    const main = coroutine(async () => {
      await taskGroup(async (g) => {
        g.createTask(failAfter(0.1));
        await failAtEnd(10, new KeyboardInterrupt());
      });
    });
    const loop = newEventLoop();
    loop.setExceptionHandler(() => {});
    expect(await raised(run(main(), { loopFactory: () => loop }))).toBeInstanceOf(KeyboardInterrupt);
  });

  for (const [name, inBody, inTask] of [
    ['taskgroup_20a', new MyBaseExc(), new ZeroDivisionError()],
    ['taskgroup_21a', new TypeError(), new MyBaseExc()],
  ] as const) {
    test(
      `${name}: with an error that is no Exception the group is a BaseExceptionGroup`,
      inLoop(async () => {
        const error = await raised(
          taskGroup(async (g) => {
            g.createTask(failAfter(0.1, inTask));
            await failAtEnd(10, inBody);
          }),
        );
        expect(error).not.toBeInstanceOf(ExceptionGroup);
        expect(kindsIn(error)).toEqual([inBody.name, inTask.name].toSorted());
      }),
    );
  }

  test(
    'taskgroup_22: cancelling a group that waits raises CancelledError',
    inLoop(async () => {
      const error = await cancelledAfter(0.05, () =>
        taskGroup((g) => {
          g.createTask(after(1, 42));
          g.createTask(after(2, 11));
        }),
      );
      expect(error).toBeInstanceOf(CancelledError);
    }),
  );

  test(
    'taskgroup_23: tasks that are done leave the group',
    inLoop(async () => {
      await taskGroup(async (g) => {
        for (let count = 0; count < 10; count++) {
          await sleep(0.1);
          g.createTask(sleep(0.3));
          if (count === 5) expect(Number(/tasks=(\d+)/.exec(String(g))![1])).toBeLessThan(5);
        }
        await sleep(1.35);
        expect(String(g)).toBe('<TaskGroup entered>');
      });
    }),
  );

  test(
    'taskgroup_24: tasks can add tasks while the group waits',
    inLoop(async () => {
      const root = coroutine(async (g: TaskGroup) => {
        await sleep(0.1);
        g.createTask(sleep(0.1));
        g.createTask(sleep(0.2));
      });
      await taskGroup((g) => void g.createTask(root(g)));
      expect(getRunningLoop().time()).toBeCloseTo(0.3);
    }),
  );

  test(
    'taskgroup_25: an error ends tasks that keep adding tasks',
    inLoop(async () => {
      let heads = 0;
      const hydra = coroutine(async (g: TaskGroup): Promise<void> => {
        heads++;
        await sleep(0.01);
        g.createTask(hydra(g));
        g.createTask(hydra(g));
      }, 'hydra');
      const hercules = coroutine(async () => {
        while (heads < 10) await sleep(0.015);
        throw new ZeroDivisionError();
      });
      const error = await raised(
        taskGroup((g) => {
          g.createTask(hydra(g));
          g.createTask(hercules());
        }),
      );
      expect(kindsIn(error)).toEqual(['ZeroDivisionError']);
      expect(heads).toBeGreaterThanOrEqual(10);
    }),
  );

  test(
    'taskgroup_task_name: a task can be named',
    inLoop(async () => {
      const task = await taskGroup((g) => [g.createTask(sleep(0), { name: 'yolo' })]);
      expect(task[0]!.getName()).toBe('yolo');
    }),
  );

  test(
    'taskgroup_task_context: a task can be given a context',
    inLoop(async () => {
      const variable = new ContextVar<number>('variable');
      const set = coroutine(async (value: number) => {
        await sleep(0);
        variable.set(value);
      });
      await taskGroup(async (g) => {
        const context = copyContext();
        expect(context.get(variable)).toBeUndefined();
        await g.createTask(set(1), { context });
        expect(context.get(variable)).toBe(1);
        await g.createTask(set(2), { context });
        expect(context.get(variable)).toBe(2);
      });
    }),
  );

  test(
    'taskgroup_no_create_task_after_failure: a group that shuts down takes no tasks',
    inLoop(async () => {
      let refusal: unknown;
      const late = coroutine(async (g: TaskGroup) => {
        try {
          await sleep(1);
        } catch {
          try {
            g.createTask(failAfter(0.001));
          } catch (e) {
            refusal = e;
          }
        }
      });
      const error = await raised(
        taskGroup((g) => {
          g.createTask(failAfter(0.001));
          g.createTask(late(g));
        }),
      );
      expect(kindsIn(error)).toEqual(['ZeroDivisionError']);
      expect(String(refusal)).toMatch(/RuntimeError: TaskGroup <TaskGroup .*cancelling> is shutting down/);
    }),
  );

  test(
    'taskgroup_context_manager_exit_raises: an error on the way out of the body joins that of the task',
    inLoop(async () => {
      const database = {
        aenter: async () => {},
        aexit: async () => {
          throw new MyExc();
        },
      };
      const main = coroutine(async () => {
        let seen = 0;
        try {
          await taskGroup((g) =>
            asyncWith(database, async () => {
              g.createTask(failAfter(0, new MyExc()));
              await sleep(1);
            }),
          );
        } catch (e) {
          await exceptStar(e, [
            MyExc,
            (eg) => {
              seen = eg.exceptions.length;
              expect(currentTask()!.cancelling()).toBe(0);
            },
          ]);
        }
        expect(seen).toBe(2);
      });
      await createTask(main());
    }),
  );

  test(
    'taskgroup_already_entered, taskgroup_double_enter: a group is entered once',
    inLoop(async () => {
      const group = new TaskGroup();
      await asyncWith(group, async () => {
        expect((await raised(group.aenter())).message).toMatch('has already been entered');
      });
      expect((await raised(group.aenter())).message).toMatch('has already been entered');
    }),
  );

  test('taskgroup_finished, coro_closed_when_tg_closed: a finished group closes the coroutine it refuses', async () => {
    const warnings: string[] = [];
    setWarningHandler((_category, message) => warnings.push(message));
    await inLoop(async () => {
      const group = await taskGroup((g) => g);
      expect(() => group.createTask(sleep(0))).toThrow('is finished');
    })();
    setWarningHandler(null);
    expect(warnings).toEqual([]);
  });

  test(
    'taskgroup_not_entered: a group that was not entered takes no tasks',
    inLoop(async () => {
      expect(() => new TaskGroup().createTask(sleep(0))).toThrow(
        new RuntimeError('TaskGroup <TaskGroup> has not been entered'),
      );
    }),
  );

  test(
    'taskgroup_without_parent_task: a group needs a task around it',
    inLoop(async () => {
      const group = new TaskGroup();
      const outcome = getRunningLoop().createFuture<Error>();
      getRunningLoop().callSoon(() => void raised(group.aenter()).then((error) => outcome.setResult(error)));
      expect((await outcome).message).toMatch('cannot determine the parent task');
      expect(() => group.createTask(sleep(0))).toThrow('has not been entered');
    }),
  );

  test(
    'cancelling_level_preserved: a group takes back the cancellation it asked for',
    inLoop(async () => {
      await raised(taskGroup((g) => void g.createTask(failAfter(0, new RuntimeError()))));
      expect(currentTask()!.cancelling()).toBe(0);
    }),
  );

  test(
    'nested_groups_both_cancelled: an inner group leaves the cancellation that the outer one asked for',
    inLoop(async () => {
      let caught: string[] = [];
      try {
        await taskGroup(async (outer) => {
          try {
            await taskGroup((inner) => {
              inner.createTask(failAfter(0, new RuntimeError()));
              outer.createTask(failAfter(0, new ValueError()));
            });
          } catch (e) {
            await exceptStar(e, [RuntimeError, () => caught.push('inner')]);
          }
          expect(currentTask()!.cancelling()).toBe(1);
        });
      } catch (e) {
        await exceptStar(e, [ValueError, () => caught.push('outer')]);
      }
      expect(caught).toEqual(['inner', 'outer']);
      expect(currentTask()!.cancelling()).toBe(0);
    }),
  );

  test(
    'error_and_cancel: a cancellation from outside survives the errors of the group',
    inLoop(async () => {
      let reached = '';
      const started = getRunningLoop().createFuture<void>();
      const fail = coroutine(async () => {
        started.setResult();
        await sleep(0);
        throw new RuntimeError();
      });
      const inner = coroutine(async () => {
        try {
          await taskGroup(async (g) => {
            g.createTask(fail());
            await sleep(1);
          });
        } catch (e) {
          await exceptStar(e, [RuntimeError, () => (reached = `handler ${currentTask()!.cancelling()}`)]);
        }
        expect(currentTask()!.cancelling()).toBe(1);
        await sleep(1);
        reached = 'the end';
      });
      const task = createTask(inner());
      await started;
      expect(task.cancelling()).toBe(0);
      task.cancel();
      expect(task.cancelling()).toBe(1);
      expect(await raised(task)).toBeInstanceOf(CancelledError);
      expect(task.cancelled()).toBe(true);
      expect(reached).toBe('handler 1');
    }),
  );
});
