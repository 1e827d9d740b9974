/** Events travel and come back the same; what is no event comes back as null, and nothing throws. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Event } from '../../src/trace/event.ts';
import {
  harmless,
  isRunStatus,
  markedPlace,
  MAX_NAME,
  MAX_TEXT,
  placeMark,
  quoteName,
  stamp,
  readError,
  readEvent,
  write,
  writeError,
} from '../../src/trace/wire.ts';

const read = (line: string): Event | null => {
  expect(line.endsWith(']\n')).toBe(true);
  expect(line.indexOf('\n')).toBe(line.length - 1);
  return readEvent(JSON.parse(line));
};

const id = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER });
const count = fc.nat();
const time = fc.double({ min: 0, max: 1e9, noNaN: true }).map((seconds) => seconds + 0);
const place = fc.record({ line: fc.integer({ min: 1, max: 1e6 }), column: fc.integer({ min: 1, max: 4095 }) });
/** What a terminal can be given as it is. */
const plain = (maxLength: number): fc.Arbitrary<string> =>
  fc.string({
    unit: fc.constantFrom('a', 'Z', '0', ' ', '"', '\\', '[', ']', ',', '中', '文', '😀', 'é', '$'),
    maxLength,
  });
const name = plain(60);
const mark = place.map(({ line, column }) => placeMark(line, column));
const kind = fc.constantFrom('task', 'async', 'thread', 'process');
const outcome = fc.constantFrom('done', 'failed', 'cancelled');

describe('what is written is read', () => {
  const same = (event: fc.Arbitrary<readonly [string, Event]>) => (): void =>
    fc.assert(
      fc.property(event, ([line, expected]) => {
        expect(read(line)).toEqual(expected);
      }),
    );

  test(
    'loops',
    same(
      fc
        .tuple(time, id, count)
        .chain(([at, loop, handles]) =>
          fc.constantFrom<readonly [string, Event]>(
            [write.loopStarted(stamp(at), loop), { type: 'loopStarted', at, loop }],
            [write.loopStopped(stamp(at), loop), { type: 'loopStopped', at, loop }],
            [write.loopClosed(stamp(at), loop), { type: 'loopClosed', at, loop }],
            [write.iterationStarted(stamp(at), loop, handles), { type: 'iterationStarted', at, loop, handles }],
          ),
        ),
    ),
  );

  test(
    'handles',
    same(
      fc
        .tuple(time, id, id, name, fc.option(id), time)
        .chain(([at, loop, handle, label, task, due]) =>
          fc.constantFrom<readonly [string, Event]>(
            [
              write.handleScheduled(stamp(at), loop, handle, quoteName(label), task ?? 0),
              { type: 'handleScheduled', at, loop, handle, label, task },
            ],
            [
              write.timerSet(stamp(at), loop, handle, quoteName(label), task ?? 0, due),
              { type: 'timerSet', at, loop, handle, label, task, due },
            ],
            [
              write.timerSet(stamp(at), loop, handle, quoteName(label), task ?? 0, Infinity),
              { type: 'timerSet', at, loop, handle, label, task, due: Infinity },
            ],
            [write.timerDue(stamp(at), handle), { type: 'timerDue', at, handle }],
            [write.timerDropped(stamp(at), handle), { type: 'timerDropped', at, handle }],
            [write.handleCancelled(stamp(at), handle), { type: 'handleCancelled', at, handle }],
            [write.handleStarted(stamp(at), handle), { type: 'handleStarted', at, handle }],
            [write.handleEnded(stamp(at), handle), { type: 'handleEnded', at, handle }],
            [
              write.microtaskQueued(stamp(at), handle, quoteName(label), task ?? 0),
              { type: 'microtaskQueued', at, microtask: handle, label, task },
            ],
            [write.microtaskStarted(stamp(at), handle), { type: 'microtaskStarted', at, microtask: handle }],
            [write.taskResumed(stamp(at), handle), { type: 'taskResumed', at, task: handle }],
            [write.clockCharged(stamp(at), due, 'cpu'), { type: 'clockCharged', at, seconds: due, why: 'cpu' }],
            [write.clockCharged(stamp(at), due, 'outside'), { type: 'clockCharged', at, seconds: due, why: 'outside' }],
          ),
        ),
    ),
  );

  test(
    'tasks',
    same(
      fc
        .tuple(time, id, kind, name, name, fc.option(id), mark)
        .map(([at, task, kind_, text, coroutine, parent, at_]) => [
          write.taskCreated(stamp(at), task, kind_, text, coroutine, parent ?? 0, at_),
          { type: 'taskCreated', at, task, kind: kind_, name: text, coroutine, parent, place: markedPlace(at_) },
        ]),
    ),
  );

  test(
    'calls of async functions',
    same(
      fc.tuple(time, id, name, fc.option(id), mark).map(([at, task, called, parent, at_]) => {
        const told = { task, kind: 'async', name: called, coroutine: called, parent, place: markedPlace(at_) } as const;
        const line = write.asyncCreated(stamp(at), task, quoteName(called), parent ?? 0, at_);
        return [line, { type: 'taskCreated', at, ...told }];
      }),
    ),
  );

  test(
    'what becomes of tasks',
    same(
      fc
        .tuple(time, id, name, mark, fc.option(id), fc.option(time), outcome)
        .chain(([at, task, what, at_, other, until, end]) =>
          fc.constantFrom<readonly [string, Event]>(
            [write.taskRenamed(stamp(at), task, what), { type: 'taskRenamed', at, task, name: what }],
            [
              write.taskSuspended(stamp(at), task, at_, quoteName(what), until, other ?? 0),
              { type: 'taskSuspended', at, task, place: markedPlace(at_), wait: { what, until, task: other } },
            ],
            [
              write.taskCancelRequested(stamp(at), task, other ?? 0),
              { type: 'taskCancelRequested', at, task, by: other },
            ],
            [
              write.taskEnded(stamp(at), task, end, at_, null),
              { type: 'taskEnded', at, task, outcome: end, place: markedPlace(at_), error: null },
            ],
          ),
        ),
    ),
  );

  test(
    'errors',
    same(
      fc.tuple(time, id, name, plain(300), fc.option(place)).map(([at, task, text, message, thrown]) => [
        write.taskEnded(stamp(at), task, 'failed', 0, { name: text, message, place: thrown }),
        {
          type: 'taskEnded',
          at,
          task,
          outcome: 'failed',
          place: null,
          error: { name: text, message, place: thrown },
        },
      ]),
    ),
  );

  test(
    'output, warnings and limits',
    same(
      fc
        .tuple(time, fc.constantFrom('out', 'err'), plain(300), fc.option(id), mark, name, count)
        .chain(([at, stream, text, task, at_, category, value]) =>
          fc.constantFrom<readonly [string, Event]>(
            [
              write.output(stamp(at), stream, `${text}\n`, task ?? 0, at_),
              { type: 'output', at, stream, text: `${text}\n`, task, place: markedPlace(at_) },
            ],
            [
              write.warning(stamp(at), category, text, at_),
              { type: 'warning', at, category, message: text, place: markedPlace(at_) },
            ],
            [
              write.limitReached(stamp(at), category, value, at_),
              { type: 'limitReached', at, name: category, value, place: markedPlace(at_) },
            ],
          ),
        ),
    ),
  );

  test(
    'errors that nobody caught',
    same(
      fc.tuple(time, fc.option(id), name, plain(300)).map(([at, task, whose, message]) => {
        const error = { name: 'E', message, place: null };
        return [
          write.errorUncaught(stamp(at), task ?? 0, whose, error),
          { type: 'errorUncaught', at, task, name: whose, error },
        ];
      }),
    ),
  );

  test('an error that nobody caught is one', () => {
    expect(readEvent([42, 0, 0, 'x', null])).toBeNull();
    expect(readEvent([42, 0, 0, 1, ['E', 'm', 0]])).toBeNull();
    expect(readEvent([42, 0, -1, '', ['E', 'm', 0]])).toBeNull();
  });

  test('an error by itself, or none', () => {
    fc.assert(
      fc.property(name, plain(300), fc.option(place), (text, message, thrown) => {
        const error = { name: text, message, place: thrown };
        expect(readError(JSON.parse(writeError(error)))).toEqual(error);
        const more = { ...error, whole: message };
        expect(readError(JSON.parse(writeError(more)))).toEqual(more);
        const awaited = { ...more, awaitedAt: { line: 2, column: 3 } };
        expect(readError(JSON.parse(writeError(awaited)))).toEqual(awaited);
      }),
    );
    for (const forged of [
      ['E', 'm', 0, 0, 1],
      ['E', 'm', 0, 0, null],
      ['E', 'm', 0, 'x', 'w'],
      ['E', 'm', 0, 0, 'w', 1],
    ])
      expect(readError(forged)).toBeUndefined();
    expect(readError(['E', 'm', 0, 0, '\u001b[2J\u202ew'])).toMatchObject({ whole: '[2Jw' });
    expect(readError(JSON.parse(writeError(null)))).toBeNull();
  });

  test('a place, up to the last column that is told apart', () => {
    fc.assert(
      fc.property(
        place,
        ({ line, column }) => void expect(markedPlace(placeMark(line, column))).toEqual({ line, column }),
      ),
    );
    expect(markedPlace(placeMark(3, 99_999))).toEqual({ line: 3, column: 4095 });
    expect(markedPlace(0)).toBeNull();
  });
});

test('any text at all is written as one line that JSON can read', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
      for (const line of [
        write.output(stamp(0), 'out', text, 0, 0),
        write.taskRenamed(stamp(0), 1, text),
        write.warning(stamp(0), text, text, 0),
      ])
        expect(read(line)).not.toBeNull();
      expect(readError(JSON.parse(writeError({ name: text, message: text, place: null })))).toBeTruthy();
    }),
  );
});

test('long texts are cut on both sides', () => {
  const long = 'x'.repeat(MAX_TEXT * 2);
  const written = read(write.output(stamp(0), 'out', long, 0, 0));
  expect(written).toMatchObject({ text: `${'x'.repeat(MAX_TEXT - 1)}…` });
  expect(readEvent([18, 0, 'out', long, 0, 0])).toEqual(written);
  expect(readEvent([14, 0, 1, long])).toMatchObject({ name: `${'x'.repeat(MAX_NAME - 1)}…` });
  expect(readError([long, long, 0])!.message).toHaveLength(MAX_TEXT);
});

describe('readEvent believes nothing', () => {
  const scalar = fc.oneof(
    fc.integer(),
    fc.double(),
    fc.string({ unit: 'binary' }),
    fc.boolean(),
    fc.constantFrom(null, undefined, NaN, Infinity, -0, 2 ** 53, '__proto__', 'done', 'task', 'out', 'cpu'),
  );
  const anything = fc.oneof(
    scalar,
    fc.anything({ withNullPrototype: true, withSparseArray: true, withBigInt: true, withDate: true }),
  );

  test('and throws at nothing', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          anything,
          fc.array(anything, { maxLength: 9 }),
          fc.tuple(fc.nat({ max: 40 }), time, scalar, scalar, scalar, scalar, scalar, scalar),
        ),
        (value) => {
          const event = readEvent(value);
          if (event === null) return;
          expect(Number.isFinite(event.at) && event.at >= 0).toBe(true);
          for (const field of Object.values(event)) if (typeof field === 'string') expect(field).toBe(harmless(field));
        },
      ),
      { numRuns: 2000 },
    );
  });

  test('the parent’s own events come from nobody else', () => {
    expect(readEvent([1, 0, 1, 'virtual'])).toBeNull();
    expect(readEvent([21, 0, 'done', null])).toBeNull();
  });

  test('a status is one of the eight', () => {
    for (const status of ['done', 'failed', 'rejected', 'deadlock', 'timeout', 'memory', 'output', 'killed'])
      expect(isRunStatus(status)).toBe(true);
    for (const none of ['', 'Done', 'toString', null, 0, ['done']]) expect(isRunStatus(none)).toBe(false);
  });
});

describe('harmless', () => {
  test('takes out what drives a terminal, and keeps what is text', () => {
    expect(harmless('a\u001b[31mb\u0007\u009b2Jc')).toBe('a[31mb2Jc');
    expect(harmless('tab\t, line\n, 中文, é, 👩‍👩‍👧')).toBe('tab\t, line\n, 中文, é, 👩‍👩‍👧');
    expect(harmless('a\r\nb\rc')).toBe('a\nb\nc');
    expect(harmless('\u202eabc\u2066\u200e\ufeff')).toBe('abc');
    expect(harmless('\ud83d')).toBe('\ufffd');
  });

  test('twice is as once', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => void expect(harmless(harmless(text))).toBe(harmless(text))),
    );
  });
});
