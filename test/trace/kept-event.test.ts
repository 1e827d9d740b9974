import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Event } from '../../src/trace/event.ts';
import { readKept, writeKept } from '../../src/trace/kept-event.ts';
import { randomTrace } from './random-trace.ts';

const place = { line: 3, column: 7 };
const saying = { code: 'notCalled', args: ['main', 'run'] } as const;

/** One of each kind, and of each form that it comes in. */
const EVENTS: readonly Event[] = [
  { type: 'runStarted', at: 0, version: 1, clock: 'auto', seed: 17, dateMs: 978_339_600_000 },
  { type: 'loopStarted', at: 0, loop: 1 },
  { type: 'loopStopped', at: 0.1, loop: 1 },
  { type: 'loopClosed', at: 0.1, loop: 1 },
  { type: 'iterationStarted', at: 0.1, loop: 1, handles: 3 },
  { type: 'handleScheduled', at: 0.1, loop: 1, handle: 4, label: 'start 任务()', task: 2 },
  { type: 'handleScheduled', at: 0.1, loop: 1, handle: 4, label: 'call f', task: null },
  { type: 'timerSet', at: 1 / 3, loop: 1, handle: 5, label: 'end x', task: 2, due: Infinity },
  { type: 'timerSet', at: 1 / 3, loop: 1, handle: 5, label: 'end x', task: null, due: 2 / 3 },
  { type: 'timerDue', at: 1, handle: 5 },
  { type: 'timerDropped', at: 1, handle: 5 },
  { type: 'handleCancelled', at: 1, handle: 5 },
  { type: 'handleStarted', at: 1, handle: 5 },
  { type: 'handleEnded', at: 1, handle: 5 },
  { type: 'clockCharged', at: 1, seconds: 0.25, why: 'sleep' },
  { type: 'taskCreated', at: 1, task: 2, kind: 'thread', name: 'a "b"', coroutine: 'c', parent: 1, place },
  { type: 'taskCreated', at: 1, task: 2, kind: 'async', name: 'a', coroutine: 'a', parent: null, place: null },
  { type: 'taskRenamed', at: 1, task: 2, name: 'tea' },
  { type: 'taskSuspended', at: 1, task: 2, place, wait: { what: 'sleep', until: 2, task: null } },
  { type: 'taskSuspended', at: 1, task: 2, place: null, wait: { what: 'task', until: null, task: 3 } },
  { type: 'taskRuns', at: 1, task: 2, label: 'work' },
  { type: 'lineReached', at: 1, task: 2, place },
  { type: 'taskResumed', at: 1, task: 2 },
  { type: 'microtaskQueued', at: 1, microtask: 6, label: 'micro', task: null },
  { type: 'microtaskStarted', at: 1, microtask: 6 },
  { type: 'taskCancelRequested', at: 1, task: 2, by: null },
  { type: 'taskCancelRequested', at: 1, task: 2, by: 1 },
  { type: 'taskEnded', at: 1, task: 2, outcome: 'done', place, error: null },
  { type: 'taskEnded', at: 1, task: 2, outcome: 'failed', place, error: { name: 'E', message: 'a\nb', place } },
  { type: 'output', at: 1, stream: 'err', text: 'one\ntwo\t三', task: 2, place },
  { type: 'warning', at: 1, category: 'RuntimeWarning', message: 'm', place: null },
  { type: 'warning', at: 1, category: 'SyntaxWarning', message: 'm', place, saying },
  { type: 'limitReached', at: 1, name: 'events', value: 1_000_000, place },
  { type: 'entryStarted', at: 1, entry: 3, task: 2 },
  { type: 'entryEnded', at: 1, entry: 3, outcome: 'done', text: '[ 1 ]', error: null },
  { type: 'errorUncaught', at: 1, task: 2, name: 'Task-1', error: { name: 'E', message: 'm', place } },
  { type: 'errorUncaught', at: 1, task: null, name: '', error: { name: 'E', message: 'm', place, whole: 'E: m {}' } },
  { type: 'runEnded', at: 2, status: 'done', error: null },
  { type: 'runEnded', at: 2, status: 'failed', error: { name: 'E', message: '', place: null, awaitedAt: place } },
  { type: 'runEnded', at: 2, status: 'rejected', error: { name: 'Rejected', message: 'm', place, saying } },
];

function again(event: Event): Event | null {
  const line = writeKept(event);
  expect(line).not.toContain('\n');
  return readKept(JSON.parse(line));
}

describe('an event that is kept', () => {
  test.each(EVENTS.map((event) => [event.type, event] as const))('%s comes back as it was', (_, event) => {
    expect(again(event)).toEqual(event);
  });

  test('comes back as it was, of whatever trace', () => {
    for (const event of randomTrace(7, 3_000, 20)) expect(again(event)).toEqual(event);
  });

  test.each([
    ['a clock that goes nowhere', '[2,-1,1]'],
    ['a clock beyond all limits', '[2,1e300,1]'],
    ['an id that is no number', '[2,0,"1"]'],
    ['a text for a time', '[2,"0",1]'],
    ['a start of a clock that there is none of', '[1,0,1,"sundial",1,0]'],
    ['a start with a seed that is none', '[1,0,1,"auto",1.5,0]'],
    ['an end that there is none of', '[21,0,"exploded",null]'],
    ['an end with more than it has', '[21,0,"done",null,null,1]'],
    ['words that the sandbox has none of', '[19,0,"W","m",0,{"code":"constructor","args":[]}]'],
    ['words with too few arguments', '[19,0,"W","m",0,{"code":"notCalled","args":["a"]}]'],
    ['a code that there is none of', '[99,0,1]'],
    ['an object with the fields of an event', '{"type":"loopStarted","at":0,"loop":1}'],
    ['a prototype', '{"__proto__":[2,0,1]}'],
    ['nothing', 'null'],
    ['an empty list', '[]'],
  ])('is none: %s', (_, text) => {
    expect(readKept(JSON.parse(text))).toBeNull();
  });

  test('drives no terminal, whatever stands in the file', () => {
    const event = readKept(['x', 0].with(0, 18 as never).concat(['out', '\u001b[2Ja\u202eb\u0007', 0, 0] as never[]));
    expect(event).toMatchObject({ type: 'output', text: '[2Jab' });
  });

  test('whatever JSON there is, it is an event or nothing', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const event = readKept(value);
        if (event !== null) expect(readKept(JSON.parse(writeKept(event)))).toEqual(event);
      }),
    );
  });
});
