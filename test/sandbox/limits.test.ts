/**
 * Every limit: the status it ends a run with, its name and value, the line where the program was, and what is said of it in
 * both languages. Then: whatever the end was, nothing of a run is left for the next one.
 */
import { afterAll, describe, expect, test } from 'vitest';
import { limitText } from '../../src/text/limit-words.ts';
import type { Limits } from '../../src/sandbox/limits.ts';
import { runCode } from '../../src/sandbox/run-code.ts';
import { type Child, dropSpare, keepSpare, NO_THREADS, takeChild } from '../../src/sandbox/spare.ts';
import type { Clock, Event } from '../../src/trace/event.ts';
import { BUILT_CHILD, Ran, runInSandbox } from './run-in-sandbox.ts';

interface Row {
  readonly what: string;
  readonly source: string;
  readonly limits?: Partial<Limits>;
  readonly clock?: Clock;
  readonly status: string;
  readonly name: string;
  readonly value: number;
  readonly line: number;
  readonly en: RegExp;
  readonly zh: RegExp;
  /** What was printed before, and must not be lost. */
  readonly printed?: string;
}

const IMPORTS =
  "import { Future, coroutine, createTask, getRunningLoop, run, sleep } from 'asyncio'; import * as time from 'time';";
/** The body begins on line 2. */
const THREADS =
  "import { ThreadPoolExecutor } from 'concurrent.futures'; import { Lock, Thread } from 'threading'; import * as time from 'time';\n";
/** The body begins on line 3. */
const inLoop = (body: string): string => `${IMPORTS}\nawait run(coroutine(async () => {\n${body}\n})());`;
/** For what ends by another limit, on a machine as busy as may be. */
const PATIENT = { seconds: 60 };

const UNAWAITED = {
  status: 'timeout',
  name: 'seconds without an await',
  value: 0.2,
  limits: { seconds: 30, unawaitedSeconds: 0.2 },
  en: /^Stopped: it ran for 0\.2 s without an `await` that lets others run\./,
  zh: /^已停止：连续运行了 0\.2 秒，其间没有用 `await` 让出。/,
};
const SECONDS = {
  status: 'timeout',
  name: 'seconds',
  value: 0.2,
  limits: { seconds: 0.2 },
  en: /^Stopped: it ran for 0\.2 s of real time\./,
  zh: /^已停止：实际运行超过了 0\.2 秒。/,
};
const VIRTUAL = {
  status: 'timeout',
  name: 'virtual seconds',
  value: 86_400,
  limits: PATIENT,
  en: /^Stopped: its clock passed 86400 s \(a day\)\./,
  zh: /^已停止：程序的时钟超过了 86400 秒（一天）。/,
};
const MEMORY = {
  status: 'memory',
  name: 'memory',
  value: 64,
  limits: PATIENT,
  en: /^Stopped: it used more memory than its 64 MB allow\.$/,
  zh: /^已停止：占用内存超过 64 MB 上限。$/,
};
const OUTPUT = {
  status: 'output',
  name: 'output',
  value: 1_000_000,
  limits: PATIENT,
  en: /^Stopped: it printed more than 1000000 characters\.$/,
  zh: /^已停止：输出超过了 1000000 个字符。$/,
};
const TASKS = {
  status: 'memory',
  name: 'tasks',
  value: 100_000,
  limits: { ...PATIENT, memoryMb: 512 },
  en: /^Stopped: more than 100000 tasks were alive at once\.$/,
  zh: /^已停止：同时存在的任务超过了 100000 个。$/,
};
const TIMERS = {
  status: 'memory',
  name: 'timers',
  value: 100_000,
  limits: { ...PATIENT, memoryMb: 512 },
  en: /^Stopped: more than 100000 timers were set at once\.$/,
  zh: /^已停止：同时设置的定时器超过了 100000 个。$/,
};

const ROWS: readonly Row[] = [
  {
    ...UNAWAITED,
    what: 'a loop',
    source: 'console.log("in");\nlet n = 0;\nfor (;;) {\n  n++;\n}',
    line: 4,
    printed: 'in\n',
  },
  {
    ...UNAWAITED,
    what: 'a loop in a task, after an await',
    source: inLoop('await sleep(1);\nconsole.log("in");\nfor (;;) ;'),
    line: 5,
    printed: 'in\n',
  },
  {
    ...UNAWAITED,
    what: 'awaits that let nobody run',
    source: inLoop('console.log("in");\nfor (;;) {\n  await null;\n}'),
    line: 5,
    printed: 'in\n',
  },
  {
    ...UNAWAITED,
    what: 'ticks without end',
    source: 'const again = () => {\n  for (let n = 0; n < 1e6; n++); process.nextTick(again);\n};\nagain();',
    line: 2,
  },
  {
    ...SECONDS,
    what: 'a loop',
    source: 'console.log("in");\nfor (;;) {\n  Math.random();\n}',
    line: 3,
    printed: 'in\n',
  },
  {
    ...SECONDS,
    what: 'a loop that awaits',
    source: inLoop('for (;;) {\n  await sleep(0);\n}'),
    limits: { seconds: 0.2, unawaitedSeconds: 30 },
    line: 4,
  },
  { ...VIRTUAL, what: 'a sleep', source: inLoop('console.log("in");\nawait sleep(90_000);'), line: 4, printed: 'in\n' },
  { ...VIRTUAL, what: 'sleeps without end', source: inLoop('for (;;) {\n  await sleep(1000);\n}'), line: 4 },
  { ...VIRTUAL, what: 'a thread that blocks', source: inLoop('for (;;) {\n  time.sleep(10_000);\n}'), line: 4 },
  { ...VIRTUAL, what: 'an interval', source: 'setInterval(() => {\n  Math.random();\n}, 1e7);', line: 1 },
  { ...VIRTUAL, what: 'at the top level', source: `${IMPORTS}\n\nawait sleep(90_000);`, line: 3 },
  {
    ...MEMORY,
    what: 'objects, in one handle',
    source: 'console.log("before");\nconst all = [];\nfor (;;) {\n  all.push({ text: "x" + all.length });\n}',
    line: 4,
    printed: 'before\n',
  },
  {
    ...MEMORY,
    what: 'objects, over many handles',
    source: inLoop(
      'const all = [];\nconsole.log("before");\nfor (;;) { await sleep(0); all.push(Array.from({ length: 1e4 }, (_, n) => ({ n }))); }',
    ),
    line: 5,
    printed: 'before\n',
  },
  {
    ...MEMORY,
    what: 'promises that wait for each other',
    source: 'console.log("before");\nconst deeper = async () => {\n  await null; await deeper();\n};\nawait deeper();',
    line: 3,
    printed: 'before\n',
  },
  {
    ...MEMORY,
    what: 'buffers, outside of the heap',
    source: 'console.log("before");\nconst all = [];\nfor (;;) {\n  all.push(new Uint8Array(1_000_000).fill(1));\n}',
    line: 4,
    printed: 'before\n',
  },
  {
    ...MEMORY,
    what: 'less than is usual, as it was told',
    source: 'const all = [];\nfor (let n = 0; n < 3e6; n++) {\n  all.push({ n });\n}',
    limits: { ...PATIENT, memoryMb: 32 },
    value: 32,
    line: 3,
    en: /its 32 MB allow/,
    zh: /超过 32 MB 上限/,
  },
  { ...OUTPUT, what: 'many lines', source: 'for (let n = 0; ; n++) {\n  console.log("line", n);\n}', line: 2 },
  {
    ...OUTPUT,
    what: 'few long lines',
    source: inLoop('for (;;) {\n  console.error("x".repeat(60_000)); await sleep(1);\n}'),
    line: 4,
  },
  {
    ...OUTPUT,
    what: 'one long line: it is cut, and the program goes on',
    source: 'Math.random();\nconsole.log("x".repeat(100_000));',
    status: 'done',
    name: 'output line',
    value: 65_536,
    line: 2,
    en: /^A printed text was cut to 65536 characters\.$/,
    zh: /^有一段输出被截到 65536 个字符。$/,
  },
  {
    what: 'events',
    source: inLoop('for (;;) {\n  await sleep(0);\n}'),
    limits: PATIENT,
    status: 'output',
    name: 'events',
    value: 1_000_000,
    line: 4,
    en: /^Stopped: more than 1000000 things happened in the loop\./,
    zh: /^已停止：事件循环里发生的事件超过了 1000000 个。/,
  },
  {
    what: 'events, as the run was told',
    source: inLoop('for (;;) {\n  await sleep(0);\n}'),
    limits: { ...PATIENT, events: 5_000 },
    status: 'output',
    name: 'events',
    value: 5_000,
    line: 4,
    en: /more than 5000 things/,
    zh: /超过了 5000 个/,
  },
  {
    what: 'the text of events',
    source: inLoop(
      'for (let n = 0; ; n++) {\n  createTask(sleep(1), { name: "n".repeat(199) + n }).cancel(); await sleep(0);\n}',
    ),
    limits: { ...PATIENT, eventText: 500_000 },
    status: 'output',
    name: 'event text',
    value: 500_000,
    line: 4,
    en: /^Stopped: its events take more than 500000 characters\.$/,
    zh: /^已停止：事件的文本超过了 500000 个字符。$/,
  },
  {
    ...TASKS,
    what: 'tasks',
    source: inLoop('const work = coroutine(async () => {});\nfor (;;) {\n  createTask(work());\n}'),
    line: 5,
  },
  {
    ...TIMERS,
    what: 'timers of a loop',
    source: inLoop('for (;;) {\n  getRunningLoop().callLater(9, () => {});\n}'),
    line: 4,
  },
  {
    ...MEMORY,
    what: 'in a thread, while the main thread waits for it',
    source: `${THREADS}function eat(): void { const all = []; for (;;) all.push(new Array(1000).fill(1)); }
const t = new Thread(eat);
t.start();
t.joinSync();`,
    line: 5,
  },
  {
    ...VIRTUAL,
    what: 'a thread that sleeps without end',
    source: `${THREADS}function nap(): void { for (;;) time.sleep(3600); }
const t = new Thread(nap);
t.start();
t.joinSync();`,
    line: 5,
  },
  {
    what: 'threads',
    source: `${THREADS}console.log('in');
function nap(): void { time.sleep(1); }
for (let n = 0; n < 20; n++)
  new Thread(nap).start();`,
    limits: PATIENT,
    status: 'memory',
    name: 'threads',
    value: 16,
    line: 5,
    printed: 'in\n',
    en: /^Stopped: more than 16 threads were alive at once\./,
    zh: /^已停止：同时存在的线程超过了 16 个。/,
  },
  {
    what: 'locks',
    source: `${THREADS}console.log('in');
for (;;)
  new Lock();`,
    limits: PATIENT,
    status: 'memory',
    name: 'locks',
    value: 10_000,
    line: 4,
    printed: 'in\n',
    en: /^Stopped: more than 10000 locks, events and the like were made\.$/,
    zh: /^已停止：创建的锁、事件之类超过了 10000 个。$/,
  },
  {
    what: 'calls that wait in a pool',
    source: `${THREADS}console.log('in');
function nap(): void { time.sleep(1); }
const pool = new ThreadPoolExecutor(1);
for (;;)
  pool.submit(nap);`,
    limits: PATIENT,
    status: 'memory',
    name: 'calls',
    value: 100_000,
    line: 6,
    printed: 'in\n',
    en: /^Stopped: more than 100000 calls waited in pools at once\.$/,
    zh: /^已停止：同时在池中等待的调用超过了 100000 个。$/,
  },
  { ...TIMERS, what: 'timers of Node', source: 'for (;;) {\n  setTimeout(() => {}, 1000);\n}', line: 2 },
];

describe.concurrent('a limit that is passed', { timeout: 120_000 }, () => {
  for (const { what, source, limits, clock = 'virtual', status, name, value, line, en, zh, printed } of ROWS) {
    // On a Node without threads for programs they are told so.
    test.skipIf(NO_THREADS !== null && source.startsWith(THREADS))(`${name}: ${what}`, async () => {
      const ran = await runInSandbox(source, { fileName: 'program.mts', clock, limits });
      const reached = ran.of('limitReached');
      expect(ran.status).toBe(status);
      expect(reached.map((limit) => [limit.name, limit.value, limit.place?.line])).toEqual([[name, value, line]]);
      expect(limitText(name, value, 'en')).toMatch(en);
      expect(limitText(name, value, 'zh')).toMatch(zh);
      if (printed !== undefined) expect(ran.output).toBe(printed);
    });
  }
});

/** One program for each of the eight statuses. */
const ENDINGS: readonly (readonly [string, string])[] = [
  ['done', 'console.log("ends");'],
  ['failed', 'throw new Error("fails");'],
  ['rejected', 'this is no program'],
  ['deadlock', 'await new Promise(() => {});'],
  ['timeout', 'for (;;);'],
  ['memory', 'const all = []; for (;;) all.push({ text: "x" + all.length });'],
  ['output', 'for (;;) console.log("x".repeat(60_000));'],
  ['killed', 'for (;;);'],
];
/** Leaves traces wherever a program may. */
const LEAVE = `globalThis.left = 1; Array.prototype.left = 1; Math.random = () => 0; JSON.stringify = () => 'left'; console.count();
process.nextTick(() => {}); Promise.prototype.then.left = 1; console.group();\n`;
const LOOK = `console.count(); console.log(typeof left, [].left, Promise.prototype.then.left, JSON.stringify([1]), Math.random() > 0, Date.now());`;

describe('after a run', { timeout: 60_000 }, () => {
  afterAll(dropSpare);

  /** As the tutor does it: the spare is taken, and another one kept. */
  const begin = (source: string, seconds: number): { child: Child; end: Promise<Ran>; kill: () => void } => {
    keepSpare(BUILT_CHILD);
    const child = takeChild(64, {});
    const run = runCode({ fileName: 'program.mjs', source }, { clock: 'virtual', limits: { seconds }, child });
    keepSpare(BUILT_CHILD);
    const drive = async (): Promise<Ran> => {
      const events: Event[] = [];
      for (;;) {
        const slice = await run.slice({ until: Infinity, handles: null });
        for (const event of slice.events) events.push(event);
        if (slice.report.state === 'ended') return new Ran(events);
      }
    };
    return { child, end: drive(), kill: () => run.kill() };
  };

  for (const [status, source] of ENDINGS) {
    test(`that ended as ${status}, the next begins in a clean process, and the old one is gone`, async () => {
      const first = begin(status === 'rejected' ? source : LEAVE + source, status === 'timeout' ? 0.5 : 30);
      const gone = new Promise((done) => first.child.process.once('close', done));
      if (status === 'killed') first.kill();
      expect((await first.end).status).toBe(status);
      await gone;
      const next = begin(LOOK, 30);
      const ran = await next.end;
      expect(next.child.process.pid).not.toBe(first.child.process.pid);
      expect([ran.status, ran.output]).toEqual([
        'done',
        'default: 1\nundefined undefined undefined [1] true 978339600000\n',
      ]);
    });
  }
});
