/** Runs a random program on the port: the twin of `interpret.py`, line by line. */
import * as asyncio from '../../../src/asyncio/index.ts';
import type { Coroutine, Future, Task } from '../../../src/asyncio/index.ts';
import type { Body, Op } from './programs.ts';

type Log = string[];

function kind(error: unknown): string {
  if (error instanceof asyncio.BaseExceptionGroup) return `Group(${error.exceptions.map(kind).join(',')})`;
  const told = error instanceof asyncio.ValueError || error instanceof asyncio.CancelledError;
  return `${(error as Error).name}:${told ? (error as Error).message : ''}`;
}

const shown = (it: unknown): string => (it instanceof Error ? kind(it) : String(it));

/** What the program logs on its way. */
export async function interpret(main: Body, firstTask: number): Promise<Log> {
  const log: Log = [];
  const made: Task<number>[] = [];
  const futures: Future<number>[] = [];

  const locks = [new asyncio.Lock(), new asyncio.Lock()];
  const semaphores = [new asyncio.Semaphore(1), new asyncio.Semaphore(2), new asyncio.BoundedSemaphore(1)];
  const events = [new asyncio.Event(), new asyncio.Event()];
  const conditions = [new asyncio.Condition(), new asyncio.Condition(locks[1])];
  const queues = [
    new asyncio.Queue<number>(),
    new asyncio.Queue<number>(1),
    new asyncio.PriorityQueue<number>(2),
    new asyncio.LifoQueue<number>(2),
  ];
  const barriers = [new asyncio.Barrier(2), new asyncio.Barrier(3)];

  const note = (...what: readonly unknown[]): void => {
    const task = asyncio.currentTask();
    const name = task === null ? '-' : `Task-${Number(task.getName().slice(5)) - firstTask + 1}`;
    const time = asyncio.getRunningLoop().time().toFixed(3);
    log.push(`${time} ${name}/${task?.cancelling() ?? 0} ${what.join(' ')}`);
  };
  const pick = (index: unknown): Task<number> | null => made[(index as number) % made.length] ?? null;
  const pickFuture = (index: unknown): Future<number> | null => futures[(index as number) % futures.length] ?? null;
  const futureDone = (future: Future<number>): void => note('future over', Number(future.cancelled()));
  const pickAll = (indexes: unknown): Task<number>[] => (indexes as number[]).map((index) => pick(index)!);
  const run = asyncio.coroutine(async (body: Body): Promise<number> => {
    for (const op of body) await perform(op);
    return log.length;
  }, 'run');
  const spawn = (maker: (work: Coroutine<number>) => Task<number>, body: unknown): void => {
    made.push(maker(run(body as Body)));
  };
  const runs = (bodies: unknown): Coroutine<number>[] => (bodies as Body[]).map((body) => run(body));

  const perform = async ([name, a, b, c]: Op): Promise<void> => {
    switch (name) {
      case 'log':
        return note('log', a);
      case 'sleep':
        await asyncio.sleep(a as number);
        return note('slept');
      case 'raise':
        throw new asyncio.ValueError(a);
      case 'spawn':
        return spawn(asyncio.createTask, a);
      case 'cancel': {
        const task = pick(a);
        if (task !== null) note('cancel', Number(task.cancel(b)));
        return;
      }
      case 'uncancel':
        return note('uncancel', asyncio.currentTask()!.uncancel());
      case 'await': {
        const task = pick(a);
        if (task !== null) note('got', await task);
        return;
      }
      case 'call':
        return note('returned', await run(a as Body));
      case 'try':
        try {
          await run(a as Body);
        } catch (error) {
          note('caught', kind(error));
          if (!b) throw error;
        } finally {
          note('finally');
        }
        return;
      case 'gather': {
        const got = await asyncio.gather(runs(a), { returnExceptions: b as boolean });
        return note('gathered', ...got.map(shown));
      }
      case 'gatherTasks': {
        if (made.length === 0) return;
        const got = await asyncio.gather(pickAll(a), { returnExceptions: b as boolean });
        return note('gathered', ...got.map(shown));
      }
      case 'group':
        await asyncio.taskGroup(async (group) => {
          for (const body of a as Body[]) spawn((work) => group.createTask(work), body);
          await run(b as Body);
        });
        return note('group over');
      case 'timeout': {
        let scope!: asyncio.Timeout;
        await asyncio.timeout(a as number | null, async (cm) => {
          scope = cm;
          await run(b as Body);
        });
        return note('in time', Number(scope.expired()));
      }
      case 'waitFor':
        return note('waited for', await asyncio.waitFor(run(b as Body), a as number | null));
      case 'waitForTask': {
        const task = pick(b);
        if (task !== null) note('waited for', await asyncio.waitFor(task, a as number | null));
        return;
      }
      case 'shield': {
        const task = pick(a);
        if (task !== null) note('shielded', await asyncio.shield(task));
        return;
      }
      case 'wait': {
        if (made.length === 0) return;
        const options = { timeout: b as number | null, returnWhen: c as typeof asyncio.ALL_COMPLETED };
        const [done, pending] = await asyncio.wait(pickAll(a), options);
        return note('wait', done.size, pending.size);
      }
      case 'callback':
        return pick(a)?.addDoneCallback((task) => note('done', b, Number(task.cancelled())));
      case 'soon':
        asyncio.getRunningLoop().callSoon(note, 'soon', a);
        return;
      case 'later':
        asyncio.getRunningLoop().callLater(a as number, note, 'later', b);
        return;
      case 'future':
        futures.push(asyncio.getRunningLoop().createFuture());
        return;
      case 'set': {
        const future = futures[(a as number) % futures.length];
        if (future && !future.done()) future.setResult(b as number);
        return;
      }
      case 'awaitFuture': {
        const future = futures[(a as number) % futures.length];
        if (future) note('future', await future);
        return;
      }
      case 'nap': {
        const task = pick(a);
        if (task !== null) asyncio.getRunningLoop().callLater(b as number, () => task.cancel('later'));
        return;
      }
      case 'failFuture': {
        const future = pickFuture(a);
        if (future && !future.done()) future.setException(new asyncio.ValueError(b));
        return;
      }
      case 'cancelFuture': {
        const future = pickFuture(a);
        if (future) note('cancel future', Number(future.cancel('f')));
        return;
      }
      case 'futureCallback':
        pickFuture(a)?.addDoneCallback(() => note('future done', b));
        pickFuture(a)?.addDoneCallback(futureDone);
        return;
      case 'forgetCallbacks': {
        const future = pickFuture(a);
        if (future) note('removed', future.removeDoneCallback(futureDone));
        return;
      }
      default:
        return performOnPrimitives([name, a, b, c]);
    }
  };

  const performOnPrimitives = async ([name, a, b]: Op): Promise<void> => {
    const i = a as number;
    switch (name) {
      case 'acquire':
        return note('acquired', Number(await locks[i]!.acquire()));
      case 'release':
        return locks[i]!.release();
      case 'lock':
        await locks[i]!.with(() => run(b as Body));
        return note('unlocked');
      case 'enterSemaphore':
        return note('entered', Number(await semaphores[i]!.acquire()));
      case 'leaveSemaphore':
        return semaphores[i]!.release();
      case 'semaphore':
        await semaphores[i]!.with(() => run(b as Body));
        return note('left');
      case 'waitEvent':
        return note('event', Number(await events[i]!.wait()));
      case 'setEvent':
        return events[i]!.set();
      case 'clearEvent':
        return events[i]!.clear();
      case 'waitCondition':
        return note('notified', Number(await conditions[i]!.wait()));
      case 'waitForCondition':
        return note('came true', Number(await conditions[i]!.waitFor(() => log.length % (b as number) === 0)));
      case 'condition':
        await conditions[i]!.with(() => run(b as Body));
        return note('condition left');
      case 'notify':
        return conditions[i]!.notify(b as number);
      case 'notifyAll':
        return conditions[i]!.notifyAll();
      case 'put':
        await queues[i]!.put(b as number);
        return note('put', b);
      case 'get':
        return note('item', await queues[i]!.get());
      case 'putNowait':
        return queues[i]!.putNowait(b as number);
      case 'getNowait':
        return note('item', queues[i]!.getNowait());
      case 'taskDone':
        return queues[i]!.taskDone();
      case 'join':
        await queues[i]!.join();
        return note('joined');
      case 'shutdown':
        return queues[i]!.shutdown(b as boolean);
      case 'barrier':
        return note('passed', await barriers[i]!.wait());
      case 'resetBarrier':
        await barriers[i]!.reset();
        return note('reset');
      case 'abortBarrier':
        await barriers[i]!.abort();
        return note('aborted');
      case 'state':
        return note(
          'state',
          ...[...locks, ...semaphores, ...conditions].map((it) => Number(it.locked())),
          ...events.map((it) => Number(it.isSet())),
          ...queues.map((it) => `${it.qsize()}${Number(it.empty())}${Number(it.full())}`),
          ...barriers.map((it) => `${it.nWaiting}${Number(it.broken)}`),
        );
      default:
        throw new Error(`interpret: no such step: ${name}`);
    }
  };

  const silentLoop = (): asyncio.EventLoop => {
    const loop = asyncio.newEventLoop();
    loop.setExceptionHandler(() => {});
    return loop;
  };
  try {
    log.push(`end ${await asyncio.run(run(main), { loopFactory: silentLoop })}`);
  } catch (error) {
    log.push(error instanceof asyncio.DeadlockError ? 'end deadlock' : `end ${kind(error)}`);
  }
  return log;
}
