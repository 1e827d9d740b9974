/** Programs with real threads and real processes, through the built sandbox. */
import { describe, expect, test } from 'vitest';
import { type Event, NEXT_CALL } from '../../src/trace/event.ts';
import { runCode } from '../../src/sandbox/run-code.ts';
import { startChild } from '../../src/sandbox/spare.ts';
import { BUILT_CHILD, Ran, programsWith } from './run-in-sandbox.ts';

const { program, prints } = programsWith(`
import { CancelledError, ContextVar, coroutine, createTask, currentTask, gather, getRunningLoop, run, runCoroutineThreadsafe, sleep, taskGroup, timeout, toThread, wait, waitFor, wrapFuture } from "asyncio";
import { BrokenProcessPool, ProcessPoolExecutor, ThreadPoolExecutor, asCompleted, wait as waitForAll } from "concurrent.futures";
import { Condition, Event, Lock, RLock, Semaphore, Thread, currentThread, local } from "threading";
import * as time from "time";
`);

/** When each event of a kind happened. */
const lanes = (ran: Ran): readonly string[] =>
  ran.of('taskCreated').flatMap(({ kind, name }) => (kind === 'task' || kind === 'async' ? [] : [`${kind} ${name}`]));

describe('asyncio', () => {
  test('toThread says what to write instead of a coroutine function', async () => {
    const ran = await program(
      `const grind = coroutine(async (n: number) => n);
       await run(coroutine(async () => { await toThread(grind, 3); })());`,
    );
    expect(ran.end.error?.message).toMatch(
      /^<coroutine object grind>: a .* stays .*: write `function grind\(…\) \{ … \}`$/,
    );
  });

  test('toThread calls a function of the file in a thread, and the loop goes on', async () => {
    const ran = await prints(
      `function work(n: number) { time.sleep(n); return n * 2; }
       const tick = coroutine(async () => { for (let i = 0; i < 3; i++) { await sleep(1); console.log("tick", i); } });
       const main = coroutine(async () => {
         const ticks = createTask(tick());
         console.log(await toThread(work, 2.5));
         await ticks;
       });
       await run(main());`,
      'tick 0',
      'tick 1',
      '5',
      'tick 2',
    );
    expect(ran.end.at).toBe(3);
    expect(lanes(ran)).toEqual(['thread asyncio_0']);
  });

  test('runInExecutor takes a pool of threads, a pool of processes, or the default one, and functions of modules', async () => {
    await prints(
      `function square(n: number) { return n * n; }
       const main = coroutine(async () => {
         const loop = getRunningLoop();
         await using threads = new ThreadPoolExecutor(2);
         await using processes = new ProcessPoolExecutor(1);
         console.log(await gather(loop.runInExecutor(threads, square, 3), loop.runInExecutor(processes, square, 4), loop.runInExecutor(null, square, 5)));
         const before = loop.time();
         await loop.runInExecutor(null, time.sleep, 2);
         console.log(loop.time() - before);
       });
       await run(main());`,
      '[ 9, 16, 25 ]',
      '2',
    );
  });

  test('a thread hands the loop a result by callSoonThreadsafe, and without it nobody wakes the loop', async () => {
    const setting = (how: string): string =>
      `function work(loop: any, future: any) { time.sleep(1); ${how} }
       const main = coroutine(async () => {
         const future = getRunningLoop().createFuture<number>();
         new Thread(work, getRunningLoop(), future).start();
         console.log(await future, getRunningLoop().time());
       });
       await run(main());`;
    await prints(setting('loop.callSoonThreadsafe(future.setResult, 42);'), '42 1');
    const asleep = await program(setting('future.setResult(42);'));
    expect(asleep.end.error?.name).toBe('DeadlockError');
    const awake = setting('future.setResult(42);').replace(
      'console.log(await',
      'getRunningLoop().callLater(5, () => {}); console.log(await',
    );
    await prints(awake, '42 5');
  });

  test('what a thread has set without waking the loop comes before the timer that wakes it, as in CPython', async () => {
    const ran = await program(
      `function work(future: any) { time.sleep(0.1); future.setResult(43); }
       const main = coroutine(async () => {
         const future = getRunningLoop().createFuture<number>();
         new Thread(work, future).start();
         console.log(await waitFor(future, 1), getRunningLoop().time());
       });
       await run(main());`,
    );
    expect([ran.output, ran.end.error]).toEqual(['43 1\n', null]);
  });

  test('a function of the file can be called soon from a thread, and runs in the loop', async () => {
    await prints(
      `const done: number[] = [];
       function note(n: number) { console.log("in", currentThread().name, n); }
       function work(loop: any) { loop.callSoonThreadsafe(note, 7); }
       const main = coroutine(async () => {
         await toThread(work, getRunningLoop());
         await sleep(0);
       });
       await run(main());`,
      'in MainThread 7',
    );
  });

  test('runCoroutineThreadsafe runs a coroutine in the loop, and its result comes back to the thread', async () => {
    await prints(
      `const double = coroutine(async (n: number) => { await sleep(1); return n * 2; });
       const fails = coroutine(async () => { throw new RangeError("no"); });
       function work(loop: any) {
         const future = runCoroutineThreadsafe(double(4), loop);
         try { runCoroutineThreadsafe(fails(), loop).result(); } catch (error) { console.log(String(error)); }
         return future.result();
       }
       const main = coroutine(async () => console.log(await toThread(work, getRunningLoop()), getRunningLoop().time()));
       await run(main());`,
      'RangeError: no',
      '8 1',
    );
  });

  test('cancelling a call that runs does not stop its thread', async () => {
    await prints(
      `function work() { time.sleep(2); console.log("still there"); }
       const main = coroutine(async () => {
         try { await timeout(1, () => toThread(work)); } catch (error) { console.log((error as Error).name, getRunningLoop().time()); }
       });
       await run(main());
       console.log("after", time.monotonic() >= 2);`,
      'TimeoutError 1',
      'still there',
      'after true',
    );
  });

  test('a thread may fetch: what it is told while it computes wakes it all the same', async () => {
    await prints(
      `async function work() {
         const response = await fetch("http://demo.test/bytes/10");
         for (let i = 0; i < 1e6; i++);
         return (await response.arrayBuffer()).byteLength;
       }
       const main = coroutine(async () => console.log(await toThread(work)));
       await run(main());`,
      '10',
    );
  });

  test('a thread may run a loop of its own', async () => {
    const ran = await prints(
      `const nap = coroutine(async (n: number) => { await sleep(n); return n; });
       async function work() { return await run(coroutine(async () => await gather(nap(1), nap(2)), "both")()); }
       const main = coroutine(async () => console.log(await toThread(work), getRunningLoop().time()));
       await run(main());`,
      '[ 1, 2 ] 2',
    );
    const [thread] = ran.of('taskCreated').filter(({ kind }) => kind === 'thread');
    expect(ran.of('taskCreated').filter(({ parent }) => parent === thread!.task).length).toBeGreaterThan(0);
  });
});

describe('threads', () => {
  test('share a clock: two that sleep take as long as the longer one', async () => {
    const ran = await prints(
      `function nap(name: string, n: number) { time.sleep(n); console.log(name, time.monotonic().toFixed(1)); }
       const both = [new Thread(nap, "a", 1), new Thread(nap, "b", 2)];
       for (const each of both) each.start();
       for (const each of both) each.joinSync();
       console.log(time.monotonic().toFixed(1));`,
      'a 1.0',
      'b 2.0',
      '2.0',
    );
    expect(lanes(ran)).toEqual(['thread Thread-1 (nap)', 'thread Thread-2 (nap)']);
    expect(ran.of('taskEnded').map(({ outcome }) => outcome)).toEqual(['done', 'done']);
  });

  test('share memory that is made for it, and lose updates of it without a lock', async () => {
    await prints(
      `function add(counter: SharedArrayBuffer, lock: Lock, times: number) {
         const view = new Int32Array(counter);
         for (let i = 0; i < times; i++) lock.with(() => { view[0] = view[0]! + 1; });
       }
       const counter = new SharedArrayBuffer(4);
       const threads = Array.from({ length: 3 }, () => new Thread(add, counter, new Lock(), 0));
       const lock = new Lock();
       const real = threads.map(() => new Thread(add, counter, lock, 100));
       for (const each of real) each.start();
       for (const each of real) await each.join();
       console.log(new Int32Array(counter)[0]);
       function lose(counter: SharedArrayBuffer, first: Event, second: Event) {
         const view = new Int32Array(counter);
         const seen = view[0]!;
         first.set();
         second.wait();
         view[0] = seen + 1;
       }
       const [one, other] = [new Event(), new Event()];
       const pair = [new Thread(lose, counter, one, other), new Thread(lose, counter, other, one)];
       for (const each of pair) each.start();
       for (const each of pair) each.joinSync();
       console.log(new Int32Array(counter)[0]);`,
      '300',
      '301',
    );
  });

  test('have only what the file declares at its top, and say so of the rest', async () => {
    const ran = await program(
      `let counter = 0;
       const LIMIT = 3 * 2;
       class Point { x = LIMIT; }
       console.log("only once");
       function work() { console.log(new Point().x); counter++; }
       const thread = new Thread(work);
       thread.start();
       thread.joinSync();
       console.log(counter);
       for (const wrong of [() => 1, [].map]) try { new Thread(wrong as any).start(); } catch (error) { console.log((error as Error).name); }`,
    );
    expect(ran.output).toBe('only once\n6\n0\nTypeError\nTypeError\n');
    expect(ran.errors).toContain('Exception in thread Thread-1 (work):');
    expect(ran.errors).toContain('Pass counter as an argument');
    expect(ran.of('taskEnded')[0]).toMatchObject({
      outcome: 'failed',
      error: { name: 'ReferenceError', place: { line: 10 } },
    });
  });

  test('pass values as copies, and errors as errors of their class', async () => {
    await prints(
      `class Mine extends Error { override name = "Mine"; }
       function change(given: { list: number[]; map: Map<string, Date> }) { given.list.push(1); throw new Mine("own"); }
       function give() { return [new Set([1]), undefined, 10n, /x/g, new Uint8Array([1, 2])]; }
       await using pool = new ThreadPoolExecutor(1);
       const given = { list: [0], map: new Map([["a", new Date(0)]]) };
       const failed = pool.submit(change, given);
       try { failed.result(); } catch (error) { console.log(error instanceof Mine, String(error), given.list); }
       console.log(pool.submit(give).result());`,
      'true Mine: own [ 0 ]',
      '[ Set(1) { 1 }, undefined, 10n, /x/g, Uint8Array(2) [ 1, 2 ] ]',
    );
  });

  test('meet at events, semaphores, conditions and locks that count their owner', async () => {
    await prints(
      `function consumer(ready: Condition, box: SharedArrayBuffer) {
         const view = new Int32Array(box);
         ready.with(() => { ready.waitFor(() => view[0] === 1); console.log("took", view[1]); });
       }
       const box = new SharedArrayBuffer(8);
       const ready = new Condition();
       const taker = new Thread(consumer, ready, box);
       taker.start();
       ready.with(() => { new Int32Array(box).set([1, 42]); ready.notify(); });
       taker.joinSync();

       function guest(seats: Semaphore, name: string) { seats.with(() => { time.sleep(1); console.log(name, time.monotonic().toFixed(0)); }); }
       const seats = new Semaphore(2);
       const guests = ["a", "b", "c"].map((name) => new Thread(guest, seats, name));
       for (const each of guests) { each.start(); time.sleep(0.1); }
       for (const each of guests) each.joinSync();

       const twice = new RLock();
       console.log(twice.acquire(), twice.acquire());
       twice.release(); twice.release();
       try { twice.release(); } catch (error) { console.log(String(error)); }
       const lock = new Lock();
       lock.acquire();
       console.log(lock.acquire({ timeout: 1 }), lock.acquire({ blocking: false }), lock.locked());`,
      'took 42',
      'a 1',
      'b 1',
      'c 2',
      'true true',
      'RuntimeError: cannot release un-acquired lock',
      'false false true',
    );
  });

  test('each have their own values of a local', async () => {
    await prints(
      `function work(mine: local, n: number) { mine.value ??= n; console.log(mine.value); }
       const mine = new local();
       mine.value = "main";
       for (const n of [1, 2]) { const t = new Thread(work, mine, n); t.start(); t.joinSync(); }
       console.log(mine.value);`,
      '1',
      '2',
      'main',
    );
  });

  test('that wait for each other for ever are a deadlock, with the line of the main thread', async () => {
    const ran = await program(
      `function cross(first: Lock, second: Lock) { first.acquire(); time.sleep(1); second.acquire(); }
       const [a, b] = [new Lock(), new Lock()];
       const pair = [new Thread(cross, a, b), new Thread(cross, b, a)];
       for (const each of pair) each.start();
       pair[0]!.joinSync();`,
    );
    expect(ran.status).toBe('deadlock');
    expect(ran.end.error?.place?.line).toBe(10);
    expect(ran.end.error?.message.split('\n').slice(1)).toEqual([
      '  MainThread waits at line 10 for another thread to end',
      '  Thread-1 (cross) waits at line 6 for a lock that Thread-2 (cross) has',
      '  Thread-2 (cross) waits at line 6 for a lock that Thread-1 (cross) has',
    ]);
    expect(ran.of('taskSuspended').filter(({ wait }) => wait.what === 'lock').length).toBe(2);
  });

  test('one after the other leave no memory behind', async () => {
    const ran = await program(
      `function work() {}
       for (let i = 0; i < 60; i++) { const thread = new Thread(work); thread.start(); thread.joinSync(); }
       console.log("end");`,
      { limits: { seconds: 60 } },
    );
    expect([ran.status, ran.output]).toEqual(['done', 'end\n']);
  });

  test('that wait for each other after the main thread has ended are one as well, and it is said who has what', async () => {
    const ran = await program(
      `function cross(first: Lock, second: Lock) { first.acquire(); time.sleep(1); second.acquire(); }
       const [a, b] = [new Lock(), new Lock()];
       new Thread(cross, a, b).start();
       new Thread(cross, b, a).start();
       console.log("main ends");`,
    );
    expect(ran.status).toBe('deadlock');
    expect(ran.end.error?.message.split('\n').slice(1)).toEqual([
      '  Thread-1 (cross) waits at line 6 for a lock that Thread-2 (cross) has',
      '  Thread-2 (cross) waits at line 6 for a lock that Thread-1 (cross) has',
    ]);
  });

  test('hold the program whoever started them, and whatever becomes of the main thread', async () => {
    const late = `function inner() { time.sleep(1); console.log("inner done"); }
       function outer() { new Thread(inner).start(); }
       new Thread(outer).start();`;
    expect((await program(late)).output).toBe('inner done\n');
    const failed = await program(`${late}\nthrow new RangeError("main");`);
    expect(failed.output).toBe('inner done\n');
    expect(failed.end).toMatchObject({ status: 'failed', at: 1, error: { name: 'RangeError' } });
  });

  test('may come and go by the hundred', async () => {
    const ran = await program(
      `function nothing() {}
       for (let i = 0; i < 150; i++) { const thread = new Thread(nothing); thread.start(); thread.joinSync(); }
       console.log("done");`,
      { limits: { seconds: 60 } },
    );
    expect([ran.status, ran.output]).toEqual(['done', 'done\n']);
  });

  test('see one memory through typed arrays, and buffers that another thread made', async () => {
    await prints(
      `function add(view: Int32Array) { for (let i = 0; i < 1000; i++) Atomics.add(view, 0, 1); }
       function make() { const made = new SharedArrayBuffer(4); new Int32Array(made)[0] = 7; return made; }
       function read(buffer: SharedArrayBuffer) { return new Int32Array(buffer)[0]; }
       const view = new Int32Array(new SharedArrayBuffer(4));
       const pair = [new Thread(add, view), new Thread(add, view)];
       for (const each of pair) each.start();
       for (const each of pair) each.joinSync();
       using pool = new ThreadPoolExecutor(2);
       const made = pool.submit(make).result();
       console.log(view[0], ...pool.map(read, [made, made, made]));`,
      '2000 7 7 7',
    );
  });

  test('are not blamed for rejections that an earlier call left behind', async () => {
    const ran = await program(
      `function leaves() { void Promise.reject(new Error("left")); return 1; }
       function innocent() { return "fine"; }
       using pool = new ThreadPoolExecutor(1);
       console.log(pool.submit(leaves).result(), pool.submit(innocent).result());`,
    );
    expect(ran.output).toBe('1 fine\n');
    expect(ran.errors).toContain('Unhandled rejection in ThreadPoolExecutor-0_0:');
  });

  test('that are no daemons hold the program, and daemons do not', async () => {
    const body = (daemon: boolean): string =>
      `function late() { time.sleep(5); console.log("late"); }
       new Thread({ target: late, args: [], daemon: ${daemon} }).start();
       console.log("end");`;
    expect((await program(body(false))).output).toBe('end\nlate\n');
    expect((await program(body(true))).output).toBe('end\n');
  });
});

describe('pools', () => {
  test('make as many calls at a time as they have workers', async () => {
    const ran = await prints(
      `function nap(n: number) { time.sleep(1); return [n, time.monotonic().toFixed(0)]; }
       using pool = new ThreadPoolExecutor({ maxWorkers: 2, threadNamePrefix: "w" });
       console.log([...pool.map(nap, [1, 2, 3, 4])]);`,
      "[ [ 1, '1' ], [ 2, '1' ], [ 3, '2' ], [ 4, '2' ] ]",
    );
    expect(lanes(ran)).toEqual(['thread w_0', 'thread w_1']);
  });

  test('give futures that can be waited for, asked, cancelled and told of', async () => {
    await prints(
      `function nap(n: number) { time.sleep(n); return n; }
       const pool = new ThreadPoolExecutor(1);
       const [first, second, third] = [pool.submit(nap, 2), pool.submit(nap, 1), pool.submit(nap, 3)];
       third.addDoneCallback((future) => console.log("told", future.cancelled()));
       time.sleep(0.5);
       console.log(first.running(), second.running(), third.cancel(), third.done());
       try { first.result(1); } catch (error) { console.log((error as Error).name); }
       console.log([...asCompleted([second, first])].map((future) => future.result()));
       const { done, notDone } = waitForAll([first, second, third]);
       console.log(done.size, notDone.size, first.cancel());
       await pool.shutdown();
       try { pool.submit(nap, 1); } catch (error) { console.log(String(error)); }`,
      'told true',
      'true false true true',
      'TimeoutError',
      '[ 2, 1 ]',
      '3 0 false',
      'RuntimeError: cannot schedule new futures after shutdown',
    );
  });

  test('of processes share no memory, and take no locks', async () => {
    await prints(
      `const seen: number[] = [];
       function touch(list: number[]) { list.push(1); return list.length; }
       await using pool = new ProcessPoolExecutor(1);
       console.log(pool.submit(touch, seen).result(), seen.length);
       for (const own of [new Lock(), new SharedArrayBuffer(4)]) try { pool.submit(touch, own as never); } catch (error) { console.log((error as Error).name); }`,
      '1 0',
      'TypeError',
      'TypeError',
    );
  });

  test('take no number that is none, and wait for no time that is none', async () => {
    await prints(
      `function nap(n: number) { time.sleep(n); return n; }
       const refused = (body: () => unknown) => { try { console.log(body()); } catch (error) { console.log((error as Error).name); } };
       refused(() => new ThreadPoolExecutor(0.5));
       refused(() => new ThreadPoolExecutor(2.5));
       refused(() => new ThreadPoolExecutor(Infinity) instanceof ThreadPoolExecutor);
       refused(() => new Semaphore(0.5));
       refused(() => new Semaphore("2" as never));
       refused(() => new Condition(new Event() as never));
       refused(() => new Event().wait(NaN));
       refused(() => new Event().wait(-1));
       refused(() => new Event().wait("1" as never));
       refused(() => new Lock("x" as never));
       using pool = new ThreadPoolExecutor({ maxWorkers: 1, threadNamePrefix: "x".repeat(1000) });
       refused(() => pool.submit(nap, 1).result(-1));
       const thread = new Thread({ target: nap, args: [1], name: "y".repeat(1000) });
       thread.start();
       refused(() => thread.joinSync(-1));`,
      'ValueError',
      'TypeError',
      'true',
      'TypeError',
      'TypeError',
      'TypeError',
      'ValueError',
      'false',
      'TypeError',
      'TypeError',
      'TimeoutError',
      'undefined',
    );
  });

  test('that end while a thread is still starting give that thread on whole', async () => {
    await prints(
      `function quick() {}
       for (let i = 0; i < 6; i++) {
         const pool = new ThreadPoolExecutor(4);
         for (let k = 0; k < 4; k++) pool.submit(quick);
         void pool.shutdown();
         pool.drain();
       }
       console.log("end");`,
      'end',
    );
  });

  test('of processes that broke leave nobody behind who still waits', async () => {
    const ran = await program(
      `function grow() { const all = []; for (;;) all.push(new Array(1e6).fill(all.length)); }
       function innocent() { time.sleep(1000); }
       const pool = new ProcessPoolExecutor(2);
       for (const call of [pool.submit(innocent), pool.submit(grow)]) console.log(call.exception() instanceof BrokenProcessPool);
       new Event().wait();`,
    );
    expect([ran.output, ran.status]).toEqual(['true\ntrue\n', 'deadlock']);
  });

  test('of processes may be opened one after the other', async () => {
    await prints(
      `function same(n: number) { return n; }
       for (let i = 0; i < 3; i++) { using pool = new ProcessPoolExecutor(4); console.log(...pool.map(same, [1, 2, 3, 4])); }`,
      '1 2 3 4',
      '1 2 3 4',
      '1 2 3 4',
    );
  });

  test('of processes break when one of them ends abruptly, and innocent calls with them', async () => {
    const ran = await prints(
      `function grow() { const all = []; for (;;) all.push(new Array(1e6).fill(all.length)); }
       function innocent() { time.sleep(1000); }
       const pool = new ProcessPoolExecutor(2);
       const calls = [pool.submit(innocent), pool.submit(grow), pool.submit(innocent)];
       for (const call of calls) console.log(call.exception() instanceof BrokenProcessPool);
       try { pool.submit(innocent).result(); } catch (error) { console.log((error as Error).name); }`,
      'true',
      'true',
      'true',
      'BrokenProcessPool',
    );
    expect(ran.of('taskEnded').map(({ outcome }) => outcome)).toEqual(['failed', 'failed']);
  });
});

describe('at the same time', () => {
  /** Both are there before either goes on; then each computes for longer than an `auto` clock lets pass for nothing. */
  const COMPUTE = `
    function meet(mine: Event, other: Event) { mine.set(); other.wait(); }
    function compute(mine: Event | null, other: Event | null) {
      if (mine !== null && other !== null) meet(mine, other);
      let x = 0;
      for (let i = 0; i < 80_000_000; i++) x = (x * 31 + i) % 1000003;
      return x;
    }`;
  const computing = (ran: Ran): readonly string[] =>
    ran.events.flatMap((event) => {
      if (event.type === 'taskRuns') return [`${event.task} goes on`];
      return event.type === 'taskSuspended' && event.wait.what === NEXT_CALL ? [`${event.task} is done`] : [];
    });

  test('two calls in two threads overlap in the trace, and the clock is charged once', async () => {
    const ran = await program(
      `${COMPUTE}
       const [a, b] = [new Event(), new Event()];
       const main = coroutine(async () => {
         await gather(toThread(compute, a, b), toThread(compute, b, a));
       });
       await run(main());`,
      { clock: 'auto' },
    );
    expect(ran.status).toBe('done');
    const ends = computing(ran).filter((line) => line.endsWith('is done'));
    const firstEnd = computing(ran).indexOf(ends[0]!);
    // Each began its call and came back from the meeting before either was done.
    expect(new Set(computing(ran).slice(0, firstEnd)).size).toBe(2);
    expect(ran.end.at).toBeGreaterThan(0.05);
  });

  test('two calls on one isolate come one after the other, and each is charged', async () => {
    const ran = await program(
      `${COMPUTE}
       const step = coroutine(async () => { compute(null, null); });
       const main = coroutine(async () => { await gather(createTask(step()), createTask(step())); });
       await run(main());`,
      { clock: 'auto' },
    );
    expect(ran.of('clockCharged').map(({ why }) => why)).toEqual(['cpu', 'cpu']);
    expect(ran.end.at).toBeGreaterThan(0.1);
  });
});

test('on a virtual clock a timer is not due before a thread that computes has come to rest', async () => {
  const source = `
    import { coroutine, createTask, run, sleep, toThread } from "asyncio";
    function work() { console.log("worked"); }
    const main = coroutine(async () => {
      const working = createTask(toThread(work));
      await sleep(100);
      await working;
    });
    await run(main());`;
  const child = startChild(64, BUILT_CHILD, { threads: true });
  const live = runCode({ fileName: 'program.ts', source }, { clock: 'virtual', sliceMs: 1, child });
  const events: Event[] = [];
  let due: number | null = null;
  while (due === null) {
    const slice = await live.slice({ until: 0, handles: null });
    events.push(...slice.events);
    if (slice.report.state === 'idle') due = slice.report.nextDue;
  }
  live.kill();
  expect(due).toBe(100);
  expect(new Ran(events).output).toBe('worked\n');
});

test('a thread that begins to wait is noticed at once, however long a slice may be', async () => {
  const ran = await program(
    `function nap(n: number) {
       for (let i = 0, x = 0; i < 30_000_000; i++) x = (x * 31 + i) % 1000003;
       time.sleep(n);
       return n;
     }
     const main = coroutine(async () => { console.log(await toThread(nap, 2), await toThread(nap, 3)); });
     await run(main());`,
    { sliceMs: 3_600_000, limits: { seconds: 10 } },
  );
  expect([ran.status, ran.output, ran.end.at]).toEqual(['done', '2 3\n', 5]);
});

describe('limits', () => {
  test('a thread that never ends is cut off, with its line', async () => {
    const ran = await program(
      `function spin() {
         for (;;) ;
       }
       new Thread(spin).start();`,
      // Long enough for a thread to begin on a busy machine.
      { limits: { seconds: 5 } },
    );
    expect(ran.status).toBe('timeout');
    expect(ran.end.error?.place?.line).toBe(7);
    expect(ran.of('limitReached').map(({ name }) => name)).toEqual(['seconds']);
  });

  test('a thread that uses up its memory ends the program', async () => {
    const ran = await program(
      `function grow() { const all = []; for (;;) all.push(new Array(1e5).fill(all.length)); }
       new Thread(grow).start();`,
    );
    expect(ran.status).toBe('memory');
  });

  test('threads without end are refused', async () => {
    const ran = await program(
      `function nap() { time.sleep(1000); }
       for (let i = 0; i < 100; i++) new Thread(nap).start();`,
    );
    expect(ran.status).toBe('memory');
    expect(ran.of('limitReached')).toMatchObject([{ name: 'threads', value: 16 }]);
  });

  test('what a thread prints counts as what the program prints', async () => {
    const ran = await program(
      `function talk() { for (;;) console.log("x".repeat(1000)); }
       new Thread(talk).start();`,
    );
    expect(ran.status).toBe('output');
  });
});

test('a lock on which a deadlock was found can be had again', async () => {
  await prints(
    `const lock = new Lock();
     lock.acquire();
     try { lock.acquire(); } catch (error) { console.log((error as Error).name); }
     lock.release();
     console.log(lock.locked(), lock.acquire(), lock.locked());`,
    'DeadlockError',
    'false true true',
  );
});

test('nothing of a program runs any more once it is interrupted, whatever it stands still for', async () => {
  const source = `import { ProcessPoolExecutor } from "concurrent.futures"; import { Event, Lock, Thread } from "threading"; import * as time from "time";
function hold(lock: Lock, held: Event): void { lock.acquire(); held.set(); time.sleep(1000); }
function nap(): number { time.sleep(1000); return 1; }
const lock = new Lock(), held = new Event(), event = new Event(), thread = new Thread(hold, lock, held), pool = new ProcessPoolExecutor(1);
thread.start();
held.wait();
const waits = [() => lock.with(() => {}), () => pool.submit(nap).result(), () => event.wait(), () => thread.joinSync()];
console.log("waits");
try { waits[WHICH]!(); } catch (error) { console.log("caught", String(error)); }
console.log("went on");`;
  for (const which of [0, 1, 2, 3]) {
    const child = startChild(64, BUILT_CHILD, { threads: true });
    const run = runCode(
      { fileName: 'program.mts', source: source.replace('WHICH', String(which)) },
      { clock: 'real', sliceMs: 20, limits: { seconds: 60 }, child },
    );
    const events: Event[] = [];
    for (let state = 'ready'; state !== 'ended';) {
      const slice = await run.slice({ until: Infinity, handles: null });
      events.push(...slice.events);
      state = slice.report.state;
      if (new Ran(events).output !== '') run.interrupt();
    }
    const ran = new Ran(events);
    expect([ran.status, ran.output]).toEqual(['killed', 'waits\n']);
  }
});

test('processes share what a few may hold, so that many together do not take what each may alone', async () => {
  const ran = await program(
    `function eat(n: number): number {
       const keep: Uint8Array[] = [];
       for (let i = 0; i < n; i++) keep.push(new Uint8Array(1_000_000).fill(1));
       time.sleep(1.5);
       return keep.length;
     }
     const alone = new ProcessPoolExecutor(1);
     console.log(alone.submit(eat, 75).result());
     const many = new ProcessPoolExecutor(7);
     const calls = Array.from({ length: 7 }, () => many.submit(eat, 75));
     try { console.log(calls.map((call) => call.result()).length); } catch (error) { console.log((error as Error).name); }`,
    { clock: 'real' },
  );
  expect(ran.output).toBe('75\nBrokenProcessPool\n');
});

describe('where an error of a worker was raised', () => {
  const WORK = `
function work(n: number) {
  if (n > 1)
    throw new RangeError("deep");
  return n;
}
`;
  // The imports are the first four lines of the file, after an empty one.
  const THROWN = 9;

  test.each([
    ['toThread', 'await run(coroutine(async () => {\n  await toThread(work, 2);\n})());', 13],
    [
      'runInExecutor',
      'await run(coroutine(async () => {\n  await getRunningLoop().runInExecutor(null, work, 2);\n})());',
      13,
    ],
    ['submit', 'using pool = new ThreadPoolExecutor(1);\nconst call = pool.submit(work, 2);\ncall.result();', 14],
    ['a process', 'using pool = new ProcessPoolExecutor(1);\nconst call = pool.submit(work, 2);\ncall.result();', 14],
    ['map', 'using pool = new ThreadPoolExecutor(1);\nconsole.log([...pool.map(work, [1, 2])]);', 13],
  ])('%s: the error is told at its throw, and the line that waited for it as well', async (_, body, waited) => {
    const ran = await program(WORK + body);
    expect(ran.end.error).toMatchObject({ name: 'RangeError', message: 'deep', place: { line: THROWN } });
    expect(ran.end.error?.awaitedAt?.line).toBe(waited);
  });

  test('of a group, each error has its own line', async () => {
    const ran = await program(
      `${WORK}await run(coroutine(async () => {
  await taskGroup(async (group) => {
    for (const n of [2, 3]) group.createTask(toThread(work, n));
  });
})());`,
    );
    expect(ran.errors).toContain(`line ${THROWN}, column 5`);
  });
});

describe('what a call leaves behind', () => {
  test('a coroutine that a thread made and nobody awaited is told of, in a Thread and in a pool', async () => {
    const ran = await program(
      `const co = coroutine(async (n: number) => { await sleep(n); });
function f() { const c = co(3); return String(c).length; }
const u = new Thread(f);
u.start();
u.joinSync();
const t = new Thread(co, 2);
t.start();
t.joinSync();
using pool = new ThreadPoolExecutor(1);
pool.submit(f).result();
pool.submit(f).result();`,
    );
    expect(ran.status).toBe('done');
    expect(ran.of('warning').map(({ category, message, place }) => `${category}: ${message}, ${place?.line}`)).toEqual([
      "RuntimeWarning: coroutine 'co' was never awaited, 7",
      "RuntimeWarning: coroutine 'co' was never awaited, 6",
      "RuntimeWarning: coroutine 'co' was never awaited, 7",
      "RuntimeWarning: coroutine 'co' was never awaited, 7",
    ]);
  });

  test('timers and immediates of a thread come before it ends, as in a thread of Node', async () => {
    await prints(
      `function f(name: string) {
         setTimeout(() => console.log(name, "timer", clock()), 2000);
         let count = 0;
         const ticking = setInterval(() => { console.log(name, "interval", clock()); if (++count === 2) clearInterval(ticking); }, 500);
         setImmediate(() => console.log(name, "immediate"));
         setTimeout(() => console.log("never"), 60_000).unref();
         console.log(name, "returns");
         return 7;
       }
       const clock = () => Math.round(time.monotonic() * 10) / 10;
       const t = new Thread(f, "thread");
       t.start();
       t.joinSync();
       console.log("joined", clock());
       using pool = new ThreadPoolExecutor(1);
       console.log(pool.submit(f, "pool").result(), clock());`,
      'thread returns',
      'thread immediate',
      'thread interval 0.5',
      'thread interval 1',
      'thread timer 2',
      'joined 2',
      'pool returns',
      'pool immediate',
      'pool interval 2.5',
      'pool interval 3',
      'pool timer 4',
      '7 4',
    );
  });

  test('a request of a thread that nobody awaits is answered before it ends', async () => {
    await prints(
      `function f() { void fetch("http://demo.test/delay/1").then((response) => console.log(response.status)); }
       const t = new Thread(f);
       t.start();
       t.joinSync();
       console.log("joined");`,
      '200',
      'joined',
    );
  });

  test('what a timer of a thread throws is printed as an error of the thread, and fails the call of a pool', async () => {
    const ran = await program(
      `function f() { setTimeout(() => { throw new TypeError("late"); }, 1000); }
       const t = new Thread({ target: f, name: "worker" });
       t.start();
       t.joinSync();
       using pool = new ThreadPoolExecutor(1);
       console.log(String(pool.submit(f).exception()));`,
    );
    expect(ran.errors).toContain('Exception in thread worker:');
    expect(ran.output).toBe('TypeError: late\n');
    expect(ran.status).toBe('done');
  });
});

describe('what has another shape than in Python', () => {
  test('a subclass of Thread with a run of its own is refused, and one without is not', async () => {
    const ran = await program(
      `function work(n: number) { console.log("works", n); }
       class Runs extends Thread { run() { console.log("never"); } }
       class Field extends Thread { run = () => console.log("never"); }
       class Named extends Thread { get label() { return this.name; } }
       for (const make of [() => new Runs(), () => new Runs(work), () => new Field(work).start()] as (() => void)[])
         try { make(); console.log("made"); } catch (error) { console.log(String(error).split(":")[0], /new Thread\\(work, …\\)$/.test(String(error))); }
       const named = new Named(work, 1);
       named.start();
       named.joinSync();`,
    );
    expect(ran.end.error).toBe(null);
    expect(ran.output).toBe('TypeError true\nTypeError true\nTypeError true\nworks 1\n');
  });

  test('using a lock of threading says what to write', async () => {
    await prints(
      `for (const lock of [new Lock(), new RLock(), new Semaphore(), new Condition()] as never[])
         try { using _ = lock; console.log("used"); } catch (error) { console.log(String(error)); }`,
      ...Array.from(
        { length: 4 },
        () => 'TypeError: `using` does not acquire a lock: write lock.with(() => { … }), as `with lock:` in Python',
      ),
    );
  });
});
