import { describe, expect, test } from 'vitest';
import { type Event, NEXT_CALL, type TaskKind } from '../../src/trace/event.ts';
import { Replay } from '../../src/trace/replay.ts';
import { plainPanel } from '../../src/text/panel-plain.ts';
import { figure, taskMark } from '../../src/text/panel-words.ts';
import type { PanelView } from '../../src/text/panel.ts';
import { panelLines } from '../../src/text/panel.ts';
import { lineWidth } from '../../src/text/width.ts';
import { TRACES } from '../app/fake-runner.ts';
import { randomTrace } from '../trace/random-trace.ts';

function viewOf(events: readonly Event[], now: number, change: Partial<PanelView> = {}): PanelView {
  const replay = new Replay();
  replay.append(events);
  const picture = replay.at(replay.indexAfter(now));
  return { replay, picture, now, mode: 'paused', speed: 1, firstTask: 0, language: 'en', fileName: null, ...change };
}

function panel(view: PanelView, width: number, height: number): string {
  const lines = panelLines(view, width, height);
  expect(lines.length).toBeLessThanOrEqual(height);
  for (const line of lines) expect(lineWidth(line)).toBeLessThanOrEqual(width);
  return lines.map((line) => line.map((span) => span.text).join('')).join('\n');
}

const HALFWAY = viewOf(TRACES['as-tasks.ts']!, 0.5);

/** A script that has used every queue of Node's, at the moment when its top is through. */
const NATIVE: readonly Event[] = [
  { type: 'runStarted', at: 0, version: 1, clock: 'virtual', seed: 1, dateMs: 0 },
  { type: 'handleScheduled', at: 0, loop: 0, handle: 1, label: 'nextTick tell', task: null },
  { type: 'handleScheduled', at: 0, loop: 0, handle: 2, label: 'setImmediate', task: null },
  { type: 'microtaskQueued', at: 0, microtask: 3, label: 'queueMicrotask ask', task: null },
  { type: 'timerSet', at: 0, loop: 0, handle: 4, label: 'setTimeout later', task: null, due: 0.01 },
  { type: 'taskCreated', at: 0, task: 1, kind: 'async', name: 'load', coroutine: 'load', parent: null, place: null },
  {
    type: 'taskSuspended',
    at: 0,
    task: 1,
    place: { line: 3, column: 1 },
    wait: { what: 'microtask', until: null, task: null },
  },
  { type: 'microtaskQueued', at: 0, microtask: 5, label: '', task: 1 },
];

describe('the panel of a program without tasks', () => {
  const ALONE: readonly Event[] = [
    { type: 'runStarted', at: 0, version: 1, clock: 'auto', seed: 1, dateMs: 0 },
    { type: 'clockCharged', at: 3, seconds: 3, why: 'outside' },
    { type: 'clockCharged', at: 4, seconds: 1, why: 'cpu' },
    { type: 'clockCharged', at: 4.001, seconds: 0.001, why: 'cpu' },
    { type: 'runEnded', at: 4.001, status: 'done', error: null },
  ];
  const bar = (now: number): string =>
    /^MainThread (.*)$/m.exec(panel(viewOf(ALONE, now), 61, 18))?.[1]?.trimEnd() ?? '';

  test('shows when its own thread stood still and when it computed, up to now', () => {
    expect(bar(0)).toBe('');
    expect(bar(3)).toMatch(/^━+$/);
    expect(bar(4)).toMatch(/^━+█+$/);
    expect(bar(4.001)).toMatch(/^━+█+✓$/);
    const [stood, worked] = [/━+/, /█+/].map((part) => part.exec(bar(4))![0].length) as [number, number];
    expect(Math.abs(stood - 3 * worked)).toBeLessThanOrEqual(3);
  });

  test('steps from one to the other', () => {
    const { replay } = viewOf(ALONE, 0);
    expect([replay.stepsAt(replay.length), replay.clockAt(replay.indexAfterStep(1))]).toEqual([2, 3]);
  });

  test('has no such row once there is a task', () => {
    const task = { task: 1, kind: 'task', name: 'Task-1', coroutine: 'main', parent: null, place: null } as const;
    const events = [...ALONE.slice(0, 3), { type: 'taskCreated', at: 4, ...task } as const];
    expect(panel(viewOf(events, 4), 61, 18)).not.toContain('MainThread');
  });
});

describe('the panel of a program that uses the queues of Node', () => {
  const view = viewOf(NATIVE, 0);

  test('has a row for each, in the order in which they are emptied', () => {
    const rows = panel(view, 100, 30).split('\n');
    const from = rows.findIndex((row) => row.startsWith('Event loop'));
    expect(rows.slice(from + 2, from + 6).map((row) => row.trimEnd())).toEqual([
      'nextTick    tell',
      'microtasks  queueMicrotask ask  A load',
      'timers      0.01 s setTimeout later',
      'immediates  a function',
    ]);
  });

  test('says the same in Chinese, and without drawing', () => {
    const text = panel({ ...view, language: 'zh' }, 100, 30);
    expect(text).toMatch(/微任务 +queueMicrotask ask {2}A load/);
    expect(text).toMatch(/setImmediate +一个函数/);
    expect(plainPanel(view, 10)).toEqual(
      expect.arrayContaining([
        'nextTick: tell',
        'microtasks: queueMicrotask ask, A load',
        'timers: 0.01 s setTimeout later',
        'immediates: a function',
        'A load: ready, waits for its turn',
      ]),
    );
  });

  test('puts two in a row where it is low', () => {
    // A little higher, each has a row.
    expect(panel(view, 100, 16)).toMatch(/^nextTick +tell$/m);
    const low = panel(view, 100, 12);
    expect(low).toMatch(/nextTick +tell +microtasks +queueMicrotask ask/);
    expect(low).toMatch(/timers +0\.01 s setTimeout later +immediates +a function/);
  });

  test('keeps a row for the handles of asyncio where those are used too', () => {
    const both: readonly Event[] = [
      ...NATIVE,
      { type: 'iterationStarted', at: 0, loop: 1, handles: 1 },
      { type: 'handleScheduled', at: 0, loop: 1, handle: 6, label: 'call hello', task: null },
    ];
    const text = panel(viewOf(both, 0), 100, 30);
    expect(text).toMatch(/ready +call hello\(\) *\n/);
    expect(text).toMatch(/nextTick +tell *\n/);
  });
});

describe('the panel', () => {
  test('says of every task where it waits, for what and until when', () => {
    const text = panel(HALFWAY, 110, 30);
    expect(text).toContain('waits at line 11 for task B sayAfter');
    expect(text).toContain('waits at line 4 for sleep until 1.0 s');
    expect(text).toContain('waits at line 4 for sleep until 2.0 s');
  });

  test('says the same in Chinese', () => {
    const text = panel({ ...HALFWAY, language: 'zh' }, 110, 30);
    expect(text).toContain('在第 4 行等待 sleep，到 2.0 秒为止');
  });

  test('gives the bars the whole width beside the names as long as there are rows for the sentences below them', () => {
    const wide = panel(HALFWAY, 126, 40).split('\n');
    const axis = wide.find((line) => line.startsWith('Tasks'))!;
    expect(axis).toHaveLength(126);
    expect(wide[wide.findIndex((line) => line.includes('B sayAfter Task-2')) + 1]).toMatch(/^ +waits at line 4/);
    const low = panel(HALFWAY, 126, 9);
    expect(low).toMatch(/B sayAfter Task-2 .*━ .*line 4/);
  });

  test('leaves out what ended tasks do where their output would not be seen, and draws their bars as long as before', () => {
    const events = TRACES['as-tasks.ts']!;
    const bar = (text: string) => text.split('\n').find((line) => line.startsWith('A main'))!.length;
    const printed = (lines: number): readonly Event[] =>
      Array.from({ length: lines }, (_, line) => {
        return { type: 'output', at: 2, stream: 'out', text: `line ${line + 1}\n`, task: 1, place: null } as const;
      });
    const talkative = (lines: number) => [...events.slice(0, -1), ...printed(lines), events.at(-1)!];
    const ended = panel(viewOf(talkative(6), 2), 78, 14);
    expect(ended).toMatch(/1\.0 s B hello\n +2\.0 s C world\n +2\.0 s A line 1\n(.*\n)*.*A line 6/);
    expect(ended).not.toContain('done at');
    const before = panel(viewOf(talkative(6), 1.9), 78, 14);
    expect(before).toContain('waits at line 12');
    expect(bar(ended)).toBe(bar(before));
    expect(panel(viewOf(talkative(2), 2), 78, 14)).toContain('done at 2.0 s');
    const failed = TRACES['failing.ts']!;
    const shouting = [...failed.slice(0, -1), ...printed(6), failed.at(-1)!];
    expect(panel(viewOf(shouting, 2), 78, 14)).toContain('failed (line 5): Error: world');
  });

  test.each([8, 9, 10, 11, 12, 14, 16])('draws the bars as long at the end as before it, in %i rows', (height) => {
    const bar = (now: number) => {
      const line = panel(viewOf(TRACES['as-tasks.ts']!, now), 78, height).split('\n')[1]!;
      return /^Tasks *(.* s)\b/.exec(line)![1]!.length;
    };
    expect(bar(2)).toBe(bar(1.9));
  });

  const created = (task: number, kind: TaskKind, name: string): Event => {
    return { type: 'taskCreated', at: 0, task, kind, name, coroutine: 'square', parent: null, place: null };
  };
  /** Two threads of a pool: the first has nothing to do, the second computes. */
  const POOL: readonly Event[] = [
    { type: 'runStarted', at: 0, version: 1, clock: 'virtual', seed: 1, dateMs: 0 },
    ...[1, 2].flatMap((task): Event[] => [
      created(task, 'thread', `Thread-${task} (square)`),
      { type: 'taskRuns', at: 0, task, label: 'square' },
    ]),
    { type: 'taskSuspended', at: 1, task: 1, place: null, wait: { what: NEXT_CALL, until: null, task: null } },
  ];

  test('says of a thread of a pool what it waits for', () => {
    expect(panel(viewOf(POOL, 1), 100, 30)).toContain('waits for its next call');
    expect(panel(viewOf(POOL, 1, { language: 'zh' }), 100, 30)).toContain('等待下一次调用');
  });

  test('tells threads apart where it is narrow and has two rows for each', () => {
    const narrow = panel(viewOf(POOL, 1), 46, 30);
    expect(narrow).toContain('A Thread-1 (squ');
    expect(narrow).toContain('B Thread-2 (squ');
  });

  test('tells the threads of a pool apart where there is no room for their names', () => {
    const events = POOL.map((event) =>
      event.type === 'taskCreated' ? { ...event, name: `ThreadPoolExecutor-0_${event.task}` } : event,
    );
    const narrow = panel(viewOf(events, 1), 46, 30);
    expect(narrow).toMatch(/A ThreadPoo\S*…-0_1 /);
    expect(narrow).toMatch(/B ThreadPoo\S*…-0_2 /);
  });

  test('says of which file its lines are where another one is shown', () => {
    const twin = { fileName: 'as-tasks.ts' };
    expect(panel({ ...HALFWAY, ...twin }, 140, 30)).toContain('waits at line 4 of as-tasks.ts for sleep until 1.0 s');
    expect(panel({ ...HALFWAY, ...twin, language: 'zh' }, 80, 30)).toContain('在 as-tasks.ts 第 4 行等待 sleep');
    expect(plainPanel({ ...HALFWAY, ...twin }, 10).join('\n')).toContain('line 4 of as-tasks.ts for sleep');
    const failed = viewOf(TRACES['failing.ts']!, 9, { fileName: 'failing.ts' });
    expect(panel(failed, 100, 30)).toContain('✗ Error: world (line 5 of failing.ts)');
  });

  test('lists the timers in the order in which they are due', () => {
    expect(panel(HALFWAY, 100, 30)).toMatch(/timers\s+1\.0 s B sayAfter\n\s+2\.0 s C sayAfter/);
  });

  test('lists the ready queue in its order', () => {
    const { replay } = HALFWAY;
    const first = Array.from({ length: replay.length }, (_, index) => replay.at(index)).find(
      (each) => each.readyCount === 2,
    )!;
    expect(panel({ ...HALFWAY, picture: first, now: 0 }, 100, 30)).toMatch(/ready\s+B sayAfter {2}C sayAfter/);
  });

  test('shows what was printed, when and by whom', () => {
    expect(panel(viewOf(TRACES['as-tasks.ts']!, 2), 80, 24)).toMatch(/1\.0 s B hello\n\s+2\.0 s C world/);
  });

  test('says how the program ended, and with which error', () => {
    const text = panel(viewOf(TRACES['failing.ts']!, 9), 80, 24);
    expect(text).toContain('ended with an error');
    expect(text).toContain('✗ Error: world (line 5)');
    expect(text).toContain('failed (line 5): Error: world');
  });

  test('says of a deadlock once where it is', () => {
    const waits =
      'deadlock: everything waits, and nothing is left that could go on\n  Task-1 (main) waits at line 7 for task x';
    const note = (message: string): string => {
      const error = { name: 'DeadlockError', message, place: { line: 7, column: 1 } };
      return panel(viewOf([{ type: 'runEnded', at: 0, status: 'deadlock', error }], 0), 80, 24);
    };
    expect(note(waits)).toMatch(/waits at line 7 for task x$/m);
    expect(note('the program waits at its top level for something that nothing can bring about')).toContain('(line 7)');
  });

  test('shows a warning and a limit with their lines', () => {
    const place = { line: 7, column: 1 };
    const text = panel(
      viewOf(
        [
          { type: 'warning', at: 0, category: 'RuntimeWarning', message: "coroutine 'make' was never awaited", place },
          { type: 'limitReached', at: 0, name: 'output', value: 1_000, place },
        ],
        0,
      ),
      80,
      24,
    );
    expect(text).toContain("Warning (line 7): coroutine 'make' was never awaited");
    expect(text).toContain('Stopped: it printed more than 1000 characters. (line 7)');
  });

  test('wraps a warning where there is room, and keeps it in one row where there is none', () => {
    const message = "coroutine 'make_a_very_long_breakfast' was never awaited";
    const event = {
      type: 'warning',
      at: 0,
      category: 'RuntimeWarning',
      message,
      place: { line: 7, column: 1 },
    } as const;
    const tall = panel(viewOf([event], 0), 46, 36);
    expect(tall.replace(/\s+/g, ' ')).toContain(`Warning (line 7): ${message}`);
    expect(panel(viewOf([event], 0), 46, 6)).toMatch(/! Warning \(line 7\): .*…$/m);
  });

  test('shows a warning whole in a low panel as soon as whoever reads has stopped it', () => {
    const place = { line: 7, column: 1 };
    const message = "coroutine 'make_a_very_long_breakfast_for_everyone_in_the_house' was never awaited";
    const warning = { type: 'warning', at: 0, category: 'RuntimeWarning', message, place } as const;
    const output = { type: 'output', at: 0, stream: 'out', text: 'open\n', task: null, place } as const;
    const stopped = panel(viewOf([output, warning], 0), 60, 8);
    expect(stopped.replace(/\s+/g, ' ')).toContain(`Warning (line 7): ${message}`);
    expect(stopped).toContain('open');
    expect(panel(viewOf([output, warning], 0, { mode: 'live' }), 60, 8)).toMatch(/! Warning \(line 7\): .*…$/m);
  });

  test('says equal warnings once, how often and where', () => {
    const warned = (line: number, message = 'give it up') =>
      ({ type: 'warning', at: 0, category: 'W', message, place: { line, column: 1 } }) as const;
    const view = viewOf([warned(3), warned(5, 'another'), warned(3), warned(4)], 0);
    expect(panel(view, 80, 24)).toContain('! Warning 3× (line 3, line 4): give it up');
    expect(panel(view, 80, 24)).toContain('! Warning (line 5): another');
    expect(panel({ ...view, language: 'zh' }, 80, 24)).toContain('! 警告 3×（第 3 行、第 4 行）：give it up');
    const looping = viewOf(
      Array.from({ length: 100 }, (_, index) => warned(index + 1)),
      0,
    );
    expect(panel(looping, 80, 24)).toContain('! Warning ≥24× (line 77, line 78, line 79, …): give it up');
  });

  test('says the first of several warnings whole where there is room for it beside a row for each', () => {
    const warned = (what: string) =>
      ({
        type: 'warning',
        at: 0,
        category: 'W',
        message: `${what} ${'goes wrong in one way or another, '.repeat(3)}write ${what}.`,
        place: null,
      }) as const;
    const view = viewOf([warned('one'), warned('two'), warned('three')], 0);
    const text = panel(view, 60, 11);
    expect(text.replace(/\s+/g, ' ')).toContain('write one.');
    expect(text).toMatch(/^! Warning: two .*…$/m);
    expect(text).toMatch(/^! Warning: three .*…$/m);
    expect(panel(view, 60, 24).replace(/\s+/g, ' ')).toMatch(/write one\..*write two\..*write three\./);
  });

  test('says once what reading the program showed and running it showed again', () => {
    const forgotten = { code: 'neverAwaited', args: ['make'] } as const;
    const read = (line: number) =>
      ({
        type: 'warning',
        at: 0,
        category: 'SyntaxWarning',
        message: `read in line ${line}`,
        place: { line, column: 1 },
        saying: forgotten,
      }) as const;
    const ran = { type: 'warning', at: 0, category: 'RuntimeWarning', message: 'ran', place: read(7).place } as const;
    const text = panel(viewOf([read(7), read(9), ran], 0), 80, 24);
    expect(text).not.toContain('read in line 7');
    expect(text).toContain('Warning (line 9): read in line 9');
    expect(text).toContain('Warning (line 7): ran');
    expect(panel(viewOf([read(7)], 0), 80, 24)).toContain('Warning (line 7): read in line 7');
  });

  test('says where a limit stopped a program, and in Chinese what the sandbox refused', () => {
    const place = { line: 3, column: 1 };
    const timedOut = viewOf(
      [
        { type: 'limitReached', at: 0, name: 'seconds', value: 10, place: null },
        { type: 'runEnded', at: 0, status: 'timeout', error: { name: 'TimeLimit', message: 'stopped', place } },
      ],
      0,
    );
    expect(panel(timedOut, 80, 24)).toContain('✗ It was stopped here (line 3)');
    const inChinese = panel({ ...timedOut, language: 'zh' }, 80, 24);
    expect(inChinese).toContain('✗ 程序在这里被停止（第 3 行）');
    expect(inChinese).toContain('! 已停止：实际运行超过了 10 秒。是不是有死循环？');
    const saying = { code: 'noDynamicImport', args: [] } as const;
    const error = { name: 'Rejected', message: "import() can't be used here", place, saying };
    const refused = viewOf([{ type: 'runEnded', at: 0, status: 'rejected', error }], 0);
    expect(panel(refused, 80, 24)).toContain("✗ import() can't be used here (line 3)");
    expect(panel({ ...refused, language: 'zh' }, 100, 24)).toContain('✗ 这里不能用 import()：请在文件开头写');
  });

  test('strikes out what was cancelled', () => {
    const events: Event[] = [
      { type: 'timerSet', at: 0, loop: 1, handle: 1, label: 'time out main', task: null, due: 5 },
      { type: 'handleCancelled', at: 0, handle: 1 },
    ];
    expect(panel(viewOf(events, 0), 80, 24)).toContain('5.0 s ⊘ time out main');
  });

  test('lets nothing that a program names or prints move the cursor', () => {
    const escape = '\x1b[2J';
    const events: Event[] = [
      { type: 'taskCreated', at: 0, task: 1, kind: 'task', name: escape, coroutine: escape, parent: null, place: null },
      { type: 'timerSet', at: 0, loop: 1, handle: 1, label: escape, task: null, due: 1 },
      { type: 'output', at: 0, stream: 'out', text: `${escape}\n`, task: 1, place: null },
      { type: 'warning', at: 0, category: 'W', message: escape, place: null },
    ];
    const view = viewOf(events, 0);
    for (const text of [panel(view, 100, 40), plainPanel(view, 10).join('\n')]) expect(text).not.toContain('\x1b');
  });

  test('fits into any size, whatever the trace', () => {
    const events = randomTrace(4, 3_000, 60);
    for (const now of [0, 3, 20, 999]) {
      for (const width of [20, 40, 58, 77, 120, 160]) {
        for (const height of [1, 3, 6, 8, 11, 16, 24, 46]) panel(viewOf(events, now), width, height);
      }
    }
  });

  test('shows a window of very many tasks, and how many more there are', () => {
    const events = randomTrace(5, 60_000, 12_000);
    const view = viewOf(events, 1e9);
    expect(view.picture.taskCount).toBeGreaterThan(10_000);
    const text = panel({ ...view, firstTask: 5_000 }, 100, 30);
    expect(text).toContain('Task-5001');
    expect(text).toMatch(/ 5000 above, \d{4,} below/);
    expect(panel(view, 100, 30)).toMatch(/\+\d{5,} more *$/m);
    expect(panel({ ...view, tasksKey: ']' }, 100, 30)).toMatch(/\+\d{5,} more: \]/);
    expect(plainPanel({ ...view, tasksKey: ']' }, 10)).toContainEqual(expect.stringMatching(/^\+\d{5,} more: \]$/));
    expect(panel({ ...view, firstTask: 5_000, language: 'zh' }, 100, 30)).toMatch(/上面 5000 项，下面 \d{4,} 项/);
  });
});

describe('the plain form', () => {
  test('says the same facts, one a line', () => {
    expect(plainPanel(HALFWAY, 10)).toEqual([
      'paused, clock 0.5 s',
      'A main Task-1: waits at line 11 for task B sayAfter',
      'B sayAfter Task-2: waits at line 4 for sleep until 1.0 s',
      'C sayAfter Task-3: waits at line 4 for sleep until 2.0 s',
      'ran last: C sayAfter',
      'ready: nothing',
      'timers: 1.0 s B sayAfter, 2.0 s C sayAfter',
      'Output: nothing printed yet',
    ]);
  });
});

test('seconds are written as short as is exact to the millisecond', () => {
  expect([0, 2, 0.25, 1.125, 0.8000000001, Infinity].map(figure)).toEqual(['0.0', '2.0', '0.25', '1.125', '0.8', '∞']);
});

test('tasks are marked with letters, and the rest with a star', () => {
  expect([0, 25, 26, 51, 52].map(taskMark)).toEqual(['A', 'Z', 'a', 'z', 'A']);
});
