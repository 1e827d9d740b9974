/** Pools, threads and what they meet at, asked as Python's are: arguments, cancelling, errors, handles of the loop. */
import { describe, expect, test } from 'vitest';
import { programsWith } from './run-in-sandbox.ts';

const { program, prints } = programsWith(`
import * as asyncio from "asyncio";
import { coroutine, createTask, ExceptionGroup, getRunningLoop, run, runCoroutineThreadsafe, sleep, toThread } from "asyncio";
import { BrokenProcessPool, Future, ProcessPoolExecutor, ThreadPoolExecutor, asCompleted, wait } from "concurrent.futures";
import { Condition, Event, Lock, RLock, Semaphore, Thread, currentThread, getIdent } from "threading";
import * as time from "time";
function nap(n: number) { time.sleep(n); return n; }
const clock = () => Math.round(time.monotonic());
const shown = (body: () => unknown) => { try { console.log(body()); } catch (error) { console.log(String(error)); } };
const named = (body: () => unknown) => { try { console.log(body()); } catch (error) { console.log((error as Error).name); } };
`);

describe('arguments', () => {
  test('a timeout is a number, nothing, or an option; what is negative is at once', async () => {
    await prints(
      `const event = new Event(), condition = new Condition(), pool = new ThreadPoolExecutor(1);
       const thread = new Thread(nap, 10);
       thread.start();
       const call = pool.submit(nap, 10);
       for (const timeout of [-1, 0, { timeout: 0 }, { timeout: -5 }, 0.5]) {
         console.log(event.wait(timeout), condition.with(() => condition.wait(timeout)), condition.with(() => condition.waitFor(() => false, timeout)), thread.joinSync(timeout), wait([call], timeout).done.size);
         for (const ask of [() => call.result(timeout), () => call.exception(timeout), () => [...asCompleted([call], timeout)]]) named(ask);
       }
       event.set();
       for (const timeout of [null, undefined, {}, { timeout: null }, Infinity]) console.log(event.wait(timeout));
       await thread.join({ timeout: 0.5 });
       console.log(thread.isAlive());`,
      ...Array.from({ length: 5 }, () => [
        'false false false undefined 0',
        'TimeoutError',
        'TimeoutError',
        'TimeoutError',
      ]).flat(),
      'true',
      'true',
      'true',
      'true',
      'true',
      'true',
    );
  });

  test('a timeout that is none is an error that says what to write', async () => {
    await prints(
      `const event = new Event(), condition = new Condition(), pool = new ThreadPoolExecutor(1);
       const thread = new Thread(nap, 0);
       thread.start();
       const call = pool.submit(nap, 0);
       for (const bad of [NaN, "1", true, [1], 5n, { timeout: "x" }] as never[])
         for (const ask of [() => event.wait(bad), () => condition.wait(bad), () => condition.waitFor(() => false, bad), () => thread.joinSync(bad), () => thread.join(bad), () => call.result(bad), () => call.exception(bad), () => wait([call], bad), () => asCompleted([call], bad), () => new Lock().acquire(true, bad)])
           try { ask(); console.log("nothing", bad); } catch (error) { if (!/^(ValueError|TypeError): (Invalid value NaN|a timeout is a number of seconds, as 1.5 or \\{ timeout: 1.5 \\})/.test(String(error))) console.log(String(error)); }
       shown(() => event.wait("1" as never));`,
      `TypeError: a timeout is a number of seconds, as 1.5 or { timeout: 1.5 }, not '1'`,
    );
  });

  test('acquire takes blocking and timeout in a row, or as options', async () => {
    await prints(
      `const lock = new Lock();
       lock.acquire();
       console.log(lock.acquire(false), lock.acquire(true, 0.5), lock.acquire({ blocking: false }), lock.acquire({ timeout: 0.5 }), time.monotonic().toFixed(1));
       const full = new Semaphore(0);
       console.log(full.acquire(false), full.acquire(true, -1), full.acquire({ timeout: -1 }), new RLock().acquire(true, -1), new Condition().acquire(false));
       for (const bad of [() => lock.acquire(false, 1), () => lock.acquire(true, -2), () => full.acquire(false, 1), () => lock.acquire(5 as never), () => lock.acquire("x" as never)]) shown(bad);`,
      'false false false false 1.0',
      'false false false true true',
      "ValueError: can't specify a timeout for a non-blocking call",
      'ValueError: timeout value must be a non-negative number',
      "ValueError: can't specify a timeout for a non-blocking call",
      'TypeError: blocking is true or false, not 5: write acquire({ timeout: 5 })',
      "TypeError: blocking is true or false, not 'x'",
    );
  });

  test('counts and names are what Python takes, or an error', async () => {
    await prints(
      `shown(() => new Semaphore(1.5));
       shown(() => new Semaphore(-1));
       shown(() => new ThreadPoolExecutor("2" as never));
       shown(() => new ThreadPoolExecutor(0));
       const condition = new Condition();
       condition.with(() => console.log(condition.notify(-1), condition.notify(0)));
       shown(() => condition.notify(1));
       shown(() => new Thread({ target: nap, args: 5 as never }));
       const pool = new ThreadPoolExecutor({ maxWorkers: 1, threadNamePrefix: 7 as never });
       function name() { return currentThread().name; }
       console.log(pool.submit(name).result());
       function tell() { console.log(currentThread().name); }
       for (const name of [7, "", null, "n".repeat(300)] as never[]) { const thread = new Thread({ target: tell, name }); thread.start(); thread.joinSync(); }
       shown(() => new Thread({ target: tell, name: Symbol() as never }));`,
      'TypeError: the value of a Semaphore is a whole number, not 1.5',
      'ValueError: semaphore initial value must be >= 0',
      "TypeError: maxWorkers is a whole number, not '2'",
      'ValueError: maxWorkers must be greater than 0',
      'undefined undefined',
      'RuntimeError: cannot notify on un-acquired lock',
      'TypeError: args is a list of arguments, as [5], not 5',
      '7_0',
      '7',
      '',
      'Thread-1 (tell)',
      `${'n'.repeat(199)}…`,
      'TypeError: Cannot convert a Symbol value to a string',
    );
  });

  test('12,000 futures are waited for until the last is over; for the first of them, it is said how many may be', async () => {
    await prints(
      `function none() {}
       const pool = new ThreadPoolExecutor(1);
       const calls = [pool.submit(nap, 1), ...Array.from({ length: 12_000 }, () => pool.submit(none))];
       shown(() => wait(calls, { returnWhen: "FIRST_COMPLETED" }));
       shown(() => wait(calls, null, "x" as never));
       await pool.shutdown({ cancelFutures: true });
       console.log(wait(calls).done.size);`,
      'ValueError: at most 10000 futures can be waited for at once: wait for one part, then the next',
      "ValueError: Invalid return condition: 'x'",
      '12001',
    );
  });

  test('only futures of pools can be waited for, and one that nobody completes only as long as the timeout', async () => {
    await prints(
      `const pool = new ThreadPoolExecutor(1);
       const mine = new Future<number>(), call = pool.submit(nap, 1);
       console.log(wait([mine], 2).notDone.size, clock());
       named(() => [...asCompleted([mine], 1)]);
       console.log(wait([mine, call], { timeout: 3 }).done.size, clock());
       named(() => wait([mine]));
       shown(() => wait([1 as never]));
       shown(() => asCompleted(call as never));
       pool.submit(nap, 1).addDoneCallback(() => mine.setResult(5));
       console.log([...asCompleted([mine], 10)][0]!.result());`,
      '1 2',
      'TimeoutError',
      '1 6',
      'DeadlockError',
      "TypeError: only futures that a pool gave can be waited for here, not 1: those of a loop are awaited, by asyncio's wait",
      'TypeError: a list of futures is needed, as [future], not <Future state=finished returned>',
      '5',
    );
  });
});

describe('cancelling', () => {
  test('shutdown with cancelFutures cancels what has not begun', async () => {
    await prints(
      `const pool = new ThreadPoolExecutor(1);
       const calls = [1, 2, 3].map((n) => pool.submit(nap, n));
       calls[2]!.addDoneCallback((future) => console.log("told", future.cancelled()));
       time.sleep(0.5);
       await pool.shutdown({ cancelFutures: true });
       console.log(calls.map((call) => [call.done(), call.cancelled()].join()), clock());
       named(() => calls[1]!.result());`,
      'told true',
      "[ 'true,false', 'true,true', 'true,true' ] 1",
      'CancelledError',
    );
  });

  test('shutdown takes a boolean as wait, as Python does, and cancels nothing for it', async () => {
    await prints(
      `const [one, two] = [new ThreadPoolExecutor(1), new ThreadPoolExecutor(1)];
       const calls = [one.submit(nap, 1), one.submit(nap, 1), two.submit(nap, 1), two.submit(nap, 1)];
       await two.shutdown(false);
       console.log(clock());
       await one.shutdown(true);
       console.log(clock(), calls.map((call) => call.result()));
       shown(() => one.shutdown(3 as never));`,
      '0',
      '2 [ 1, 1, 1, 1 ]',
      'TypeError: shutdown() takes { wait, cancelFutures }, not 3',
    );
  });

  test('a thread gives up a coroutine that it runs in the loop, and the task there is cancelled', async () => {
    await prints(
      `const seen: string[] = [];
       const long = coroutine(async () => { try { await sleep(100); } catch (error) { seen.push((error as Error).name); throw error; } });
       function work(loop: any) {
         const future = runCoroutineThreadsafe(long(), loop) as Future<void>;
         try { (future as any).result(1); } catch (error) {
           console.log((error as Error).name);
           console.log(future.cancel(), future.cancelled(), future.done(), future.cancel());
         }
         named(() => future.result());
         const quick = runCoroutineThreadsafe(long(), loop);
         console.log(quick.cancel());
       }
       const main = coroutine(async () => { await toThread(work, getRunningLoop()); await sleep(0); console.log(getRunningLoop().time(), asyncio.allTasks().size, seen); });
       await run(main());`,
      'TimeoutError',
      'true true true true',
      'CancelledError',
      'true',
      "1 1 [ 'CancelledError', 'CancelledError' ]",
    );
  });
});

describe('map', () => {
  test('takes several lists, as long as the shortest, and a timeout', async () => {
    await prints(
      `function add(a: number, b: number) { return a + b; }
       const pool = new ThreadPoolExecutor(2);
       console.log([...pool.map(add, [1, 2, 3], [10, 20])]);
       console.log([...pool.map(add, new Set([1]), [10], { timeout: 5 })]);
       const results = pool.map(nap, [1, 3], { timeout: 2 });
       console.log(results.next().value);
       named(() => results.next());
       shown(() => pool.map(nap, 5 as never));
       shown(() => (pool as any).map(nap));`,
      '[ 11, 22 ]',
      '[ 11 ]',
      '1',
      'TimeoutError',
      'TypeError: map() takes lists, as pool.map(f, [1, 2, 3]), not 5',
      'TypeError: map() needs at least one list, as pool.map(f, [1, 2, 3])',
    );
  });

  test('cancels what has not begun after an error, and when the loop is left', async () => {
    await prints(
      `function touchy(n: number) { time.sleep(1); if (n === 0) throw new RangeError("zero"); return n; }
       const pool = new ThreadPoolExecutor(1);
       shown(() => [...pool.map(touchy, [0, 1, 2, 3])]);
       pool.drain();
       console.log(clock());
       for (const n of pool.map(touchy, [5, 6, 7, 8])) { console.log(n); break; }
       pool.drain();
       console.log(clock());`,
      'RangeError: zero',
      '2',
      '5',
      '4',
    );
  });
});

test('nothing is submitted to processes that are gone, and only threads are a default pool', async () => {
  await prints(
    `function grow() { const all = []; for (;;) all.push(new Array(1e6).fill(all.length)); }
     const pool = new ProcessPoolExecutor(1);
     named(() => pool.submit(grow).result());
     shown(() => pool.submit(nap, 1));
     await run(coroutine(async () => {
       shown(() => getRunningLoop().setDefaultExecutor(new ProcessPoolExecutor(1) as never));
       shown(() => getRunningLoop().setDefaultExecutor({ submit() {} } as never));
       getRunningLoop().setDefaultExecutor(new ThreadPoolExecutor({ maxWorkers: 1, threadNamePrefix: "mine" }));
       function name() {}
       console.log(await toThread(nap, 1));
     }, "main")());`,
    'BrokenProcessPool',
    'BrokenProcessPool: A process in the process pool was terminated abruptly while the future was running or pending.',
    'TypeError: executor must be ThreadPoolExecutor instance',
    'TypeError: executor must be ThreadPoolExecutor instance',
    '1',
  );
});

describe('errors', () => {
  test('arrive with their class, message and own properties, whatever their constructors want', async () => {
    await prints(
      `class HttpError extends Error { code: number; request: { url: string }; constructor(code: number, request: { url: string }) { super("status " + code); this.code = code; this.request = request; if (!request.url) throw 1; } }
       class Named extends RangeError { override name = "Named"; #secret = 1; get secret() { return this.#secret; } }
       function raise(kind: string) {
         class Local extends HttpError {}
         const error: any = { http: () => new HttpError(404, { url: "/x" }), named: () => new Named("n"), local: () => new Local(500, { url: "/" }), plain: () => Object.assign(new Error("p"), { code: "E1", how: () => 1, list: [1, [2]] }) }[kind]!();
         throw error;
       }
       using pool = new ThreadPoolExecutor(1);
       for (const kind of ["http", "named", "local", "plain"]) try { pool.submit(raise, kind).result(); } catch (error: any) { console.log(error instanceof HttpError, error instanceof RangeError, error.name, error.message, JSON.stringify(error)); }`,
      'true false Error status 404 {"code":404,"request":{"url":"/x"}}',
      'false true Named n {"name":"Named"}',
      'true false Error status 500 {"code":500,"request":{"url":"/"}}',
      'false false Error p {"code":"E1","list":[1,[2]]}',
    );
  });

  test('arrive with what leads back to themselves', async () => {
    await prints(
      `function raise() {
         const error: any = new Error("a");
         const other: any = new TypeError("b", { cause: error });
         error.self = error;
         error.list = [error, other];
         throw error;
       }
       using threads = new ThreadPoolExecutor(1);
       using processes = new ProcessPoolExecutor(1);
       for (const pool of [threads, processes]) {
         const error: any = pool.submit(raise).exception();
         console.log(error.self === error, error.list[0] === error, error.list[1].cause === error, String(error.list[1]));
       }`,
      'true true true TypeError: b',
      'true true true TypeError: b',
    );
  });

  test('arrive with their causes, and groups with their errors', async () => {
    await prints(
      `function raise(kind: string) {
         if (kind === "cause") throw new Error("outer", { cause: new TypeError("inner", { cause: new RangeError("innermost") }) });
         if (kind === "all") throw new AggregateError([new TypeError("a"), new RangeError("b"), 3], "both");
         if (kind === "self") { const error = new Error("self"); error.cause = error; throw error; }
         if (kind === "deep") { let error = new Error("0"); for (let i = 1; i < 200; i++) error = new Error(String(i), { cause: error }); throw error; }
         throw new ExceptionGroup("group", [new asyncio.ValueError("v"), new ExceptionGroup("nested", [new TypeError("t")])]);
       }
       using pool = new ThreadPoolExecutor(1);
       const caught = (kind: string): any => pool.submit(raise, kind).exception();
       const outer = caught("cause");
       console.log(String(outer.cause), String(outer.cause.cause), Object.keys(outer));
       const all = caught("all");
       console.log(all instanceof AggregateError, all.message, all.errors.map(String), Object.keys(all));
       console.log(String(caught("self")));
       let depth = 0;
       for (let error = caught("deep"); error; error = error.cause) depth++;
       console.log(depth);
       const group = caught("group");
       console.log(group instanceof ExceptionGroup, group.message, group.text, group.args[1][0] === group.exceptions[0], String(group.exceptions[1].exceptions[0]), group.split(asyncio.ValueError).length);`,
      'TypeError: inner RangeError: innermost []',
      "true both [ 'TypeError: a', 'RangeError: b', '3' ] []",
      'Error: self',
      '200',
      'true group (2 sub-exceptions) group true TypeError: t 2',
    );
  });
});

describe('handles', () => {
  test('a thread stops the loop by callSoonThreadsafe, and sees its time', async () => {
    await prints(
      `function work(loop: any) { time.sleep(1); console.log(loop.time()); loop.callSoonThreadsafe(loop.stop); }
       const loop = asyncio.newEventLoop();
       new Thread(work, loop).start();
       await loop.runForever();
       console.log("stopped", loop.time());
       loop.close();`,
      '1',
      'stopped 1',
    );
  });

  test('a thread cancels a task of the loop by callSoonThreadsafe', async () => {
    await prints(
      `function work(loop: any, task: any) { time.sleep(1); loop.callSoonThreadsafe(task.cancel, "enough"); }
       await run(coroutine(async () => {
         const task = createTask(coroutine(async () => { await sleep(10); }, "long")());
         new Thread(work, getRunningLoop(), task).start();
         try { await task; } catch (error) { console.log(String(error), getRunningLoop().time()); }
       }, "main")());`,
      'CancelledError: enough 1',
    );
  });

  test('what cannot be known in a thread is an error in words', async () => {
    await prints(
      `async function work(loop: any, future: any) {
         for (const name of ["stop", "isRunning", "isClosed", "close", "runUntilComplete", "createTask", "callLater"]) try { loop[name](); } catch (error) { console.log(name, (error as Error).name); }
         for (const name of ["done", "cancelled", "result", "exception", "addDoneCallback"]) try { future[name](); } catch (error) { console.log(name, (error as Error).name); }
         shown(() => loop.stop());
         try { await future; } catch (error) { console.log(String(error)); }
       }
       await run(coroutine(async () => { await toThread(work as any, getRunningLoop(), getRunningLoop().createFuture()); }, "main")());`,
      ...['stop', 'isRunning', 'isClosed', 'close', 'runUntilComplete', 'createTask', 'callLater'].map(
        (name) => `${name} RuntimeError`,
      ),
      ...['done', 'cancelled', 'result', 'exception', 'addDoneCallback'].map((name) => `${name} RuntimeError`),
      'RuntimeError: loop.stop() is not thread-safe, and this thread does not run the loop: write loop.callSoonThreadsafe(loop.stop)',
      "RuntimeError: a future of the main thread's loop cannot be awaited here: pass its result, or use runCoroutineThreadsafe",
    );
  });

  test('a result that a thread sets directly is a warning, with its line and what to write', async () => {
    const ran = await program(
      `function work(future: any) {
         future.setResult(1);
       }
       await run(coroutine(async () => {
         const future = getRunningLoop().createFuture();
         getRunningLoop().callLater(2, () => {});
         new Thread(work, future).start();
         console.log(await future);
       }, "main")());`,
    );
    expect(ran.output).toBe('1\n');
    expect(ran.of('warning').map(({ message, place }) => [message, place?.line])).toEqual([
      [
        'future.setResult() is not thread-safe: the loop is not woken by it. Write loop.callSoonThreadsafe(future.setResult, …)',
        12,
      ],
    ]);
  });

  test('what belongs to one thread is refused where it is passed, in words', async () => {
    await prints(
      `const pool = new ThreadPoolExecutor(1), processes = new ProcessPoolExecutor(1);
       const refusals = [new asyncio.Lock(), new asyncio.Event(), new asyncio.Condition(), new asyncio.BoundedSemaphore(2), new asyncio.Barrier(2), new asyncio.LifoQueue(), asyncio.copyContext(), new asyncio.ContextVar("v"), new Thread(nap, 1), pool, pool.submit(nap, 0), new Future()];
       for (const value of refusals) try { pool.submit(nap, { value } as never); console.log("?"); } catch (error) { console.log(String(error).split(/ (?:of|stay)/)[0]); }
       shown(() => pool.submit(nap, new asyncio.Event() as never));
       shown(() => processes.submit(nap, new Lock() as never));
       shown(() => processes.submit(nap, new Event() as never));`,
      'TypeError: a Lock',
      'TypeError: an Event',
      'TypeError: a Condition',
      'TypeError: a BoundedSemaphore',
      'TypeError: a Barrier',
      'TypeError: a LifoQueue',
      'TypeError: a Context',
      'TypeError: a ContextVar',
      'TypeError: a Thread',
      'TypeError: a ThreadPoolExecutor',
      'TypeError: a Future',
      'TypeError: a Future',
      "TypeError: an Event of asyncio stays in its loop's thread: use one of threading, or loop.callSoonThreadsafe(f, …) to reach the loop from another one",
      'TypeError: a Lock cannot be sent to another process: it belongs to the threads of this one',
      'TypeError: an Event cannot be sent to another process: it belongs to the threads of this one',
    );
  });
});

describe('threads', () => {
  test('have one number, in and out of themselves, and none is 0', async () => {
    await prints(
      `function ident() { return [getIdent(), currentThread().ident]; }
       function tell(seen: SharedArrayBuffer) { new Int32Array(seen)[0] = getIdent(); }
       const seen = new SharedArrayBuffer(4), thread = new Thread(tell, seen);
       console.log(thread.ident, getIdent() > 0, getIdent() === currentThread().ident);
       thread.start();
       const { ident: number } = thread;
       thread.joinSync();
       console.log(number === new Int32Array(seen)[0], thread.ident === number, number !== getIdent(), number! > 0);
       const [inside, current] = new ThreadPoolExecutor(1).submit(ident).result();
       console.log(inside === current, inside !== number);`,
      'null true true',
      'true true true true',
      'true true',
    );
  });

  test('that are started by a thread have that as their parent', async () => {
    const ran = await prints(
      `function inner() { console.log("inner"); }
       function outer() { const thread = new Thread(inner); thread.start(); thread.joinSync(); }
       const thread = new Thread(outer);
       thread.start();
       thread.joinSync();`,
      'inner',
    );
    const [outer, inner] = ran.of('taskCreated').filter(({ kind }) => kind === 'thread');
    expect(inner!.parent).toBe(outer!.task);
  });
});
