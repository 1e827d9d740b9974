import { describe, expect, test } from 'vitest';
import { chromeTrace } from '../../src/export/chrome-trace.ts';
import type { KeptTrace } from '../../src/export/kept-trace.ts';
import type { Event } from '../../src/trace/event.ts';
import { Replay } from '../../src/trace/replay.ts';
import { scriptedTrace } from '../app/scripted-trace.ts';
import { randomTrace } from '../trace/random-trace.ts';
import { type ChromeEvent, problemsOf } from './chrome-format.ts';

function kept(events: readonly Event[]): KeptTrace {
  const replay = new Replay();
  replay.append(events);
  return { fileName: 'two.ts', source: 'await 1;\n', replay, length: replay.length };
}

function exported(events: readonly Event[]): string {
  return [...chromeTrace(kept(events), 'en')].join('');
}

function eventsOf(text: string): readonly ChromeEvent[] {
  return (JSON.parse(text) as { readonly traceEvents: readonly ChromeEvent[] }).traceEvents;
}

const TWO = scriptedTrace(function* () {
  const other = yield {
    does: 'create',
    line: 2,
    coroutine: 'tea',
    body: function* () {
      yield { does: 'sleep', line: 7, seconds: 1 };
      yield { does: 'print', line: 8, text: 'tea' };
    },
  };
  yield { does: 'sleep', line: 3, seconds: 0.5 };
  yield { does: 'await', line: 4, task: other };
  yield { does: 'print', line: 5, text: 'over' };
});

describe('a trace in the Chrome format', () => {
  const text = exported(TWO);
  const events = eventsOf(text);
  const track = (name: string): number =>
    events.find((event) => event.name === 'thread_name' && event.args['name'] === name)!.tid;

  test('keeps the rules of the format, and those of Perfetto', () => {
    expect(problemsOf(text)).toEqual([]);
  });

  test('has a track for the loop, which comes first, and one for each task', () => {
    expect([track('Event loop'), track('A main Task-1'), track('B tea Task-2')]).toEqual([1, 2, 3]);
  });

  test('says of a wait what it is for, on which line and until when, as long as it takes', () => {
    const waits = events.filter(({ tid, name }) => tid === track('A main Task-1') && name.startsWith('waits'));
    expect(waits.map(({ name, args, ts, dur }) => [name, args, Math.round(ts + dur)])).toEqual([
      ['waits for sleep', { line: 3, for: 'sleep', until: 0.5 }, 500_003],
      ['waits for task', { line: 4, for: 'task', task: 'B tea' }, 1_000_009],
    ]);
  });

  test('shows handles that take no time on the clock, one after another', () => {
    const handles = events.filter(({ ph, tid }) => ph === 'X' && tid === 1);
    expect(handles.slice(0, 2).map(({ name, ts, dur }) => [name, ts, dur])).toEqual([
      ['A main', 5, 5],
      ['B tea', 12, 3],
    ]);
  });

  test('leads from what woke a task to the step of the task', () => {
    const starts = events.filter(({ ph }) => ph === 's');
    const ends = new Map(events.filter(({ ph }) => ph === 'f').map((end) => [end.id, end]));
    const ways = starts.map(({ id, tid }) => [tid, ends.get(id)!.tid]);
    const [loop, main, tea] = [1, track('A main Task-1'), track('B tea Task-2')];
    // It was created; both timers were due; it was waited for.
    expect(ways).toEqual([
      [main, tea],
      [loop, main],
      [loop, tea],
      [tea, main],
    ]);
  });

  test('has what was printed and how it ended as instants', () => {
    const said = events.filter(({ ph }) => ph === 'i').map(({ name, tid, s }) => [name, s === 't' ? tid : s]);
    expect(said).toEqual([
      ['done', 2],
      ['done', 3],
      ['tea', 3],
      ['over', 2],
      ['ended', 'p'],
    ]);
  });
});

test('in a program of several files the file stands beside each line', () => {
  const files = [
    ['main.ts', 1],
    ['lib/tea.ts', 6],
  ] as const;
  const text = [...chromeTrace({ ...kept(TWO), fileName: 'main.ts', files }, 'en')].join('');
  expect(problemsOf(text)).toEqual([]);
  const told = eventsOf(text)
    .filter(({ ph }) => ph === 'X' || ph === 'i')
    .flatMap(({ args }) => ('line' in args ? [`${args['file']}:${args['line']}`] : []));
  expect([...new Set(told)].toSorted()).toEqual([
    'lib/tea.ts:2',
    'lib/tea.ts:3',
    'main.ts:2',
    'main.ts:3',
    'main.ts:4',
    'main.ts:5',
  ]);
});

test('instants never reach into the next one, however many events share them', () => {
  const crowded: Event[] = [
    { type: 'taskCreated', at: 0, task: 1, kind: 'task', name: 'T', coroutine: 'f', parent: null, place: null },
  ];
  for (let handle = 1; handle <= 3_000; handle++) {
    const at = handle < 2_999 ? 0 : 0.000_1;
    crowded.push(
      { type: 'handleScheduled', at, loop: 1, handle, label: 'step', task: 1 },
      { type: 'handleStarted', at, handle },
      { type: 'handleEnded', at, handle },
    );
  }
  const events = eventsOf(exported(crowded)).filter(({ ph, tid }) => ph === 'X' && tid === 1);
  expect(events).toHaveLength(3_000);
  expect(events[2_997]!.ts + events[2_997]!.dur).toBeLessThan(100.001);
  expect(events[2_998]!.ts).toBeGreaterThanOrEqual(100);
});

test('random traces keep the rules', () => {
  for (let seed = 1; seed <= 30; seed++) {
    expect(problemsOf(exported(randomTrace(seed, 2_000, 1 + seed * 3)))).toEqual([]);
  }
});

test('names are cut and escaped, in whatever language', () => {
  const name = '"\\\u2028</script>\n任务';
  const events: Event[] = [
    { type: 'taskCreated', at: 0, task: 1, kind: 'task', name, coroutine: 'f', parent: null, place: null },
  ];
  expect(eventsOf(exported(events)).some(({ args }) => args['name'] === `A ${name} f`)).toBe(true);
});
