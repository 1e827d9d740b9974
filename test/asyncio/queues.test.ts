/**
 * Queues. Each group and each first word is the test of CPython's `test_queues.py` that a test mirrors; after the colon
 * comes what it says.
 */
import { describe, expect, expectTypeOf, test } from 'vitest';
import fc from 'fast-check';
import {
  CancelledError,
  DeadlockError,
  Event,
  LifoQueue,
  PriorityQueue,
  Queue,
  QueueEmpty,
  QueueFull,
  QueueShutDown,
  TimeoutError,
  ValueError,
  coroutine,
  createTask,
  getRunningLoop,
  newEventLoop,
  sleep,
  taskGroup,
  waitFor,
} from '../../src/asyncio/index.ts';
import type { Task } from '../../src/asyncio/index.ts';
import { heappop, heappush } from '../../src/asyncio/heapq.ts';
import { mirror, raised, virtualTime } from './in-loop.ts';

const spawn = <R>(body: () => Promise<R>): Task<R> => createTask(coroutine(body, 'body')());
const turn = (): PromiseLike<void> => sleep(0);

async function getAll<T>(queue: Queue<T>): Promise<T[]> {
  const items: T[] = [];
  while (!queue.empty()) items.push(await queue.get());
  return items;
}

describe('test_queues.QueueBasicTests', () => {
  mirror('str', 'a queue shows its items and who waits', async () => {
    const queue = new Queue<number>();
    expect(String(queue)).toBe('<Queue maxsize=0>');
    await taskGroup(async (group) => {
      const getter = group.createTask(queue.get());
      await turn();
      expect(String(queue)).toBe('<Queue maxsize=0 _getters[1]>');
      queue.putNowait(0);
      expect(await getter).toBe(0);
    });
    const full = new Queue<number>(1);
    await taskGroup(async (group) => {
      full.putNowait(1);
      group.createTask(full.put(2));
      await turn();
      expect(String(full)).toBe('<Queue maxsize=1 _queue=[1] _putters[1] tasks=1>');
      full.getNowait();
    });
    expect(String(full)).toBe('<Queue maxsize=1 _queue=[2] tasks=2>');
  });

  test('generic_alias: a queue is typed by its items', () => {
    expectTypeOf<ReturnType<Queue<number>['getNowait']>>().toEqualTypeOf<number>();
    expectTypeOf<Parameters<Queue<string>['putNowait']>>().toEqualTypeOf<[item: string]>();
    // @ts-expect-error -- numbers only
    expect(() => new PriorityQueue<number>().putNowait('one')).not.toThrow();
  });

  mirror('empty', 'it knows when nothing is in it', async () => {
    const queue = new Queue<number>();
    expect(queue.empty()).toBe(true);
    await queue.put(1);
    expect(queue.empty()).toBe(false);
    expect(await queue.get()).toBe(1);
    expect(queue.empty()).toBe(true);
  });

  mirror('full', 'it knows when there is no room; without a size there always is', async () => {
    expect(new Queue().full()).toBe(false);
    const queue = new Queue<number>(1);
    await queue.put(1);
    expect(queue.full()).toBe(true);
  });

  mirror('order', 'first in, first out', async () => {
    const queue = new Queue<number>();
    for (const i of [1, 3, 2]) await queue.put(i);
    expect(await getAll(queue)).toEqual([1, 3, 2]);
  });

  mirror('maxsize', 'who puts more than there is room for waits', async () => {
    const queue = new Queue<number>(2);
    expect(queue.maxsize).toBe(2);
    const put: number[] = [];
    const task = spawn(async () => {
      for (let i = 0; i < 3; i++) {
        await queue.put(i);
        put.push(i);
      }
      return true;
    });
    await turn();
    await turn();
    expect(put).toEqual([0, 1]);
    expect(await queue.get()).toBe(0);
    await turn();
    expect(put).toEqual([0, 1, 2]);
    expect([await queue.get(), await queue.get(), task.result()]).toEqual([1, 2, true]);
  });
});

describe('test_queues.QueueGetTests', () => {
  mirror('blocking_get', 'an item that is there is got at once', async () => {
    const queue = new Queue<number>();
    queue.putNowait(1);
    expect(await queue.get()).toBe(1);
  });

  mirror('get_with_putters', 'getting an item lets in who waits to put one', async () => {
    const queue = new Queue<number>(1);
    await queue.put(1);
    const putter = createTask(queue.put(2));
    await turn();
    expect(await queue.get()).toBe(1);
    await turn();
    expect([putter.done(), queue.qsize()]).toEqual([true, 1]);
  });

  mirror('blocking_get_wait', 'who gets waits for an item', async () => {
    const queue = new Queue<number>();
    const started = new Event();
    let finished = false;
    const task = spawn(async () => {
      started.set();
      const item = await queue.get();
      finished = true;
      return item;
    });
    await started.wait();
    expect(finished).toBe(false);
    getRunningLoop().callLater(0.01, (item: number) => queue.putNowait(item), 1);
    expect([await task, finished]).toEqual([1, true]);
  });

  test('nonblocking_get: also outside of any loop', () => {
    const queue = new Queue<number>();
    queue.putNowait(1);
    expect(queue.getNowait()).toBe(1);
  });

  test('nonblocking_get_exception: nothing to get is an error', () => {
    expect(() => new Queue().getNowait()).toThrow(QueueEmpty);
  });

  mirror('get_cancelled_race', 'an item goes to one who still waits', async () => {
    const queue = new Queue<string>();
    const [t1, t2] = [createTask(queue.get()), createTask(queue.get())];
    await turn();
    t1.cancel();
    await turn();
    expect(t1.done()).toBe(true);
    await queue.put('a');
    await turn();
    expect(await t2).toBe('a');
  });

  mirror('get_with_waiting_putters', 'items of those who wait come in their order', async () => {
    const queue = new Queue<string>(1);
    createTask(queue.put('a'));
    createTask(queue.put('b'));
    expect([await queue.get(), await queue.get()]).toEqual(['a', 'b']);
  });

  mirror('why_are_getters_waiting', 'two who take turns both come to their end', async () => {
    const queue = new Queue<number>(1);
    const got: number[] = [];
    await taskGroup((group) => {
      group.createTask(
        coroutine(async () => {
          for (let i = 0; i < 5; i++) await queue.put(i);
        })(),
      );
      group.createTask(
        coroutine(async () => {
          for (let i = 0; i < 5; i++) got.push(await queue.get());
        })(),
      );
    });
    expect(got).toEqual([0, 1, 2, 3, 4]);
  });

  mirror('cancelled_getters_not_being_held_in_self_getters', 'who is cancelled is forgotten', async () => {
    const queue = new Queue<number>(5);
    expect(await raised(waitFor(queue.get(), 0.1))).toBeInstanceOf(TimeoutError);
    expect(String(queue)).toBe('<Queue maxsize=5>');
  });
});

describe('test_queues.QueuePutTests', () => {
  mirror('blocking_put', 'without a size nobody waits', async () => {
    const queue = new Queue<number>();
    await queue.put(1);
    expect(await queue.get()).toBe(1);
  });

  mirror('blocking_put_wait', 'who puts waits for room', async () => {
    const queue = new Queue<number>(1);
    const started = new Event();
    let finished = false;
    getRunningLoop().callLater(0.01, () => queue.getNowait());
    const task = spawn(async () => {
      started.set();
      await queue.put(1);
      await queue.put(2);
      finished = true;
    });
    await started.wait();
    expect(finished).toBe(false);
    await task;
    expect(finished).toBe(true);
  });

  test('nonblocking_put: also outside of any loop', () => {
    const queue = new Queue<number>();
    queue.putNowait(1);
    expect(queue.getNowait()).toBe(1);
  });

  mirror('get_cancel_drop_one_pending_reader', 'a cancelled reader drops nothing', async () => {
    const queue = new Queue<number>();
    const reader = createTask(queue.get());
    await turn();
    queue.putNowait(1);
    queue.putNowait(2);
    reader.cancel();
    expect(await raised(reader)).toBeInstanceOf(CancelledError);
    expect(await createTask(queue.get())).toBe(1);
  });

  mirror('get_cancel_drop_many_pending_readers', 'nor does one of several', async () => {
    const queue = new Queue<number>();
    const [reader1, reader2, reader3] = [1, 2, 3].map(() => createTask(queue.get()));
    await turn();
    queue.putNowait(1);
    queue.putNowait(2);
    reader1!.cancel();
    expect(await raised(reader1!)).toBeInstanceOf(CancelledError);
    expect(new Set([await reader2!, await reader3!])).toEqual(new Set([1, 2]));
  });

  mirror('put_cancel_drop', 'a cancelled writer leaves no item and takes no room', async () => {
    const queue = new Queue<number>(1);
    queue.putNowait(1);
    const writer = createTask(queue.put(2));
    await turn();
    expect(queue.getNowait()).toBe(1);
    writer.cancel();
    expect(await raised(writer)).toBeInstanceOf(CancelledError);
    await createTask(queue.put(2));
    expect([queue.getNowait(), queue.qsize()]).toEqual([2, 0]);
  });

  test('nonblocking_put_exception: no room is an error', () => {
    const queue = new Queue<number>(1);
    queue.putNowait(1);
    expect(() => queue.putNowait(2)).toThrow(QueueFull);
  });

  mirror('float_maxsize', 'a size between two numbers has room for the larger', async () => {
    const queue = new Queue<number>(1.3);
    queue.putNowait(1);
    await queue.put(2);
    expect(queue.full()).toBe(true);
    expect(() => queue.putNowait(3)).toThrow(QueueFull);
  });

  mirror('put_cancelled', 'a put that does not wait is through with its first step', async () => {
    const queue = new Queue<number>();
    const task = spawn(async () => {
      await queue.put(1);
      return true;
    });
    expect([await queue.get(), task.done(), task.result()]).toEqual([1, true, true]);
  });

  mirror('put_cancelled_race', 'room goes to one who still waits', async () => {
    const queue = new Queue<string>(1);
    const [a, b, c] = ['a', 'b', 'X'].map((item) => createTask(queue.put(item)));
    await turn();
    expect([a!.done(), b!.done()]).toEqual([true, false]);
    c!.cancel();
    await turn();
    expect([c!.done(), queue.getNowait()]).toEqual([true, 'a']);
    await turn();
    expect(queue.getNowait()).toBe('b');
    await b;
  });

  mirror('put_with_waiting_getters', 'an item goes to who waits for one', async () => {
    const queue = new Queue<string>();
    const task = createTask(queue.get());
    await turn();
    await queue.put('a');
    expect(await task).toBe('a');
  });

  mirror('why_are_putters_waiting', 'when several items go, several can be put', async () => {
    const queue = new Queue<number>(2);
    await taskGroup((group) => {
      group.createTask(
        coroutine(async () => {
          await turn();
          for (let left = queue.qsize(); left > 0; left--) queue.getNowait();
        })(),
      );
      for (let i = 0; i < 4; i++) group.createTask(queue.put(i));
    });
    expect(await getAll(queue)).toEqual([2, 3]);
  });

  mirror('cancelled_puts_not_being_held_in_self_putters', 'who is cancelled is forgotten', async () => {
    const queue = new Queue<number>(1);
    queue.putNowait(1);
    const task = createTask(queue.put(1));
    await turn();
    expect(String(queue)).toContain('_putters[1]');
    task.cancel();
    expect(await raised(task)).toBeInstanceOf(CancelledError);
    expect(String(queue)).not.toContain('_putters');
  });

  mirror('cancelled_put_silence_value_error_exception', 'also who was woken before', async () => {
    const queue = new Queue<number>(1);
    queue.putNowait(1);
    const task = createTask(queue.put(1));
    await turn();
    queue.getNowait();
    task.cancel();
    expect(await raised(task)).toBeInstanceOf(CancelledError);
  });
});

describe('test_queues.LifoQueueTests', () => {
  mirror('order', 'last in, first out', async () => {
    const queue = new LifoQueue<number>();
    for (const i of [1, 3, 2]) await queue.put(i);
    expect(await getAll(queue)).toEqual([2, 3, 1]);
  });
});

describe('test_queues.PriorityQueueTests', () => {
  mirror('order', 'the smallest first', async () => {
    const queue = new PriorityQueue<number>();
    for (const i of [1, 3, 2]) await queue.put(i);
    expect(await getAll(queue)).toEqual([1, 2, 3]);
  });
});

for (const Kind of [Queue, LifoQueue, PriorityQueue]) {
  describe(`test_queues.${Kind.name}JoinTests`, () => {
    test('task_done_underflow: nothing is done that was not put', () => {
      expect(() => new Kind<number>().taskDone()).toThrow(new ValueError('task_done() called too many times'));
    });

    mirror('task_done', 'join waits until every item is dealt with', async () => {
      const queue = new Kind<number>();
      for (let i = 0; i < 100; i++) queue.putNowait(i);
      let [sum, running] = [0, true];
      await taskGroup(async (group) => {
        const work = coroutine(async () => {
          while (running) {
            sum += await queue.get();
            queue.taskDone();
          }
        });
        const tasks = [group.createTask(work()), group.createTask(work())];
        await queue.join();
        expect(sum).toBe(4950);
        running = false;
        for (const _ of tasks) queue.putNowait(0);
      });
    });

    mirror('join_empty_queue', 'nothing to wait for', async () => {
      const queue = new Kind<number>();
      await queue.join();
      await queue.join();
    });

    test('format: it shows how many items are not dealt with', () => {
      const queue = new Kind<number>();
      for (const item of [1, 2]) queue.putNowait(item);
      queue.getNowait();
      queue.getNowait();
      expect(String(queue)).toBe(`<${Kind.name} maxsize=0 tasks=2>`);
    });
  });

  describe(`test_queues.${Kind.name}ShutdownTests`, () => {
    /** Nothing goes in, nothing comes out. */
    const isOver = async (queue: Queue<string>): Promise<void> => {
      expect(await raised(queue.put('data'))).toBeInstanceOf(QueueShutDown);
      expect(() => queue.putNowait('data')).toThrow(QueueShutDown);
      expect(await raised(queue.get())).toBeInstanceOf(QueueShutDown);
      expect(() => queue.getNowait()).toThrow(QueueShutDown);
    };
    const allDone = (queue: Queue<string>): void => expect(() => queue.taskDone()).toThrow(ValueError);

    test('format: it shows that it is shut down', () => {
      const queue = new Kind<string>();
      queue.shutdown();
      expect(String(queue)).toBe(`<${Kind.name} maxsize=0 shutdown>`);
    });

    mirror('shutdown_empty', 'who waits for an item is told that none will come', async () => {
      const queue = new Kind<string>();
      const getter = createTask(queue.get());
      await turn();
      queue.shutdown();
      expect(queue.qsize()).toBe(0);
      await queue.join();
      await turn();
      expect(getter.done()).toBe(true);
      expect(await raised(getter)).toBeInstanceOf(QueueShutDown);
      await isOver(queue);
    });

    mirror('shutdown_nonempty', 'what is in it can still be got, and waits to be dealt with', async () => {
      const queue = new Kind<string>(1);
      queue.putNowait('data');
      const [joining, putting] = [createTask(queue.join()), createTask(queue.put('data2'))];
      await turn();
      expect(putting.done()).toBe(false);
      queue.shutdown();
      expect(queue.qsize()).toBe(1);
      await turn();
      expect(putting.done()).toBe(true);
      expect(await raised(putting)).toBeInstanceOf(QueueShutDown);
      expect(await queue.get()).toBe('data');
      await turn();
      expect(joining.done()).toBe(false);
      await isOver(queue);
      queue.taskDone();
      await turn();
      expect(joining.done()).toBe(true);
      await joining;
      allDone(queue);
    });

    mirror('shutdown_immediate', 'what is in it is thrown away and counts as done', async () => {
      const queue = new Kind<string>();
      queue.putNowait('data');
      const joining = createTask(queue.join());
      queue.shutdown(true);
      expect(queue.qsize()).toBe(0);
      await turn();
      expect(joining.done()).toBe(true);
      await joining;
      await isOver(queue);
      allDone(queue);
    });

    mirror('shutdown_immediate_with_unfinished', 'what was got before still has to be dealt with', async () => {
      const queue = new Kind<string>();
      queue.putNowait('data');
      queue.putNowait('data');
      const joining = createTask(queue.join());
      expect(await queue.get()).toBe('data');
      queue.shutdown(true);
      expect(queue.qsize()).toBe(0);
      await turn();
      expect(joining.done()).toBe(false);
      await isOver(queue);
      queue.taskDone();
      allDone(queue);
      await turn();
      expect(joining.done()).toBe(true);
      await joining;
    });
  });
}

describe('what CPython has no test of', () => {
  mirror('boxes', 'a task or future in a queue arrives as it is', async () => {
    const queue = new Queue<Task<number>>();
    const task = createTask(sleep(1, 5));
    const getter = createTask(queue.get());
    await turn();
    queue.putNowait(task);
    expect((await getter) as unknown).toBe(task);
    await queue.put(task);
    expect((await queue.get()) as unknown).toBe(task);
    expect(task.done()).toBe(false);
    task.cancel();
  });

  test('priorities compare as Python tuples: the first items that differ decide', () => {
    const queue = new PriorityQueue<readonly unknown[]>();
    const items = [[2, 'b'], [1, 'z'], [1, 'a', 0], [1, 'a'], [true, 'A'], [-1], [1], [3, ['x', 2]], [3, ['x', 1, 9]]];
    for (const item of items) queue.putNowait(item);
    const order = [];
    while (!queue.empty()) order.push(queue.getNowait());
    expect(order).toEqual([
      [-1],
      [1],
      [true, 'A'],
      [1, 'a'],
      [1, 'a', 0],
      [1, 'z'],
      [2, 'b'],
      [3, ['x', 1, 9]],
      [3, ['x', 2]],
    ]);
  });

  test('texts compare by code points, as in Python', () => {
    const queue = new PriorityQueue<string>();
    for (const item of ['\u{1F600}', '\uFFFD', 'z', 'é', '']) queue.putNowait(item);
    const order = [];
    while (!queue.empty()) order.push(queue.getNowait());
    expect(order).toEqual(['', 'z', 'é', '\uFFFD', '\u{1F600}']);
  });

  test('what has no order is refused when it has to be compared, with what to write instead', () => {
    class Job {}
    const queue = new PriorityQueue<readonly unknown[]>();
    queue.putNowait([1, new Job()]);
    queue.putNowait([2, new Job()]);
    expect(() => queue.putNowait([1, new Job()])).toThrow(
      new TypeError("'<' not supported between a Job and a Job: give PriorityQueue a 'less' of your own"),
    );
    const mixed = new PriorityQueue<unknown>();
    mixed.putNowait(1);
    expect(() => mixed.putNowait('one')).toThrow("'<' not supported between a string and a number");
  });

  test('a less of your own decides, and the heap stays whole', () => {
    interface Job {
      readonly priority: number;
    }
    const queue = new PriorityQueue<Job>(0, (a, b) => a.priority > b.priority);
    for (const priority of [1, 5, 3]) queue.putNowait({ priority });
    expect([queue.getNowait(), queue.getNowait(), queue.getNowait()].map((it) => it.priority)).toEqual([5, 3, 1]);
  });

  test("items that compare equal leave in the order of CPython's heap", () => {
    // Recorded from heapq of CPython 3.13: pushed in this order, popped by the first item only.
    const heap: [number, string][] = [];
    const less = (a: [number, string], b: [number, string]): boolean => a[0] < b[0];
    const pushed = 'a1 b0 c1 d0 e1 f0 g1 h0 i1'.split(' ');
    for (const text of pushed) heappush(heap, [Number(text[1]), text], less);
    const popped = [];
    while (heap.length > 0) popped.push(heappop(heap, less)[1]);
    expect(popped.join(' ')).toBe('b0 f0 d0 h0 g1 c1 i1 e1 a1');
  });

  test('a heap gives back what was put into it, sorted', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), (items) => {
        const heap: number[] = [];
        const less = (a: number, b: number): boolean => a < b;
        for (const item of items) heappush(heap, item, less);
        const sorted = items.map(() => heappop(heap, less));
        expect(sorted).toEqual(items.toSorted((a, b) => a - b));
      }),
    );
  });

  test('a long queue stays first in, first out, whatever was taken between', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 200 }), (puts) => {
        const queue = new Queue<number>();
        const model: number[] = [];
        for (const [i, put] of puts.entries()) {
          if (put || model.length === 0) {
            queue.putNowait(i);
            model.push(i);
          } else expect(queue.getNowait()).toBe(model.shift());
        }
        expect(queue.qsize()).toBe(model.length);
      }),
    );
  });

  test('a deadlock says at which end of a queue each task waits', async () => {
    virtualTime();
    const full = new Queue<number>(1);
    full.putNowait(1);
    const main = coroutine(async () => {
      await taskGroup((group) => {
        group.createTask(new Queue<number>().get(), { name: 'getter' });
        group.createTask(full.put(2), { name: 'putter' });
        group.createTask(full.join(), { name: 'joiner' });
      });
    });
    const error = await raised(newEventLoop().runUntilComplete(main()));
    expect(error).toBeInstanceOf(DeadlockError);
    expect(error.message.split('\n').slice(2)).toEqual([
      '  getter (Queue.get) waits for an item that nobody puts into the queue',
      '  putter (Queue.put) waits for a queue from which nobody gets',
      '  joiner (Queue.join) waits for a queue whose items nobody says are done',
    ]);
  });
});
