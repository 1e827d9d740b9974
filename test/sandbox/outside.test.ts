/** What a program gets from outside, through the built sandbox: requests that block, requests that do not, files. */
import { describe, expect, test } from 'vitest';
import { programsWith } from './run-in-sandbox.ts';

const { prints, program } = programsWith(`
import { coroutine, createTask, gather, getRunningLoop, run, sleep, timeout, toThread, wrapPromise } from "asyncio";
import * as requests from "requests";
import * as files from "files";
import * as time from "time";
`);

describe('requests', () => {
  test('block the thread: two in sequence take the sum, and no task goes on meanwhile', async () => {
    const ran = await prints(
      `const tick = coroutine(async () => { await sleep(0.1); console.log("tick", getRunningLoop().time()); });
       const main = coroutine(async () => {
         const ticks = createTask(tick());
         await sleep(0);
         for (let i = 0; i < 2; i++) console.log(requests.get("http://demo.test/delay/0.2").statusCode, time.monotonic().toFixed(2));
         await ticks;
       });
       await run(main());`,
      '200 0.20',
      '200 0.40',
      'tick 0.4',
    );
    expect(ran.of('clockCharged').map(({ why }) => why)).toEqual(['outside', 'outside']);
  });

  test('in two threads take the longer one', async () => {
    const ran = await prints(
      `const main = coroutine(async () => {
         const got = await gather(toThread(requests.get, "http://demo.test/delay/0.2"), toThread(requests.get, "http://demo.test/delay/0.3"));
         console.log(got.length, getRunningLoop().time());
       });
       await run(main());`,
      '2 0.3',
    );
    expect(ran.of('taskSuspended').filter(({ wait }) => wait.what === 'requests').length).toBe(2);
  });

  test('reach the demo service and nothing else', async () => {
    await prints(
      `for (const url of ["http://example.com/", "https://demo.test/", "http://demo.test:81/", "file:///etc/passwd"])
         try { requests.get(url); console.log("reached"); } catch (error) { console.log(error instanceof requests.RequestException); }
       console.log(requests.get("http://demo.test/status/503").ok);`,
      'true',
      'true',
      'true',
      'true',
      'false',
    );
  });
});

describe('fetch', () => {
  test('behind a timer is answered, also where the run stops after each handle', async () => {
    const ran = await program(
      `const pause = (ms: number) => new Promise((resume) => setTimeout(resume, ms));
       for (let count = 0; count < 3; count++) {
         await pause(10);
         // Refused at once: the answer is there before the next handle.
         await fetch("http://example.com/").catch((error) => console.log(error.name));
       }`,
      { handles: 1 },
    );
    expect([ran.status, ran.output]).toEqual(['done', 'TypeError\n'.repeat(3)]);
  });

  test('lets the others go on, and several at once take the longest', async () => {
    await prints(
      `const tick = coroutine(async () => { await sleep(0.1); console.log("tick", getRunningLoop().time()); });
       const main = coroutine(async () => {
         const ticks = createTask(tick());
         await Promise.all([fetch("http://demo.test/delay/0.2"), fetch("http://demo.test/delay/0.3")]);
         console.log("both", getRunningLoop().time());
         await ticks;
       });
       await run(main());`,
      'tick 0.1',
      'both 0.3',
    );
  });

  test('in plain JavaScript, with timers beside it, and its stream in parts', async () => {
    await prints(
      `setTimeout(() => console.log("timer", performance.now().toFixed(0)), 300);
       const response = await fetch("http://demo.test/stream");
       let parts = 0;
       for await (const bytes of response.body!) { if (bytes.length > 0) parts++; }
       console.log(parts, performance.now().toFixed(0));`,
      'timer 300',
      '5 1000',
    );
  });

  test('is given up by a signal, and holds the program no longer', async () => {
    const ran = await prints(
      `try { await fetch("http://demo.test/delay/9", { signal: AbortSignal.timeout(50) }); } catch (error) { console.log((error as Error).name, performance.now().toFixed(0)); }`,
      'TimeoutError 50',
    );
    expect(ran.end.at).toBe(0.05);
  });

  test('that nobody awaits still holds the program, as in Node', async () => {
    await prints(
      `void fetch("http://demo.test/delay/1").then((response) => console.log(response.status, performance.now().toFixed(0)));
       console.log("end of the file");`,
      'end of the file',
      '200 1000',
    );
  });
});

describe('files', () => {
  test('are read from a slow disk: at once for all, or one task at a time', async () => {
    await prints(
      `const name = "lanterns.txt";
       const before = time.monotonic();
       const text = files.readSync(name);
       const took = time.monotonic() - before;
       const main = coroutine(async () => {
         const start = getRunningLoop().time();
         const [same] = await gather(files.read(name), files.read(name));
         console.log(text.length > 0, same === text, took > 0, Math.abs(getRunningLoop().time() - start - took) < 1e-3);
       });
       await run(main());
       try { files.readSync("../secret"); } catch (error) { console.log((error as Error).name); }`,
      'true true true true',
      'FileNotFoundError',
    );
  });
});
