/** The clock of an interactive session: it follows whoever drives the session, also while a task holds the loop. */
import { afterEach, expect, test } from 'vitest';
import { LiveTestSession } from './live-session.ts';

const opened: LiveTestSession[] = [];
afterEach(() => opened.splice(0).forEach(({ run }) => run.kill()));

function open(isInteractive = true, unawaitedSeconds = 60): LiveTestSession {
  const session = new LiveTestSession(isInteractive, { seconds: 600, unawaitedSeconds });
  opened.push(session);
  return session;
}

/** When the task of the entry began and ended. */
function life(session: LiveTestSession, entry: number): readonly [number, number] {
  const started = session.ran.of('entryStarted').find((event) => event.entry === entry)!;
  return [started.at, session.ran.of('taskEnded').find(({ task }) => task === started.task)!.at];
}

/** Slices until there is nothing to do but wait. */
async function rest(session: LiveTestSession, until: number): Promise<void> {
  for (;;) {
    const { events, report } = await session.run.slice({ until, handles: null });
    session.events.push(...events);
    if (report.state === 'idle' && events.length === 0) return;
  }
}

test('what is cancelled ends when it was cancelled, not when something happened last', async () => {
  const session = open();
  for (const [index, source] of [
    'await new Promise(() => {})',
    'const lock = new Lock(); await lock.acquire(); await lock.acquire()',
    'const late = await sleep(200)',
  ].entries()) {
    const from = 100 * index;
    await session.hand(source, from);
    await rest(session, from + 3);
    session.run.cancel(null);
    await session.slice(from + 9);
    await rest(session, from + 9);
    expect(life(session, index + 1)).toEqual([from, from + 9]);
  }
});

test('a task that is cancelled by its name as well', async () => {
  const session = open();
  await session.enter('createTask(sleep(200)); 0');
  const task = session.ran.of('taskCreated').find(({ name }) => name === 'Task-1')!.task;
  await rest(session, 3);
  session.run.cancel(task);
  await rest(session, 7);
  expect(session.ran.of('taskEnded').find((event) => event.task === task)).toMatchObject({
    at: 7,
    outcome: 'cancelled',
  });
});

test('time.sleep blocks for as long as whoever drives the session lets pass', async () => {
  const session = open();
  await session.enter('import * as time from "time"');
  await session.enter('let beats = 0; const heart = setInterval(() => { beats++ }, 1000); 0');
  await session.hand('time.sleep(8); beats', 0);
  for (const until of [0, 3, 7.9]) {
    const { events, report } = await session.run.slice({ until, handles: null });
    session.events.push(...events);
    expect(report).toEqual({ state: 'idle', clock: until, nextDue: 8 });
  }
  expect(session.ran.of('entryEnded')).toHaveLength(2);
  expect(session.ran.of('lineReached').at(-1)).toMatchObject({ at: 0 });
  await session.slice(8);
  expect((await session.ending(3)).text).toBe('0');
  expect(life(session, 3)).toEqual([0, 8]);
  expect(session.ran.of('clockCharged').at(-1)).toMatchObject({ at: 8, seconds: 8, why: 'sleep' });
});

test('^C ends time.sleep where it stands, and the session can block again', async () => {
  const session = open();
  await session.enter('import * as time from "time"; let reached = "no"');
  await session.hand('time.sleep(800); reached = "yes"', 0);
  await session.slice(0);
  await session.slice(5);
  session.run.cancel(null);
  while (session.ran.of('entryEnded').length < 2) await session.slice(5);
  expect(session.ran.of('entryEnded')[1]).toMatchObject({ outcome: 'failed', error: { name: 'KeyboardInterrupt' } });
  expect(life(session, 2)).toEqual([0, 5]);
  expect(await session.value('reached')).toBe("'no'");
  await session.hand('time.sleep(2); "again"', 10);
  await session.slice(12);
  expect((await session.ending(4)).text).toBe("'again'");
});

test('who may stand still is stopped all the same when it computes without an end', async () => {
  const session = open(true, 0.4);
  await session.enter('import * as time from "time"');
  await session.hand('time.sleep(30); while (true) {}', 0);
  await session.slice(0);
  await session.slice(30);
  expect(await session.ending(2)).toMatchObject({ outcome: 'failed', error: { name: 'TimeLimit' } });
  expect(await session.value('1')).toBe('1');
});

test('piped, time.sleep takes no time of anybody', async () => {
  const session = open(false);
  await session.enter('import * as time from "time"');
  expect(await session.value('time.sleep(5000); "over"')).toBe("'over'");
});

test('a task that computes for long ends after that, and so does one that is cut off', async () => {
  const session = open(true, 2);
  const computes = 'const t0 = Date.now(); while (Date.now() - t0 < 600);';
  await session.enter(computes, 10);
  const [began, ended] = life(session, 1);
  expect(began).toBe(10);
  expect(ended).toBeGreaterThanOrEqual(10.6);
  await session.enter(`await coroutine(async () => { ${computes} await sleep(0.1) })()`, 20);
  expect(session.ran.of('taskSuspended').at(-1)!.at).toBeGreaterThanOrEqual(20.6);
  await session.enter('let n = 0; while (true) n++', 30);
  expect(life(session, 3)[1]).toBeGreaterThan(30);
});
