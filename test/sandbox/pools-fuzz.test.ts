/**
 * The parent against a child whose threads lie: forged questions, outcomes and events, in any order, on any pipe, whole and cut.
 * Always one ending, never an exception, nothing harmful in the trace; and what the parent keeps for such a child is bounded.
 *
 * The same cases every time. A failure prints its path; `FUZZ_SEED` and `FUZZ_RUNS` try others and more.
 */
import { resolve } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Order } from '../../src/sandbox/protocol.ts';
import { LANE_IDS, PRIMITIVE_METHODS } from '../../src/trace/pool-question.ts';
import {
  checkEnding,
  type FakeChild,
  fakeChildWithThreads,
  frame,
  LOADED,
  type Mouth,
  report,
  runWith,
} from './fake-child.ts';
import type { Ran } from './run-in-sandbox.ts';

const seed = Number(process.env['FUZZ_SEED'] ?? 4_011);
const numRuns = Number(process.env['FUZZ_RUNS'] ?? 600);

const unhandled: unknown[] = [];
const onUnhandled = (reason: unknown): void => void unhandled.push(reason);

beforeAll(() => {
  process.on('unhandledRejection', onUnhandled);
  process.on('uncaughtExceptionMonitor', onUnhandled);
});

afterAll(() => {
  process.off('unhandledRejection', onUnhandled);
  process.off('uncaughtExceptionMonitor', onUnhandled);
  expect(unhandled).toEqual([]);
});

/** What is said on a pipe: 0 is the main thread's. */
interface Deed {
  readonly slot: number;
  readonly bytes: string | Buffer;
}

const IDLE = report({ state: 'idle', nextDue: 1, outside: true, status: null });
const MOST_TURNS = 10;

/** Says the deeds one a turn, and obeys as an honest child would; it ends when nothing more is left to say. */
function lying(deeds: readonly Deed[], isHonest: boolean): FakeChild {
  let next = 0;
  let isTalking = false;
  const talk = (): void => {
    isTalking = true;
    const deed = deeds[next++];
    if (deed === undefined) return endSoon();
    fake.sayAs(deed.slot, deed.bytes);
    setImmediate(talk);
  };
  const endSoon = (turns = 0): void => {
    if (turns < MOST_TURNS) setImmediate(() => endSoon(turns + 1));
    else fake.die();
  };
  const fake = fakeChildWithThreads(
    (order, say) => {
      if (order.op === 'load') say(LOADED);
      if (order.op !== 'slice') return;
      if (!isTalking) talk();
      else if (isHonest) say(IDLE);
    },
    (number, order, say) => {
      if (order.op === 'load') say(LOADED);
      // The other thread is never done.
      if (order.op === 'call' && isHonest && number === 2) say(frame('D', '{"is":"returned","text":"[1,[]]"}'));
    },
  );
  for (const slot of [1, 2]) fake.sayAs(slot, 'H0\n');
  return fake;
}

async function check(deeds: readonly Deed[], isHonest: boolean): Promise<Ran> {
  const fake = lying(deeds, isHonest);
  const ran = checkEnding(await runWith(fake, { limits: { seconds: 20 } }), fake);
  expect(unhandled).toEqual([]);
  return ran;
}

const slot = fc.oneof({ weight: 60, arbitrary: fc.constantFrom(0, 0, 1, 1, 2) }, fc.nat({ max: 16 }));
const id = fc.oneof(
  { weight: 80, arbitrary: fc.nat({ max: 6 }) },
  fc.constantFrom<unknown>(LANE_IDS, LANE_IDS + 1, -1, 0.5, 2 ** 53, 1e308, '1', null, true, [], {}),
);
const seconds = fc.oneof(
  { weight: 40, arbitrary: fc.constantFrom(null, 0, 1, 5) },
  fc.constantFrom<unknown>(-1, 1e300, 1e308, 'x', false, -0.5, {}),
);
const text = fc.oneof(
  { weight: 40, arbitrary: fc.constant('[[0],[[0,"a",0,0]]]') },
  fc.string({ maxLength: 20 }),
  fc.constantFrom<unknown>('\u001b[2J', 'x'.repeat(1_000_001), 7, null),
);
const fn = fc.oneof(
  { weight: 40, arbitrary: fc.constantFrom({ module: null, name: 'f' }, { module: 'time', name: 'sleep' }) },
  fc.constantFrom<unknown>({ module: '__proto__', name: 'constructor' }, { name: 1 }, null, 'f', {
    module: null,
    name: '\u202e'.repeat(300),
  }),
);
const outcome = fc.oneof(
  fc.record({
    is: fc.constantFrom('returned', 'raised', 'cancelled', 'limit', 'cut', 'over', '__proto__'),
    text,
    status: fc.constantFrom('memory', 'timeout', 'output', 'done'),
    error: fc.constantFrom(null, ['a', 'b', 0], ['a'], 'x'),
    report: fc.constantFrom(null, {}, { error: ['a', '\u009b', 4097] }, 5),
  }),
  fc.constantFrom<unknown>(null, [], 'x', 1),
);
const invocation = { fn, args: text };
const kind = fc.constantFrom('thread', 'thread', 'thread', 'demon', null);
const asks: readonly fc.Arbitrary<object>[] = [
  fc.record({ op: fc.constant('sleep'), seconds }),
  fc.record({ op: fc.constant('idle'), until: seconds }),
  fc.record({ op: fc.constant('poll') }),
  fc.record({ op: fc.constant('drop'), id }),
  fc.record({ op: fc.constant('pool'), pool: id, kind, workers: id, prefix: text }),
  fc.record({ op: fc.constant('submit'), pool: id, call: id, parent: id, mark: id, ...invocation }),
  fc.record({ op: fc.constant('cancel'), call: id }),
  fc.record({ op: fc.constant('result'), call: id, timeout: seconds }),
  fc.record({ op: fc.constant('waitAny'), calls: fc.array(id, { maxLength: 5 }), timeout: seconds }),
  fc.record({ op: fc.constant('shutdown'), pool: id, cancel: fc.constantFrom<unknown>(true, false, 1) }),
  fc.record({ op: fc.constant('drain'), pool: id }),
  fc.record({
    op: fc.constant('thread'),
    thread: id,
    daemon: fc.boolean(),
    name: text,
    parent: id,
    mark: id,
    ...invocation,
  }),
  fc.record({ op: fc.constant('join'), thread: id, timeout: seconds }),
  fc.record({
    op: fc.constant('make'),
    primitive: id,
    kind: fc.constantFrom('lock', 'rlock', 'event', 'semaphore', 'condition', 'toString'),
    value: id,
    lock: id,
  }),
  fc.record({
    op: fc.constant('act'),
    primitive: id,
    method: fc.constantFrom(...PRIMITIVE_METHODS, 'constructor'),
    timeout: seconds,
    count: id,
  }),
  fc.record({
    op: fc.constant('callSoon'),
    loop: id,
    future: id,
    wakes: fc.constantFrom<unknown>(true, false, 0),
    ...invocation,
  }),
  fc.record({ op: fc.constant('coroutine'), loop: id, call: id, ...invocation }),
  fc.record({ op: fc.constant('outcome'), call: id, answer: outcome }),
  fc.record({ op: fc.constantFrom('file', 'files', 'http', 'exec', '__proto__'), name: text, url: text, method: text }),
];
/** Questions that whoever asks stands still for. */
const STANDING = new Set<unknown>(['sleep', 'idle', 'poll', 'cancel', 'result', 'waitAny', 'drain', 'act']);
const question = fc.oneof(...asks).chain((asked) => {
  const fitting = fc.constant(STANDING.has((asked as { op: unknown }).op) ? 0 : 7);
  const framed = fc.record({
    id: fc.oneof({ weight: 60, arbitrary: fitting }, id),
    at: fc.nat({ max: 3 }),
    mark: fc.nat({ max: 9999 }),
  });
  return framed.map((fields) => frame('Q', JSON.stringify({ ...fields, ask: asked })));
});
/** Of a task of its own, of another lane, of none. */
const task = fc.constantFrom(0, 1, LANE_IDS, LANE_IDS + 1, 2 * LANE_IDS + 1, 99 * LANE_IDS, 2 ** 53 - 1);
const event = fc
  .oneof(
    fc.tuple(
      fc.constant(13),
      fc.constantFrom(0, 5, 1e300),
      task,
      fc.constantFrom('task', 'thread'),
      fc.constant('n'),
      fc.constant('c'),
      task,
      fc.constant(0),
    ),
    fc.tuple(
      fc.constant(17),
      fc.constant(0),
      task,
      fc.constantFrom('done', 'failed'),
      fc.constant(0),
      fc.constant(null),
    ),
    fc.tuple(fc.constant(18), fc.constant(0), fc.constantFrom('out', 'err'), fc.string(), task, fc.constant(0)),
    fc.tuple(fc.constant(20), fc.constant(0), fc.constantFrom('memory', 'x'), fc.constant(1), fc.constant(0)),
    fc.tuple(fc.nat({ max: 26 }), fc.constantFrom<unknown>(0, -1, null), task, task, task),
  )
  .map((value) => frame('E', `${JSON.stringify(value)}\n`));
const stray = fc.oneof(
  outcome.map((value) => frame('D', JSON.stringify(value))),
  fc.constantFrom(
    'H0\n',
    LOADED,
    LOADED + LOADED,
    frame('L', '{"ok":false}'),
    frame('X', 'ended'),
    frame('X', 'out of memory'),
    report(),
    IDLE,
    frame('D', '{'),
    frame('Q', '{"id":0'),
    'Q999999999\n',
    'Q4194304\n{',
    'Z1\n1',
    '\n',
  ),
  fc.uint8Array({ minLength: 1, maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
);

const said = (weights: {
  readonly question: number;
  readonly event: number;
  readonly stray: number;
}): fc.Arbitrary<Deed[]> =>
  fc.array(
    fc.record({
      slot,
      bytes: fc.oneof(
        { weight: weights.question, arbitrary: question },
        { weight: weights.event, arbitrary: event },
        { weight: weights.stray, arbitrary: stray },
      ),
    }),
    { minLength: 1, maxLength: 30 },
  );

const ask = (number: number, fields: object): string =>
  frame('Q', JSON.stringify({ id: number, at: 0, mark: 0, ask: fields }));
const f = { fn: { module: null, name: 'f' }, args: '[[0],[[0,"a",0,0]]]' };
/** So that lies meet a parent with pools, calls, locks, and two threads that work. */
const START: readonly Deed[] = [
  { slot: 0, bytes: ask(1, { op: 'make', primitive: 1, kind: 'lock', value: 1, lock: 0 }) },
  { slot: 0, bytes: ask(2, { op: 'make', primitive: 2, kind: 'condition', value: 0, lock: 1 }) },
  { slot: 0, bytes: ask(3, { op: 'pool', pool: 3, kind: 'thread', workers: 3, prefix: 'p' }) },
  { slot: 0, bytes: ask(4, { op: 'submit', pool: 3, call: 4, parent: 0, mark: 0, ...f }) },
  { slot: 0, bytes: ask(5, { op: 'submit', pool: 3, call: 5, parent: 0, mark: 0, ...f }) },
  ...Array.from({ length: 4 }, () => ({ slot: 0, bytes: '' })),
];
/** How it goes on: threads that stand still. */
const MIDDLE: readonly Deed[] = [
  { slot: 1, bytes: ask(0, { op: 'act', primitive: 1, method: 'acquire', timeout: null, count: 1 }) },
  { slot: 2, bytes: ask(0, { op: 'act', primitive: 1, method: 'acquire', timeout: 3, count: 1 }) },
  { slot: 1, bytes: ask(0, { op: 'act', primitive: 2, method: 'wait', timeout: 1, count: 1 }) },
  { slot: 0, bytes: ask(0, { op: 'result', call: 4, timeout: 2 }) },
];

describe('whatever threads say, it is one ending, and harmless', { timeout: 300_000 }, () => {
  const mixes = [
    ['questions above all', { question: 60, event: 2, stray: 1 }, []],
    ['events above all', { question: 10, event: 40, stray: 1 }, []],
    ['answers that nobody waits for', { question: 20, event: 1, stray: 8 }, []],
    ['in the middle of an honest story', { question: 30, event: 2, stray: 2 }, MIDDLE],
  ] as const;
  for (const [what, weights, middle] of mixes)
    test(what, async () => {
      const statuses = new Set<string>();
      await fc.assert(
        fc.asyncProperty(said(weights), fc.boolean(), fc.nat({ max: middle.length }), async (deeds, isHonest, at) => {
          const ran = await check([...START, ...middle.slice(0, at), ...deeds, ...middle.slice(at)], isHonest);
          statuses.add(ran.end.error?.message ?? ran.status);
        }),
        { seed, numRuns },
      );
      // They do not all fail in the same place.
      expect(statuses.size).toBeGreaterThan(4);
    });
});

/** A main thread that never stops to say what `flood` gives for a number; nobody reads what is told to it and to its threads. */
function flooding(flood: (number: number) => string, isDeaf = false): FakeChild {
  let number = 0;
  const pour = (): void => {
    let bytes = '';
    while (bytes.length < 65_536) bytes += flood(++number);
    fake.sayAs(0, bytes);
    if (!fake.wasKilled()) setImmediate(pour);
  };
  const hearThread = (_: number, order: Order, say: Mouth): void => void (order.op === 'load' && say(LOADED));
  const fake = fakeChildWithThreads((order, say) => {
    if (order.op === 'load') say(LOADED);
    if (order.op !== 'slice') return;
    if (isDeaf) (fake.child.orders as unknown as { pause(): void }).pause();
    pour();
  }, hearThread);
  for (const slot of [1, 2]) fake.sayAs(slot, 'H0\n');
  return fake;
}

describe('what the parent keeps for a child has an end, which the trace names', { timeout: 120_000 }, () => {
  const large = { fn: { module: null, name: 'f' }, args: 'x'.repeat(900_000) };
  const small = { fn: { module: null, name: 'f' }, args: '' };
  const opened = (first: string, rest: (number: number) => string) => (number: number) =>
    (number === 1 ? first : '') + rest(number);
  const pool = ask(1, { op: 'pool', pool: 1, kind: 'thread', workers: 1, prefix: '' });
  const thread = ask(2, { op: 'thread', thread: 2, daemon: false, name: '', parent: 0, mark: 0, ...small });
  const cases: readonly (readonly [string, (number: number) => string, string, string])[] = [
    ['locks', (n) => ask(n, { op: 'make', primitive: n, kind: 'lock', value: 1, lock: 0 }), 'locks', 'memory'],
    ['pools', (n) => ask(n, { op: 'pool', pool: n, kind: 'thread', workers: 1, prefix: '' }), 'pools', 'memory'],
    [
      'calls',
      opened(pool, (n) => ask(n + 9, { op: 'submit', pool: 1, call: n + 9, parent: 0, mark: 0, ...small })),
      'calls',
      'memory',
    ],
    [
      'what calls are given',
      opened(pool, (n) => ask(n + 9, { op: 'submit', pool: 1, call: n + 9, parent: 0, mark: 0, ...large })),
      'message text',
      'memory',
    ],
    ['coroutines', (n) => ask(n, { op: 'coroutine', loop: 1, call: n, ...small }), 'calls', 'memory'],
    [
      'what coroutines are given',
      (n) => ask(n, { op: 'coroutine', loop: 1, call: n, ...large }),
      'message text',
      'memory',
    ],
    [
      'threads',
      (n) => ask(n, { op: 'thread', thread: n, daemon: false, name: '', parent: 0, mark: 0, ...small }),
      'threads',
      'memory',
    ],
    [
      'ends that are waited for',
      opened(thread, (n) => ask(n + 9, { op: 'join', thread: 2, timeout: 5e5 - n })),
      'messages',
      'output',
    ],
    ['questions', (n) => ask(n, { op: 'drop', id: n }), 'messages', 'output'],
  ];
  for (const [what, flood, name, status] of cases)
    test(what, async () => {
      const fake = flooding(flood);
      const ran = checkEnding(await runWith(fake, { limits: { seconds: 60 } }), fake);
      expect([ran.status, ran.of('limitReached').map((limit) => limit.name)]).toEqual([status, [name]]);
    });

  test('what is told to a thread that does not read', async () => {
    const fake = flooding((n) => ask(n, { op: 'callSoon', loop: 1, future: 0, wakes: true, ...large }), true);
    const ran = checkEnding(await runWith(fake, { limits: { seconds: 60 } }), fake);
    expect([ran.status, ran.of('limitReached').map((limit) => limit.name)]).toEqual(['memory', ['message text']]);
  });
});

describe('a process of a pool that lies', () => {
  const lies = ['garbage', 'half', 'exit', 'silent-exit', 'question', 'outcome', 'events', 'greetings', 'gone', 'huge'];
  for (const lie of lies)
    test(lie, async () => {
      const fn = { module: null, name: lie };
      const fake = fakeChildWithThreads(
        (order, say) => {
          if (order.op === 'load') say(LOADED);
          if (order.op !== 'slice') return;
          say(ask(1, { op: 'pool', pool: 1, kind: 'process', workers: 1, prefix: 'p' }));
          say(ask(2, { op: 'submit', pool: 1, call: 2, parent: 0, mark: 0, fn, args: '' }));
          say(ask(0, { op: 'result', call: 2, timeout: null }));
        },
        () => {},
        resolve(import.meta.dirname, 'programs/lying-lane.cjs'),
      );
      // Whatever the call came to, it is told, or it is the end of the run.
      fake.child.orders.on('data', (chunk: Buffer) => void (`${chunk}`.includes('"reply"') && fake.sayAs(0, report())));
      const ran = checkEnding(await runWith(fake, { limits: { seconds: 2 } }), fake);
      expect(['killed', 'done', 'deadlock', 'timeout']).toContain(ran.status);
    });
});
