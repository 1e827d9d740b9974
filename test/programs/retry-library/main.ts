// The tests of a small retry library, on the loop's clock: an hour of waiting takes no time.
import { CancelledError, coroutine, createTask, getRunningLoop, isException, run, sleep } from 'asyncio';
import { check, report, test } from './harness.ts';
import { exponential, fixed, GaveUp, retry } from './retry.ts';

class Flaky {
  calls = 0;
  readonly #failures: number;

  constructor(failures: number) {
    this.#failures = failures;
  }

  readonly call = coroutine(async (): Promise<string> => {
    this.calls++;
    await sleep(0.1);
    if (this.calls <= this.#failures) throw new TypeError(`failure ${this.calls}`);
    return 'ok';
  }, 'call');
}

const tests = coroutine(async () => {
  const loop = getRunningLoop();

  await test('what succeeds is called once', async () => {
    const flaky = new Flaky(0);
    check(await retry(flaky.call), 'ok');
    check(flaky.calls, 1);
  });

  await test('what fails is called again, with pauses', async () => {
    const flaky = new Flaky(2);
    const started = loop.time();
    check(await retry(flaky.call, { pauses: fixed(1) }), 'ok');
    check(flaky.calls, 3);
    check((loop.time() - started).toFixed(1), '2.3');
  });

  await test('pauses grow, up to a bound', async () => {
    check([...take(exponential(1, 10), 6)].join(), '1,2,4,8,10,10');
  });

  await test('after so many attempts it gives up, with the last cause', async () => {
    const flaky = new Flaky(9);
    try {
      await retry(flaky.call, { attempts: 4, pauses: fixed(0) });
      check('no error', 'an error');
    } catch (error) {
      if (!isException(error) || !(error instanceof GaveUp)) throw error;
      check(error.message, 'gave up after 4 attempts');
      check((error.cause as Error).message, 'failure 4');
    }
  });

  await test('some errors are not worth another attempt', async () => {
    const flaky = new Flaky(9);
    try {
      await retry(flaky.call, { isWorthIt: (error) => !(error instanceof TypeError) });
    } catch (error) {
      if (!isException(error)) throw error;
      check((error as Error).message, 'failure 1');
    }
    check(flaky.calls, 1);
  });

  await test('an attempt that takes too long counts as a failure', async () => {
    let calls = 0;
    const slow = coroutine(async () => {
      calls++;
      await sleep(calls === 1 ? 60 : 0.1);
      return calls;
    });
    check(await retry(slow, { attemptSeconds: 5, pauses: fixed(0) }), 2);
  });

  await test('cancelling ends it in a pause, and is not retried', async () => {
    const flaky = new Flaky(9);
    const task = createTask(retry(flaky.call, { pauses: fixed(3600) }));
    await sleep(10);
    task.cancel();
    try {
      await task;
    } catch (error) {
      check(error instanceof CancelledError, true);
    }
    check(flaky.calls, 1);
  });

  await test('the demo service is well after two failures', async () => {
    const ask = coroutine(async () => {
      const response = await fetch('http://demo.test/flaky?key=retry');
      if (!response.ok) throw new Error(`status ${response.status}`);
      return (await response.json()) as { readonly attempt: number };
    });
    check((await retry(ask, { pauses: exponential(0.5, 4) })).attempt, 3);
  });
});

function* take<T>(values: Iterable<T>, count: number): Generator<T> {
  let left = count;
  for (const value of values) {
    if (left-- === 0) return;
    yield value;
  }
}

await run(tests());
report();
