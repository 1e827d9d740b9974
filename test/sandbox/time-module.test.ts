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

describe('processTime', { timeout: 60_000 }, () => {
  const measuring = (sleeps: number): string => `import { perfCounter, processTime, sleep } from 'time';
const measure = (job: () => void) => {
  const [began, worked] = [perfCounter(), processTime()];
  job();
  const processor = processTime() - worked;
  return { processor, elapsed: perfCounter() - began };
};
const waited = measure(() => sleep(${sleeps}));
const computed = measure(() => { for (const from = processTime(); processTime() - from < 0.1;); });
// The difference of two readings is rounded.
console.log(waited.elapsed > ${sleeps} - 1e-6, waited.processor < ${sleeps} / 2, computed.processor >= 0.1);
console.log(computed.processor > computed.elapsed / 2);
`;

  test.each([
    ['auto', 5],
    ['real', 0.5],
  ] as const)('on a clock that is %s it leaves waiting out, and counts computing', async (clock, sleeps) => {
    const { output } = await runInSandbox(measuring(sleeps), { clock });
    expect(output.split('\n')[0]).toBe('true true true');
  });

  test('on an auto clock computing takes as long as the processor worked, whoever else wants it', async () => {
    const { output } = await runInSandbox(measuring(5), { clock: 'auto' });
    expect(output.split('\n')[1]).toBe('true');
  });

  test('what it has told is on an auto clock, however little', async () => {
    const ran = await runInSandbox(
      "import { processTime } from 'time';\nlet told = 0;\nwhile (told < 0.01) told = processTime();\n",
      { clock: 'auto' },
    );
    expect(ran.end.at).toBeGreaterThan(0);
  });

  test('a loop that waits for it ends on a virtual clock, on which computing takes no time', async () => {
    const ran = await runInSandbox(
      "import { processTime } from 'time';\nwhile (processTime() < 0.001);\nconsole.log('over');\n",
      { clock: 'virtual' },
    );
    expect(ran.output).toBe('over\n');
    expect(ran.end.at).toBe(0);
  });

  test.skipIf(!('threadCpuUsage' in process))('counts the thread that asks, where Node can tell', async () => {
    const ran = await runInSandbox(
      `import { ThreadPoolExecutor } from 'concurrent.futures';
import { processTime } from 'time';
const work = () => { while (processTime() < 0.1); return processTime() >= 0.1; };
const before = processTime();
using pool = new ThreadPoolExecutor(1);
console.log(pool.submit(work).result(), processTime() - before < 0.1);
`,
      { clock: 'auto' },
    );
    expect(ran.output).toBe('true true\n');
  });

  test('process.cpuUsage tells the same in microseconds, and the difference to an earlier one', async () => {
    const ran = await runInSandbox(
      `import { processTime } from 'time';
const before = process.cpuUsage();
while (processTime() * 1e6 < before.user + 50_000);
const { user, system } = process.cpuUsage(before);
console.log(user >= 50_000, user < process.cpuUsage().user, system);
`,
      { clock: 'auto' },
    );
    expect(ran.output).toBe('true true 0\n');
  });
});

test(
  'what comes after long computing comes later on an auto clock: a line, and the end of a wait',
  { timeout: 60_000 },
  async () => {
    const ran = await runInSandbox(
      `import { coroutine, getRunningLoop, run, sleep } from 'asyncio';
let sum = 0;
const long = () => { for (let n = 0; n < 1e6; n++) sum += Math.sin(n); };
await run(coroutine(async () => {
  const loop = getRunningLoop();
  let times = 0;
  do { long(); times++; } while (loop.time() === 0);
  for (let n = 0; n < 4 * times; n++) long();
  console.log('computed');
  await sleep(1);
})());
`,
      { clock: 'auto' },
    );
    const line = ran.of('output')[0]!;
    expect(line.at).toBeGreaterThan(ran.of('clockCharged')[0]!.at);
    expect(ran.end.at).toBeGreaterThanOrEqual(line.at + 1);
  },
);

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
