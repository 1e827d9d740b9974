import { describe, expect, test } from 'vitest';
import { handleName, timerName } from '../../src/text/handle-words.ts';
import type { Event } from '../../src/trace/event.ts';
import { Replay } from '../../src/trace/replay.ts';

/** What the only handle of a loop is called while it is ready. */
function named(label: string, task: number | null, language: 'en' | 'zh' = 'en'): string {
  const events: Event[] = [
    { type: 'taskCreated', at: 0, task: 1, kind: 'task', name: 'Task-1', coroutine: 'main', parent: null, place: null },
    { type: 'taskCreated', at: 0, task: 2, kind: 'task', name: 'Task-2', coroutine: 'make', parent: 1, place: null },
    { type: 'handleScheduled', at: 0, loop: 1, handle: 1, label, task },
  ];
  const replay = new Replay();
  replay.append(events);
  const picture = replay.at(replay.length);
  return handleName(picture, picture.ready(0, 1)[0]!, language);
}

describe('a handle', () => {
  test('that is the turn of a task is called by the task', () => {
    expect(named('start make()', 2)).toBe('B make');
    expect(named('wake Task-2', 2)).toBe('B make');
  });

  test('that only ends a sleep is no turn of the task', () => {
    expect(named("end Task-2's sleep", 2)).toBe('timer of B make');
    expect(named("end Task-2's sleep", 2, 'zh')).toBe('B make 的定时器');
  });

  test('of the loop itself is said in words, in both languages', () => {
    const said = {
      'call stop': ['end of the loop', '循环结束'],
      'call timeout': ['timeout', '超时'],
      'call gather': ['tell gather()', '通知 gather()'],
      'call taskGroup': ['tell TaskGroup', '通知 TaskGroup'],
      'end of asCompleted': ['timeout of asCompleted()', 'asCompleted() 超时'],
    };
    for (const [label, [en, zh]] of Object.entries(said)) {
      expect(named(label, null, 'en')).toBe(en);
      expect(named(label, null, 'zh')).toBe(zh);
    }
  });

  test('that begins or ends an entry of a session names the entry', () => {
    expect(named('call entry 7', null)).toBe('[7] begins');
    expect(named('end of entry 7', null)).toBe('[7] ends');
    expect(named('call entry 7', null, 'zh')).toBe('[7] 开始');
    expect(named('end of entry 7', null, 'zh')).toBe('[7] 结束');
  });

  test('that calls a function of the program names it', () => {
    expect(named('call hello', null)).toBe('call hello()');
    expect(named('call hello', null, 'zh')).toBe('调用 hello()');
    expect(named('call \x1b[2J', null)).not.toContain('\x1b');
    expect(named('call constructor', null)).toBe('call constructor()');
  });
});

test('in the list of timers a sleep is called by the task that it wakes', () => {
  const replay = new Replay();
  replay.append([
    { type: 'taskCreated', at: 0, task: 1, kind: 'task', name: 'Task-1', coroutine: 'main', parent: null, place: null },
    { type: 'timerSet', at: 0, loop: 1, handle: 1, label: "end Task-1's sleep", task: 1, due: 2 },
  ]);
  const picture = replay.at(2);
  expect(timerName(picture, picture.timers(0, 1)[0]!, 'en')).toBe('A main');
});
