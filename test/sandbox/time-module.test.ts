/** The module `time` inside the real sandbox, on each clock. */
import { describe, expect, test } from 'vitest';
import { runInSandbox } from './run-in-sandbox.ts';

const BLOCKING = `import * as asyncio from 'asyncio';
import * as time from 'time';
const say = asyncio.coroutine(async (what: string) => {
  time.sleep(1.5);
  console.log(what, time.monotonic().toFixed(2));
});
await asyncio.run(asyncio.coroutine(async () => {
  await asyncio.gather(say('a'), say('b'), asyncio.sleep(1));
})());
`;

describe('time.sleep blocks the thread', { timeout: 60_000 }, () => {
  test.each(['virtual', 'auto'] as const)('on a clock that is %s no other task runs meanwhile', async (clock) => {
    const ran = await runInSandbox(BLOCKING, { clock });
    expect(ran.status).toBe('done');
    expect(ran.output).toBe('a 1.50\nb 3.00\n');
    expect(ran.of('clockCharged').filter((event) => event.why === 'sleep')).toEqual([
      { type: 'clockCharged', at: 1.5, seconds: 1.5, why: 'sleep' },
      expect.objectContaining({ seconds: 1.5, why: 'sleep' }),
    ]);
  });

  test('on a real clock the process waits', async () => {
    const started = performance.now();
    const ran = await runInSandbox(
      "import { monotonic, sleep } from 'time';\nsleep(0.25);\nconsole.log(monotonic() >= 0.25);\n",
      {
        clock: 'real',
      },
    );
    expect(ran.output).toBe('true\n');
    expect(performance.now() - started).toBeGreaterThanOrEqual(250);
  });

  test('a real sleep beyond the limit is cut off, on its line', async () => {
    const ran = await runInSandbox("import { sleep } from 'time';\n\nsleep(1000);\n", {
      clock: 'real',
      limits: { seconds: 0.5 },
    });
    expect(ran.status).toBe('timeout');
    expect(ran.end.error?.place?.line).toBe(3);
  });

  test('a sleep beyond the furthest time of the clock is a limit', async () => {
    const ran = await runInSandbox(
      "import { sleep } from 'time';\nwhile (true) {\n  sleep(1000);\n  await null;\n}\n",
      {
        clock: 'virtual',
      },
    );
    expect(ran.status).toBe('timeout');
  });
});

describe('the clocks of time', { timeout: 60_000 }, () => {
  test('agree with each other, with the loop, with Date and performance', async () => {
    const ran = await runInSandbox(
      `import { coroutine, getRunningLoop, run, sleep } from 'asyncio';
import { monotonic, perfCounter, strftime, time } from 'time';
await run(coroutine(async () => {
  await sleep(2.5);
  console.log(getRunningLoop().time(), monotonic().toFixed(3), perfCounter().toFixed(3), (performance.now() / 1000).toFixed(3));
  console.log((time() - 978339602.5).toFixed(3), (Date.now() - 978339602500), strftime('%Y %S'));
})());
`,
      { clock: 'virtual' },
    );
    expect(ran.output).toBe('2.5 2.500 2.500 2.500\n0.000 0 2001 02\n');
  });

  test('a loop that waits for the time to pass ends on a virtual clock', async () => {
    const ran = await runInSandbox(
      "import { perfCounter } from 'time';\nconst start = perfCounter();\nwhile (perfCounter() - start < 0.01);\nconsole.log('over');\n",
      { clock: 'virtual' },
    );
    expect(ran.output).toBe('over\n');
  });
});

test.each([
  ['sleep(-1)', 'ValueError: sleep length must be non-negative'],
  ['sleep(NaN)', 'ValueError: Invalid value NaN (not a number)'],
  ["sleep('1' as never)", "TypeError: sleep() needs a number of seconds, not '1'"],
  ['sleep(Infinity)', 'RangeError: timestamp too large'],
])('%s is refused', async (call, message) => {
  const ran = await runInSandbox(
    `import { sleep } from 'time';\ntry { ${call}; } catch (e) { console.log(\`\${e.name}: \${e.message}\`); }\n`,
  );
  expect(ran.output).toBe(`${message}\n`);
});
