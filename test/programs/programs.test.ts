/**
 * Programs as people write them, each from its start to its end on the virtual clock: what it prints, how long that takes and how
 * many tasks there are is kept in its `golden.json` (`PROGRAMS=write` writes them, to be looked at); what its trace must show
 * stands here.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readProgram } from '../../src/commands/read-program.ts';
import { RUN_WORDS } from '../../src/commands/run-words.ts';
import { linesOf } from '../../src/trace/program-lines.ts';
import { type Ran, runInSandbox } from '../sandbox/run-in-sandbox.ts';

const HERE = import.meta.dirname;
const names = readdirSync(HERE, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));

function mainOf(name: string): string {
  return join(
    HERE,
    name,
    readdirSync(join(HERE, name)).find((file) => file.startsWith('main.'))!,
  );
}

/** Of the tasks of a coroutine: from when to when each lived, seconds. */
function lives(ran: Ran, coroutine: string): readonly (readonly [number, number])[] {
  const ends = new Map(ran.of('taskEnded').map(({ task, at }) => [task, at]));
  return ran
    .of('taskCreated')
    .filter((task) => task.coroutine === coroutine)
    .map(({ task, at }) => [at, ends.get(task) ?? Infinity]);
}

function mostAtOnce(spans: readonly (readonly [number, number])[]): number {
  return Math.max(0, ...spans.map(([from]) => spans.filter((other) => other[0] <= from && from < other[1]).length));
}

/** How many tasks waited for that at once, at most. */
function mostWaiting(ran: Ran, what: string): number {
  const waiting = new Set<number>();
  let most = 0;
  for (const event of ran.events) {
    if (event.type === 'taskSuspended' && event.wait.what === what) waiting.add(event.task);
    else if (event.type === 'taskResumed' || event.type === 'taskSuspended' || event.type === 'taskEnded')
      waiting.delete(event.task);
    most = Math.max(most, waiting.size);
  }
  return most;
}

/** What must be seen in the trace of each. */
const FACTS: { readonly [name: string]: (ran: Ran) => void } = {
  'chat-room'(ran) {
    expect(mostAtOnce(lives(ran, 'speaker'))).toBe(3);
    expect(mostAtOnce(lives(ran, 'reader'))).toBe(3);
    // He is told that he is out long before he has read what he had.
    expect(ran.output).toMatch(/Bo cannot keep up[^]*Bo hears nothing more/);
  },
  crawler(ran) {
    expect(mostAtOnce(lives(ran, 'worker'))).toBe(4);
    expect(lives(ran, 'worker')).toHaveLength(4);
    // Side by side, not one after another.
    expect(ran.end.at).toBeLessThan(2);
  },
  'event-log'(ran) {
    expect(ran.of('taskCreated').every(({ kind }) => kind === 'async')).toBe(true);
    expect(mostAtOnce(lives(ran, 'produce'))).toBe(3);
    expect(mostAtOnce(lives(ran, 'write'))).toBe(1);
  },
  'job-scheduler'(ran) {
    const machines = ran.of('taskCreated').filter(({ name }) => name.startsWith('machine'));
    expect(machines).toHaveLength(2);
    expect(mostAtOnce(lives(ran, 'machine'))).toBe(2);
    expect(ran.of('taskCancelRequested').length).toBe(3);
  },
  'load-balancer'(ran) {
    expect(lives(ran, 'handle')).toHaveLength(3 * 150);
    expect(mostAtOnce(lives(ran, 'handle'))).toBeGreaterThan(10);
    expect(mostAtOnce(lives(ran, 'simulate'))).toBeLessThanOrEqual(1);
    expect(lives(ran, 'healthChecks').every(([, end]) => end < Infinity)).toBe(true);
  },
  philosophers(ran) {
    expect(mostAtOnce(lives(ran, 'dine'))).toBe(5);
    // All of them wait for a fork, until the clock ends it; later never all.
    expect(mostWaiting(ran, 'lock.acquire()')).toBe(5);
    expect(ran.of('taskEnded').filter(({ outcome }) => outcome === 'cancelled')).toHaveLength(5);
  },
  pipeline(ran) {
    expect(mostAtOnce(lives(ran, 'work'))).toBe(4);
    expect(mostAtOnce(lives(ran, 'perform'))).toBe(2);
    expect(mostWaiting(ran, 'queue.put()')).toBeGreaterThan(2);
  },
  'pub-sub'(ran) {
    expect(mostAtOnce(lives(ran, 'listen'))).toBe(3);
    expect(mostAtOnce([...lives(ran, 'sensors'), ...lives(ran, 'doorbell')])).toBe(2);
  },
  'rate-limiter'(ran) {
    expect(mostAtOnce(lives(ran, 'request'))).toBe(12);
    expect(ran.output).toContain('most within one second: 3');
  },
  'retry-library'(ran) {
    expect(ran.output).toContain('8 of 8 tests passed');
    expect(ran.of('taskEnded').filter(({ outcome }) => outcome === 'cancelled')).toHaveLength(1);
  },
  'single-flight'(ran) {
    // Twenty ask, and one flies.
    expect(mostAtOnce(lives(ran, 'ask'))).toBe(20);
    expect(mostAtOnce(lives(ran, 'fly'))).toBeLessThanOrEqual(3);
  },
  'work-stealing'(ran) {
    expect(mostAtOnce(lives(ran, 'work'))).toBe(4);
    // All four work, and the one that brings the jobs sleeps too.
    expect(mostWaiting(ran, 'sleep')).toBe(5);
  },
};

test('there are at least ten, of sixty lines and more, several of them in several files', () => {
  expect(names.toSorted()).toEqual(Object.keys(FACTS).toSorted());
  expect(names.length).toBeGreaterThanOrEqual(10);
  const programs = names.map((name) => readProgram(mainOf(name), RUN_WORDS.en));
  for (const { source, files = [] } of programs) {
    const lines = [source, ...files.map((file) => file.source ?? '')].reduce(
      (sum, text) => sum + linesOf(text).length,
      0,
    );
    expect(lines).toBeGreaterThanOrEqual(60);
    expect(lines).toBeLessThanOrEqual(400);
  }
  expect(programs.filter(({ files }) => files !== undefined).length).toBeGreaterThanOrEqual(5);
});

describe.concurrent('each runs to its end', { timeout: 60_000 }, () => {
  for (const name of names)
    test(name, async () => {
      const { fileName, source, files } = readProgram(mainOf(name), RUN_WORDS.en);
      const ran = await runInSandbox(source, { fileName, ...(files === undefined ? {} : { files }) });
      expect([ran.status, ran.end.error, ran.errors]).toEqual(['done', null, '']);
      const found = {
        seconds: Number(ran.end.at.toFixed(6)),
        tasks: ran.of('taskCreated').length,
        output: ran.output.trimEnd().split('\n'),
      };
      const golden = join(HERE, name, 'golden.json');
      if (process.env['PROGRAMS'] === 'write') writeFileSync(golden, `${JSON.stringify(found, null, 2)}\n`);
      expect(found).toEqual(JSON.parse(readFileSync(golden, 'utf8')));
      expect(ran.of('warning')).toEqual([]);
      expect(ran.of('limitReached')).toEqual([]);
      const picture = ran.replay().at(ran.replay().length);
      const states = Array.from({ length: picture.taskCount }, (_, index) => picture.task(index).state);
      expect(states.filter((state) => state === 'waiting' || state === 'ready' || state === 'running')).toEqual([]);
      expect([picture.readyCount, picture.timerCount]).toEqual([0, 0]);
      FACTS[name]!(ran);
    });
});
