/**
 * Nothing that a child says keeps the parent from its screen: what is read in one turn of its event loop is bounded, and so
 * is what one slice hands out. Counted in characters and events, for no clock tells the same twice.
 */
import { afterEach, describe, expect, test, vi } from 'vitest';
import { MOST_IN_A_TURN } from '../../src/sandbox/paced-frames.ts';
import { MAX_FRAME_BYTES } from '../../src/sandbox/protocol.ts';
import { MOST_EVENTS_AT_ONCE, runCode } from '../../src/sandbox/run-code.ts';
import { type Child, startChild } from '../../src/sandbox/spare.ts';
import { fakeChild, frame, LOADED, report } from './fake-child.ts';
import { BUILT_CHILD } from './run-in-sandbox.ts';

interface Measured {
  readonly status: string;
  readonly events: number;
  readonly turns: number;
  /** The most characters of JSON that were read in one turn. */
  readonly mostRead: number;
  /** The most events that one slice handed out, and the most in one turn. */
  readonly mostInSlice: number;
  readonly mostInTurn: number;
}

afterEach(() => {
  vi.restoreAllMocks();
});

async function measure(child: Child, source = ''): Promise<Measured> {
  let [turns, read, mostRead, handed, mostInTurn, mostInSlice, events] = [0, 0, 0, 0, 0, 0, 0];
  let isOver = false;
  const { parse } = JSON;
  const spy = vi.spyOn(JSON, 'parse').mockImplementation((text: string) => {
    mostRead = Math.max(mostRead, (read += text.length));
    return parse(text) as unknown;
  });
  const turn = (): void => {
    [turns, read, handed] = [turns + 1, 0, 0];
    if (!isOver) setImmediate(turn);
  };
  setImmediate(turn);
  const run = runCode({ fileName: 'a.mjs', source }, { clock: 'virtual', limits: { seconds: 30 }, child });
  for (;;) {
    const slice = await run.slice({ until: Infinity, handles: null });
    events += slice.events.length;
    mostInTurn = Math.max(mostInTurn, (handed += slice.events.length));
    mostInSlice = Math.max(mostInSlice, slice.events.length);
    const last = slice.events.at(-1);
    if (slice.report.state !== 'ended') continue;
    isOver = true;
    spy.mockRestore();
    return {
      status: last?.type === 'runEnded' ? last.status : 'none',
      events,
      turns,
      mostRead,
      mostInSlice,
      mostInTurn,
    };
  }
}

function checkBounds(measured: Measured, longestLine: number): void {
  expect(measured.mostRead).toBeLessThanOrEqual(2 * MOST_IN_A_TURN + longestLine);
  expect(measured.mostInSlice).toBeLessThanOrEqual(MOST_EVENTS_AT_ONCE);
  expect(measured.mostInTurn).toBeLessThanOrEqual(2 * MOST_EVENTS_AT_ONCE);
}

/** Loads anything, answers the first slice with `answer` and an end. */
function saying(...answers: readonly string[]): Child {
  let isFirst = true;
  return fakeChild((order, say) => {
    if (order.op === 'load') return say(LOADED);
    if (isFirst) for (const answer of answers) say(answer);
    isFirst = false;
    say(report());
  }).child;
}

describe('what one turn of the event loop reads', () => {
  const EVENT = '[10,0,1]\n';
  const FULL = EVENT.repeat(Math.floor(MAX_FRAME_BYTES / EVENT.length));

  test('of the largest frame, full of the smallest events', async () => {
    const measured = await measure(saying(frame('E', FULL)));
    checkBounds(measured, EVENT.length);
    expect(measured.status).toBe('done');
    expect(measured.events).toBe(FULL.length / EVENT.length + 2);
    expect(measured.turns).toBeGreaterThan(FULL.length / MOST_IN_A_TURN);
  });

  test('of many frames that came at once', async () => {
    const measured = await measure(saying(frame('E', EVENT.repeat(20)).repeat(2_000)));
    checkBounds(measured, EVENT.length * 20);
    expect(measured.events).toBe(40_002);
  });

  test('of lines as long as they may be', async () => {
    const line = `${JSON.stringify([18, 0, 'out', '\u0001'.repeat(65_000), 0, 0])}\n`;
    const measured = await measure(saying(frame('E', line.repeat(9))));
    checkBounds(measured, line.length);
    expect(measured.events).toBe(11);
    const breaks = `${JSON.stringify([18, 0, 'out', '\n'.repeat(65_000), 0, 0])}\n`;
    const ofLines = await measure(saying(frame('E', breaks.repeat(9))));
    expect(ofLines.events).toBe(11);
    expect(ofLines.mostInSlice).toBeLessThanOrEqual(2);
  });

  test('of events that are none at the end of a flood: what came before is kept, and the run is ended', async () => {
    const measured = await measure(saying(frame('E', EVENT.repeat(20_000) + '[99,0,1]\n')));
    expect(measured.status).toBe('killed');
    expect(measured.events).toBeGreaterThan(20_000 - 8_000);
  });

  test('a child that dies behind its flood is heard to the end', async () => {
    const fake = fakeChild((order, say, { die }) => {
      if (order.op === 'load') return say(LOADED);
      say(frame('E', EVENT.repeat(50_000)));
      die();
    });
    const measured = await measure(fake.child);
    checkBounds(measured, EVENT.length);
    expect([measured.status, measured.events]).toEqual(['killed', 50_002]);
  });
});

describe('what a program can bring about', { timeout: 120_000 }, () => {
  const IMPORTS = "import { coroutine, createTask, getRunningLoop, run, sleep } from 'asyncio';\n";
  const FLOODS: { readonly [what: string]: string } = {
    'tasks, all in one handle': `${IMPORTS}const work = coroutine(async () => {});
await run(coroutine(async () => { for (let n = 0; n < 20_000; n++) createTask(work()); })());`,
    'events, in many handles': `${IMPORTS}await run(coroutine(async () => { for (let n = 0; n < 30_000; n++) await sleep(0); })());`,
    'timers, and all due at once': `${IMPORTS}await run(coroutine(async () => {
  for (let n = 0; n < 20_000; n++) getRunningLoop().callLater(1, () => {});
  await sleep(2);
})());`,
    'output, line by line': 'for (;;) console.log("x");',
    'output, in long lines': 'for (;;) console.log("\\u0001".repeat(65_000));',
    'microtasks and ticks': 'for (let n = 0; n < 20_000; n++) process.nextTick(() => queueMicrotask(() => {}));',
  };
  for (const [what, source] of Object.entries(FLOODS)) {
    test(what, async () => {
      const measured = await measure(startChild(512, BUILT_CHILD), source);
      checkBounds(measured, 6 * 65_536);
      expect(measured.status).toMatch(/done|output/);
    });
  }
});
