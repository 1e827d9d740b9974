/**
 * Programs that try to exhaust something. Each ends by itself or at a limit, with the status that its first line says:
 *
 *     // expect: timeout|memory limit: seconds = 0.5 line: 3
 *
 * `|` is either. `limit` and `line` may be left out; the line counts where the end has one, and it has but for memory, which
 * V8 itself runs out of.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, relative, resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { limitText } from '../../src/text/limit-words.ts';
import { DEFAULT_LIMITS, type Limits } from '../../src/sandbox/limits.ts';
import { runCode } from '../../src/sandbox/run-code.ts';
import { needsOf, NO_THREADS, startChild } from '../../src/sandbox/spare.ts';
import { wantsThreads } from '../../src/sandbox/top-level.ts';
import type { Event, RunStatus } from '../../src/trace/event.ts';
import { MOST_PROCESSES, MOST_THREADS } from '../../src/trace/pool-question.ts';
import { checkEnding } from './fake-child.ts';
import { BUILT_CHILD, Ran, runInSandbox } from './run-in-sandbox.ts';

const PROGRAMS = resolve(import.meta.dirname, 'programs');
/** `dos-own` aims at what this code base adds: marks, hooks, recorder, console, clock, loops, the compile step. */
const FILES = ['dos', 'dos-own'].flatMap((name) => {
  const folder = resolve(PROGRAMS, name);
  return readdirSync(folder).map((file) => resolve(folder, file));
});
/** For what never ends; whatever ends by itself has all the time that a busy machine may need. */
const SHORT_SECONDS = 0.5;
const LONG_SECONDS = 30;
/**
 * For what must run out of time: `dos/004-microtask-then` keeps every promise of its chain, as it does in plain Node, and
 * on a quick machine would fill 64 MB first.
 */
const AMPLE_MEMORY_MB = 512;

/** The limits that may end a run, by the status that they end it with. */
const ENDING_LIMITS: { readonly [S in RunStatus]?: { readonly [name: string]: number } } = {
  timeout: { seconds: SHORT_SECONDS, 'virtual seconds': DEFAULT_LIMITS.virtualSeconds },
  memory: {
    memory: DEFAULT_LIMITS.memoryMb,
    tasks: 100_000,
    timers: 100_000,
    threads: MOST_THREADS,
    processes: MOST_PROCESSES,
    pools: 200,
    calls: 100_000,
    locks: 10_000,
    'message text': 32 * 1024 * 1024,
  },
  output: {
    output: 1_000_000,
    events: DEFAULT_LIMITS.events,
    'event text': DEFAULT_LIMITS.eventText,
    messages: 500_000,
  },
};
/** It cuts a line, and ends nothing. */
const CUTS = 'output line';

interface Expected {
  readonly statuses: readonly string[];
  readonly limit: { readonly name: string; readonly value: number | null } | null;
  readonly line: number | null;
}

function readExpected(source: string): Expected {
  const match = /^\/\/ expect: ([a-z|]+)(?: limit: ([a-z ]+?)(?: = ([\d.]+))?)?(?: line: (\d+))?\n/.exec(source);
  if (!match) throw new Error('the first line does not say what to expect');
  const [, statuses, name, value, line] = match;
  return {
    statuses: statuses!.split('|'),
    limit: name === undefined ? null : { name, value: value === undefined ? null : Number(value) },
    line: line === undefined ? null : Number(line),
  };
}

async function check(fileName: string, source: string, expected: Expected): Promise<void> {
  const seconds = expected.statuses.includes('timeout') ? SHORT_SECONDS : LONG_SECONDS;
  const memoryMb = expected.statuses.some((status) => status !== 'timeout') ? DEFAULT_LIMITS.memoryMb : AMPLE_MEMORY_MB;
  const ran = await runToItsDeath(fileName, source, { ...DEFAULT_LIMITS, seconds, memoryMb });
  // On a Node without threads for programs they are told so, and may go on.
  if (NO_THREADS !== null && wantsThreads(source) && ran.end.error?.message === NO_THREADS)
    return expect(ran.status).toBe('failed');
  expect(expected.statuses).toContain(ran.status);
  checkSaid(ran, expected, source.split('\n').length);
}

async function checkNextRun(): Promise<void> {
  const next = await runInSandbox('console.log(typeof leftover); globalThis.leftover = 1;');
  expect([next.status, next.output]).toEqual(['done', 'undefined\n']);
}

/** In a child of its own, which is gone afterwards. */
async function runToItsDeath(fileName: string, source: string, limits: Limits): Promise<Ran> {
  const child = startChild(limits.memoryMb, BUILT_CHILD, needsOf({ fileName, source }));
  const gone = new Promise((done) => child.process.once('exit', done));
  const run = runCode({ fileName, source }, { clock: 'virtual', sliceMs: 50, limits, child });
  const events: Event[] = [];
  for (let state = 'ready'; state !== 'ended';) {
    const slice = await run.slice({ until: Infinity, handles: null });
    for (const event of slice.events) events.push(event);
    state = slice.report.state;
  }
  await gone;
  return new Ran(events);
}

/** What ended the run, in words; where, if that is known. */
function checkSaid(ran: Ran, expected: Expected, lines: number): void {
  const { status, error } = ran.end;
  const reached = ran.of('limitReached').filter(({ name }) => name !== CUTS);
  const last = reached.at(-1);
  const ending = ENDING_LIMITS[status];
  if (ending === undefined) {
    expect(reached).toEqual([]);
    if (status !== 'done') expect(error?.message).not.toBe('');
    expect(error === null).toBe(status === 'done');
  } else {
    expect(ending[last!.name]).toBe(last!.value);
    for (const language of ['en', 'zh'] as const)
      expect(limitText(last!.name, last!.value, language)).not.toContain(`${last!.name}:`);
  }
  if (expected.limit !== null) {
    expect(last?.name).toBe(expected.limit.name);
    if (expected.limit.value !== null) expect(last?.value).toBe(expected.limit.value);
  }
  const line = last?.place?.line ?? error?.place?.line ?? null;
  if (expected.line !== null && (status !== 'memory' || line !== null)) expect(line).toBe(expected.line);
  if (line !== null) expect(line >= 1 && line <= lines).toBe(true);
}

describe.concurrent('a program that would exhaust something', { timeout: 100_000 }, () => {
  // The parent of them all is as well as before.
  afterAll(checkNextRun);

  for (const file of FILES) {
    test(relative(PROGRAMS, file), async () => {
      const source = readFileSync(file, 'utf8');
      await check(basename(file), source, readExpected(source));
    });
  }
});

/** Programs that are too large to keep, or too deep to be read. */
const rejected = { statuses: ['rejected'], limit: null, line: null } as const;
const rejectedAtOnce = { ...rejected, line: 1 };
/** Compiling takes memory too, and time: what is not read in ten seconds is not run. */
const ran = { statuses: ['done', 'failed', 'memory', 'rejected'], limit: null, line: null } as const;
const TEXTS: readonly (readonly [string, string, Expected, string?])[] = [
  ['templates, nested', `${'`${'.repeat(9999)}1${'}`'.repeat(9999)}`, rejectedAtOnce],
  ['templates, nested as deep as may be', `${'`${'.repeat(190)}1${'}`'.repeat(190)}`, ran],
  ['objects, nested', `x = ${'{a:'.repeat(1e5)}1${'}'.repeat(1e5)}`, rejectedAtOnce],
  ['an optional chain', `var a; a${'?.b'.repeat(9000)}`, rejected],
  ['an optional chain without end', `var a; a${'?.b'.repeat(1e5)}`, rejectedAtOnce],
  ['calls of calls', `var a = () => a; a${'()'.repeat(9900)}`, rejected],
  ['arrows of arrows', `${'a=>'.repeat(9000)}1`, rejected],
  ['awaits of awaits', `${'await '.repeat(19_000)}0`, rejected],
  ['a million awaits', 'await 0;'.repeat(1e6), rejected],
  ['as many awaits as fit', 'await 0;'.repeat(65_000), ran],
  ['awaits without semicolons', 'await 0\n'.repeat(65_000), { ...rejected, line: 10_001 }],
  ['ifs in elses', `${'if(0){}else '.repeat(40_000)};`, rejected],
  ['loops in loops', `${'for(;;)'.repeat(50_000)};`, rejected],
  ['megabytes of one comment', `//${'x'.repeat(5e6)}`, rejected],
  ['megabytes of controls', '\u0001'.repeat(3e6), rejected],
  ['half a megabyte of controls', '\u0001'.repeat(5e5), rejected],
  ['a huge name', `const ${'x'.repeat(250_000)} = async () => { await 0; }; await ${'x'.repeat(250_000)}();`, ran],
  ['a huge string', `console.log("${'x'.repeat(500_000)}".length);`, ran],
  ['a huge number', `console.log(${'9'.repeat(100_000)}n % 7n);`, ran],
  ['a regular expression, nested', `/${'(a'.repeat(1e5)}${')'.repeat(1e5)}/`, rejected],
  ['functions without end', 'async function f(){await 0}\n'.repeat(4000), ran],
  ['types of types', `let x: ${'A<'.repeat(4000)}1${'>'.repeat(4000)}`, rejected, 'types.ts'],
  ['types of functions', `type T = ${'()=>'.repeat(6000)}D`, rejected, 'types.ts'],
  ['negations in TypeScript', `${'!'.repeat(19_000)}0`, rejected, 'types.ts'],
];

describe.concurrent('a text that would exhaust the compiler', { timeout: 100_000 }, () => {
  for (const [what, source, expected, fileName = 'program.js'] of TEXTS) {
    test(what, () => check(fileName, source, expected));
  }
});

/**
 * Three of the programs were given without a loop, and their first lines expect that `createTask` does without one. CPython's
 * does not (`conformance/131-create-task-outside-loop`), and both cannot hold: in `programs/dos` they run in a loop, and as
 * they were given they end here.
 */
const WITHOUT_A_LOOP: readonly (readonly [string, string])[] = [
  [
    '013-timer-fan-out',
    "import {coroutine,sleep,createTask} from 'asyncio';\nconst f = coroutine(async () => { await sleep(1); createTask(f()); createTask(f()) }); await f()",
  ],
  ['014-task-bomb', "import {sleep,createTask} from 'asyncio';\nfor(;;) createTask(sleep(1))"],
  [
    '041-output-long-task-name',
    "import {coroutine,createTask} from 'asyncio';\nfor(let i=0;i<50;i++) createTask(coroutine(async()=>1)(),{name:'n'.repeat(9e6)}); await 0",
  ],
];

describe.concurrent('without a loop there is no task to be had', { timeout: 100_000 }, () => {
  for (const [name, source] of WITHOUT_A_LOOP) {
    test(name, async () => {
      const ran = await runInSandbox(source, { fileName: `${name}.js` });
      expect(ran.end).toMatchObject({
        status: 'failed',
        error: { name: 'RuntimeError', message: 'no running event loop', place: { line: 2 } },
      });
    });
  }
});

test('what was printed is harmless, and every moment of a flood has a picture', async () => {
  const source = readFileSync(resolve(PROGRAMS, 'dos-own/019-control-characters.js'), 'utf8');
  checkEnding(await runInSandbox(source, { limits: { seconds: LONG_SECONDS } }), { wasKilled: () => true });
});
