/**
 * The parent against a child that lies in a session: forged answers to `open`, `enter` and `complete`, answers that nobody asked
 * for, and answers that never come. No promise rejects, and nothing harmful comes out.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Order } from '../../src/sandbox/protocol.ts';
import { type Entered, openSession, type SandboxRun } from '../../src/sandbox/run-code.ts';
import type { Event } from '../../src/trace/event.ts';
import { fakeChild, type FakeChild, frame, HARMFUL, LOADED, stringsIn } from './fake-child.ts';

const REPORT = frame('R', '{"state":"idle","clock":0,"nextDue":null,"outside":true,"status":null,"error":null}');

/** A child that answers honestly, but for what `lie` says instead. */
function lying(lie: (order: Order) => string | Buffer | null): { readonly run: SandboxRun; readonly fake: FakeChild } {
  const fake = fakeChild((order, say) => {
    const forged = lie(order);
    if (forged !== null) return say(forged);
    if (order.op === 'open' || order.op === 'enter') say(LOADED);
    if (order.op === 'complete') say(frame('C', '[]'));
    if (order.op === 'slice') say(REPORT);
  });
  const run = openSession({ clock: 'virtual', interactive: true, limits: { seconds: 0.2 }, child: fake.child });
  return { run, fake };
}

const on = (op: Order['op'], answer: string | Buffer) => (order: Order) => (order.op === op ? answer : null);

async function eventsOf(run: SandboxRun): Promise<readonly Event[]> {
  return (await run.slice({ until: Infinity, handles: null })).events;
}

async function expectBroken(run: SandboxRun, fake: FakeChild): Promise<void> {
  const end = (await eventsOf(run)).at(-1);
  expect(end).toMatchObject({ type: 'runEnded', status: 'killed' });
  expect(fake.wasKilled()).toBe(true);
  expect(await run.enter('1', 0)).toMatchObject({ ok: false });
  expect(await run.complete(['x'])).toEqual([]);
}

const FORGED: readonly (readonly [string, string | Buffer])[] = [
  ['no JSON', frame('L', '{"ok":')],
  ['a list', frame('L', '[]')],
  ['null', frame('L', 'null')],
  ['ok as a word', frame('L', '{"ok":"yes"}')],
  ['no warnings', frame('L', '{"ok":true}')],
  ['names that are none', frame('L', '{"ok":true,"warnings":[],"declared":[1]}')],
  ['names as an object', frame('L', '{"ok":true,"warnings":[],"declared":{"length":1}}')],
  ['parts without a place', frame('L', '{"ok":true,"warnings":[],"declared":[],"parts":[{"names":[],"text":"x"}]}')],
  ['parts on line 0', frame('L', '{"ok":true,"warnings":[],"parts":[{"names":[],"line":0,"column":1,"text":""}]}')],
  ['a signature without a list', frame('L', '{"ok":true,"warnings":[],"signatures":[["f","a"]]}')],
  ['a signature of numbers', frame('L', '{"ok":true,"warnings":[],"signatures":[["f",[1]]]}')],
  [
    'a signature without end',
    frame('L', JSON.stringify({ ok: true, warnings: [], signatures: [['f', ['x'.repeat(9_000)]]] })),
  ],
  ['a problem without words', frame('L', '{"ok":false,"problem":{}}')],
  ['another answer', REPORT],
  ['names', frame('C', '[]')],
  ['an unknown kind', frame('Z', '{}')],
  ['garbage', Buffer.from([0, 255, 10])],
];

describe('a forged answer is the end of the session', () => {
  test.each(FORGED)('to `enter`: %s', async (_, answer) => {
    const { run, fake } = lying(on('enter', answer));
    expect(await run.enter('1', 0)).toMatchObject({ ok: false });
    await expectBroken(run, fake);
  });

  test.each(FORGED.filter(([name]) => !name.startsWith('a problem')))('to `open`: %s', async (_, answer) => {
    const { run, fake } = lying(on('open', answer));
    await expectBroken(run, fake);
  });

  test.each([
    ['a report', REPORT],
    ['a load', LOADED],
    ['a call', frame('D', '{}')],
  ])('to `complete`: %s', async (_, answer) => {
    const { run, fake } = lying(on('complete', answer));
    expect(await run.complete(['x'])).toEqual([]);
    await expectBroken(run, fake);
  });
});

test('names that are none, too many or harmful are left out', async () => {
  const names = [
    { name: 'good', is: 'function' },
    { name: 'x\u001b[2J', is: 'value' },
    { name: 'y\u202e', is: 'value' },
    { name: 1, is: 'value' },
    { name: 'odd', is: 'toString' },
    { name: 'z'.repeat(5_000), is: 'value' },
    null,
    'text',
    [],
    ...Array.from({ length: 5_000 }, (_, index) => ({ name: `n${index}`, is: 'class' })),
  ];
  const { run } = lying(on('complete', frame('C', JSON.stringify(names))));
  const found = await run.complete(['']);
  expect(found[0]).toEqual({ name: 'good', is: 'function' });
  expect(found.length).toBeLessThanOrEqual(1_000);
  for (const { name } of found) expect(name).not.toMatch(HARMFUL);
  run.kill();
});

test('what is no list of names is none', async () => {
  for (const payload of ['{}', 'null', '1', '"x"', '[', '{"length":3}']) {
    const { run } = lying(on('complete', frame('C', payload)));
    expect(await run.complete(['x'])).toEqual([]);
    run.kill();
  }
});

test('an answer that nobody asked for is the end', async () => {
  const { run, fake } = lying((order) => (order.op === 'enter' ? LOADED + frame('C', '[]') : null));
  await run.enter('1', 0);
  await expectBroken(run, fake);
});

test('a child that dies or never answers leaves nobody waiting', async () => {
  const dying = lying(() => null);
  await dying.run.slice({ until: 0, handles: null });
  const waiting = lying((order) => (order.op === 'enter' ? '' : null));
  const entered = waiting.run.enter('1', 0);
  await new Promise((resume) => setImmediate(resume));
  waiting.fake.die();
  expect(await entered).toMatchObject({ ok: false });
  dying.run.kill();
  expect(await dying.run.complete(['x'])).toEqual([]);
});

test('what a problem says cannot drive a terminal, and its line is within the entry', async () => {
  const problem = { message: 'bad \u001b]0;x\u0007\u202e', line: 1, column: 1e9 };
  const { run } = lying(on('enter', frame('L', JSON.stringify({ ok: false, problem }))));
  const entered = await run.enter('1\n2', 0);
  expect(entered).toMatchObject({ ok: false, problem: { line: 1 } });
  for (const text of stringsIn(entered)) expect(text).not.toMatch(HARMFUL);
  run.kill();
});

test('whatever is answered to `enter`, one answer comes and no promise rejects', async () => {
  const ok = { ok: true, warnings: [], declared: ['a'], parts: [], signatures: [['f', ['a']]] };
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('ok', 'warnings', 'declared', 'parts', 'signatures'),
      fc.jsonValue(),
      async (field, value) => {
        const { run } = lying(on('enter', frame('L', JSON.stringify({ ...ok, [field]: value }))));
        const entered: Entered = await run.enter('function a() {}', 0);
        for (const text of stringsIn(entered)) expect(text).not.toMatch(HARMFUL);
        await eventsOf(run);
        run.kill();
      },
    ),
    { seed: 20_012, numRuns: 100 },
  );
});
