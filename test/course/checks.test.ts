/** Checks over runs that are written down as events, so that each condition is seen to hold and to fail. */
import { expect, test } from 'vitest';
import { type Check, firstFinding } from '../../src/course/checks.ts';
import { factsOf } from '../../src/course/run-facts.ts';
import type { Event } from '../../src/trace/event.ts';

const created = (task: number, coroutine: string, name = `Task-${task}`): Event => {
  return { type: 'taskCreated', at: 0, task, kind: 'task', name, coroutine, parent: null, place: null };
};
const scheduled = (handle: number, task: number): Event => {
  return { type: 'handleScheduled', at: 0, loop: 1, handle, label: 'step', task };
};
const started = (handle: number, at = 0): Event => ({ type: 'handleStarted', at, handle });
const ended = (task: number, at: number): Event => {
  return { type: 'taskEnded', at, task, outcome: 'done', place: null, error: null };
};
const says = (text: string, at: number): Event => {
  return { type: 'output', at, stream: 'out', text, task: null, place: null };
};
const over = (at: number): Event => ({ type: 'runEnded', at, status: 'done', error: null });

/** Tea and toast, each begun and ended in turn, or both at once. */
const inTurn: readonly Event[] = [
  created(1, 'tea'),
  scheduled(1, 1),
  started(1),
  says('tea: on\n', 0),
  ended(1, 1),
  says('tea: done\n', 1),
  created(2, 'toast'),
  scheduled(2, 2),
  started(2, 1),
  says('toast: on\n', 1),
  ended(2, 3),
  says('toast: done\n', 3),
  over(3),
];
const atOnce: readonly Event[] = [
  created(1, 'tea'),
  created(2, 'toast'),
  scheduled(1, 1),
  scheduled(2, 2),
  started(1),
  says('tea: on\n', 0),
  started(2),
  says('toast: on\n', 0),
  ended(1, 1),
  says('tea: done\n', 1),
  ended(2, 2),
  says('toast: done\n', 2),
  over(2),
];
/** Somebody asked and nobody waited: the program was through before the toast. */
const leftOver: readonly Event[] = [
  created(1, 'main'),
  { ...created(2, 'toast'), parent: 1 } as Event,
  scheduled(2, 2),
  started(2),
  ended(1, 1),
  { type: 'taskCancelRequested', at: 1, task: 2, by: null },
  { type: 'taskEnded', at: 1, task: 2, outcome: 'cancelled', place: null, error: null },
  { type: 'warning', at: 1, category: 'RuntimeWarning', message: 'never', place: null },
  { type: 'runEnded', at: 1, status: 'failed', error: { name: 'ValueError', message: 'no bread', place: null } },
];
/** The same with two toasts. */
const twoLeftOver: readonly Event[] = [
  ...leftOver.slice(0, 6),
  { ...created(3, 'toast'), parent: 1 } as Event,
  { type: 'taskCancelRequested', at: 1, task: 3, by: null },
  { type: 'taskEnded', at: 1, task: 3, outcome: 'cancelled', place: null, error: null },
  ...leftOver.slice(6),
];
/** A timeout took the toast away, and main did not mind. */
const inTime: readonly Event[] = [
  created(1, 'main'),
  { ...created(2, 'toast'), parent: 1 } as Event,
  { type: 'taskCancelRequested', at: 1, task: 1, by: null },
  { type: 'taskCancelRequested', at: 1, task: 2, by: null },
  { type: 'taskEnded', at: 1, task: 2, outcome: 'cancelled', place: null, error: null },
  ended(1, 1),
  over(1),
];

/** A group made the toast, and hears of its end; nobody's group made the tea. */
const grouped: readonly Event[] = [
  created(1, 'tea'),
  created(2, 'toast'),
  ended(1, 1),
  { type: 'handleScheduled', at: 1, loop: 1, handle: 1, label: 'wake Task-3', task: null },
  ended(2, 2),
  { type: 'handleScheduled', at: 2, loop: 1, handle: 2, label: 'call taskGroup', task: null },
  over(2),
];

const SOURCE = 'await gather(tea(), toast()); // createTask\nconsole.log("sleep");\n';
/** Each check by itself: that a program has to end well is a matter of its own. */
const of = (events: readonly Event[], check: Check) => {
  const facts = factsOf(events);
  return firstFinding([check, { status: facts.status as 'done' }], facts, SOURCE);
};

const HOLD: readonly (readonly [readonly Event[], Check])[] = [
  [inTurn, { output: 'tea: on\ntea: done\ntoast: on\ntoast: done' }],
  [inTurn, { prints: ['toast: done', 'tea: on'] }],
  [inTurn, { order: ['tea: on', 'toast: on', 'toast: done'] }],
  [inTurn, { seconds: 3 }],
  [inTurn, { seconds: { atLeast: 2, atMost: 3 } }],
  [inTurn, { status: 'done' }],
  [leftOver, { status: 'failed' }],
  [leftOver, { error: 'bread' }],
  [atOnce, { overlap: ['tea', 'toast'] }],
  [inTurn, { neverOverlap: ['tea', 'toast'] }],
  [inTurn, { atMostAtOnce: { from: ': on', to: ': done', n: 1 } }],
  [atOnce, { atMostAtOnce: { coroutine: 'tea', n: 1 } }],
  [atOnce, { tasks: { atLeast: 2, atMost: 2 } }],
  [atOnce, { pending: 0 }],
  [leftOver, { pending: 1 }],
  [inTime, { pending: 0 }],
  [atOnce, { noWarning: true }],
  [atOnce, { keeps: { lines: '  await gather( tea(), toast() ); // createTask\n' } }],
  [grouped, { grouped: 1 }],
  [atOnce, { uses: ['gather', 'tea('] }],
  [atOnce, { avoids: ['createTask', 'sleep', 'the'] }],
];

test.each(HOLD)('%# holds: %j', (events, check) => {
  expect(of(events, check)).toBeNull();
});

const FAIL: readonly (readonly [readonly Event[], Check, object])[] = [
  [inTurn, { output: 'tea' }, { is: 'output', wanted: 'tea' }],
  [inTurn, { prints: ['tea'] }, { is: 'missing', wanted: 'tea' }],
  [inTurn, { order: ['toast: on', 'tea: on'] }, { is: 'disorder', first: 'toast: on', then: 'tea: on' }],
  [inTurn, { order: ['tea: on', 'egg: on'] }, { is: 'missing', wanted: 'egg: on' }],
  [inTurn, { seconds: 2 }, { is: 'tooSlow', wanted: 2, found: 3 }],
  [atOnce, { seconds: { atLeast: 2.5 } }, { is: 'tooQuick', wanted: 2.5, found: 2 }],
  [leftOver, { status: 'done' }, { is: 'status', found: 'failed', error: 'ValueError: no bread' }],
  [inTurn, { error: 'bread' }, { is: 'noError', wanted: 'bread', found: null }],
  [inTurn, { overlap: ['tea', 'toast'] }, { is: 'noOverlap' }],
  [inTurn, { overlap: ['tea', 'egg'] }, { is: 'noSuchTask', name: 'egg' }],
  [atOnce, { neverOverlap: ['tea', 'toast'] }, { is: 'overlap', names: ['tea', 'toast'] }],
  [inTurn, { neverOverlap: ['egg'] }, { is: 'noSuchTask', name: 'egg' }],
  [atOnce, { atMostAtOnce: { from: ': on', to: ': done', n: 1 } }, { is: 'crowd', most: 1, found: 2 }],
  [inTurn, { atMostAtOnce: { coroutine: 'egg', n: 1 } }, { is: 'noSuchTask', name: 'egg' }],
  [inTurn, { tasks: { atLeast: 3 } }, { is: 'tooFewTasks', wanted: 3, found: 2 }],
  [inTurn, { tasks: { atMost: 1 } }, { is: 'tooManyTasks', wanted: 1, found: 2 }],
  [leftOver, { pending: 0 }, { is: 'pending', names: ['toast'] }],
  [twoLeftOver, { pending: 0 }, { is: 'pending', names: ['toast Task-2', 'toast Task-3'] }],
  [leftOver, { noWarning: true }, { is: 'warning', warning: { message: 'never' } }],
  [
    inTurn,
    { keeps: { lines: 'console.log("sleep");\nconsole.log("wake");' } },
    { is: 'changed', line: 'console.log("wake");' },
  ],
  [
    inTurn,
    { keeps: { lines: 'console.log("sleep");\nawait gather(tea(), toast()); // createTask' } },
    { is: 'parted', before: 'console.log("sleep");', line: 'await gather(tea(), toast()); // createTask' },
  ],
  [inTurn, { keeps: { lines: 'console.log("sleep");', prints: ['egg'] } }, { is: 'missing', wanted: 'egg' }],
  [
    inTurn,
    { keeps: { lines: 'console.log("sleep");', prints: ['tea: on'] } },
    { is: 'printedElsewhere', wanted: 'tea: on' },
  ],
  [grouped, { grouped: 2 }, { is: 'tooFewGrouped', wanted: 2, found: 1 }],
  [inTurn, { uses: ['createTask'] }, { is: 'unused', word: 'createTask' }],
  [inTurn, { avoids: ['sleep', 'gather'] }, { is: 'used', word: 'gather' }],
];

test.each(FAIL)('%# fails: %j', (events, check, finding) => {
  expect(of(events, check)).toMatchObject(finding);
});

test('a program has to end well, unless a check asks for another end', () => {
  const facts = factsOf(leftOver);
  expect(firstFinding([{ pending: 1 }], facts, SOURCE)).toMatchObject({ is: 'status', found: 'failed' });
  expect(firstFinding([{ pending: 1 }, { error: 'bread' }], facts, SOURCE)).toBeNull();
});

test('the first check that does not hold is told', () => {
  const checks: readonly Check[] = [{ seconds: 3 }, { pending: 1 }, { status: 'failed' }];
  expect(firstFinding(checks, factsOf(inTurn), SOURCE)).toMatchObject({ is: 'pending', wanted: 1 });
});

test('a run that has not ended is no success', () => {
  expect(factsOf(inTurn.slice(0, -1))).toMatchObject({ status: 'killed', seconds: 3 });
  expect(factsOf([])).toMatchObject({ status: 'killed', seconds: 0, output: '', tasks: [] });
});
