/**
 * The parent's parser against what an honest child said, with one thing wrong in it: cut, bent, swapped, forged. Always one
 * ending, never an exception, nothing harmful in the trace; and where the fault cannot be anything else, a broken protocol.
 *
 * The same cases every time. A failure prints its path; `FUZZ_SEED` and `FUZZ_RUNS` try others and more.
 */
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import type { PassThrough, Readable } from 'node:stream';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MAX_FRAME_BYTES } from '../../src/sandbox/protocol.ts';
import { runCode } from '../../src/sandbox/run-code.ts';
import { type Child, startChild } from '../../src/sandbox/spare.ts';
import type { Event } from '../../src/trace/event.ts';
import { checkEnding, type FakeChild, fakeChild, frame, LOADED, runWith } from './fake-child.ts';
import { BUILT_CHILD, Ran } from './run-in-sandbox.ts';

const seed = Number(process.env['FUZZ_SEED'] ?? 20_011);
const numRuns = Number(process.env['FUZZ_RUNS'] ?? 100);

/** Has every kind of event in it that a program can bring about. */
const PROGRAM = `import { coroutine, createTask, currentTask, getRunningLoop, run, sleep } from 'asyncio';
const work = coroutine(async (n: number) => { await sleep(n); if (n === 2) throw new Error('two'); });
await run(coroutine(async () => {
  const tasks = [1, 2, 3].map((n) => createTask(work(n), { name: 'work ' + n }));
  getRunningLoop().callLater(1, () => {}).cancel();
  currentTask()!.setName('main');
  console.log('hello');
  await sleep(2.5);
  tasks[2]!.cancel();
  work(9);
  await Promise.resolve();
})());
`;

/** What a child answers to each order, as frames. */
type Conversation = readonly (readonly string[])[];

let honest: Conversation = [];
let events: readonly unknown[][] = [];
const unhandled: unknown[] = [];
const onUnhandled = (reason: unknown): void => void unhandled.push(reason);

beforeAll(async () => {
  process.on('unhandledRejection', onUnhandled);
  process.on('uncaughtExceptionMonitor', onUnhandled);
  honest = await overheard();
  events = honest
    .flat()
    .filter((one) => one.startsWith('E'))
    .flatMap((one) => payloadOf(one).trimEnd().split('\n'))
    .map((line) => JSON.parse(line) as unknown[]);
});

afterAll(() => {
  process.off('unhandledRejection', onUnhandled);
  process.off('uncaughtExceptionMonitor', onUnhandled);
  expect(unhandled).toEqual([]);
});

/** Lets a real child run the program, and writes down what it says. */
async function overheard(): Promise<Conversation> {
  const child = startChild(64, BUILT_CHILD);
  let bytes = Buffer.alloc(0);
  child.answers.on('data', (chunk: Buffer) => (bytes = Buffer.concat([bytes, chunk])));
  const run = runCode({ fileName: 'a.ts', source: PROGRAM }, { clock: 'virtual', child });
  for (let state = 'ready'; state !== 'ended';) {
    state = (await run.slice({ until: Infinity, handles: 3 })).report.state;
  }
  // The answer to load comes first, after the greeting; each slice's answers follow.
  const [greeting, loaded, ...rest] = framesIn(bytes);
  expect([greeting, loaded?.[0]]).toEqual(['H0\n', 'L']);
  const conversation = [[loaded!]];
  for (const one of rest) {
    if (conversation.at(-1)!.at(-1)![0] !== 'E') conversation.push([]);
    conversation.at(-1)!.push(one);
  }
  return conversation;
}

function framesIn(bytes: Buffer): string[] {
  const frames: string[] = [];
  for (let at = 0; at < bytes.length;) {
    const header = bytes.indexOf('\n', at) + 1;
    const end = header + Number(bytes.toString('latin1', at + 1, header - 1));
    frames.push(bytes.toString('utf8', at, end));
    at = end;
  }
  return frames;
}

function payloadOf(text: string): string {
  return text.slice(text.indexOf('\n') + 1);
}

/** A child that says these bytes, in pieces, after each order; it ends when nothing more is asked of it, or closes its pipe. */
function saying(answers: readonly Buffer[], pieceSize: number, last: 'exit' | 'close' = 'exit'): FakeChild {
  let orders = 0;
  return fakeChild((_, say, { die, child }) => {
    const bytes = answers[orders++] ?? Buffer.alloc(0);
    for (let at = 0; at < bytes.length; at += pieceSize) say(bytes.subarray(at, at + pieceSize));
    const stream = child.answers as PassThrough;
    const order = orders;
    let turns = 0;
    const endIfLeftAlone = (): void => {
      if (orders > order) return;
      const isHeard = stream.readableLength + stream.writableLength === 0;
      turns = isHeard ? turns + 1 : 0;
      if (turns < 10) setImmediate(endIfLeftAlone);
      else if (last === 'exit') die();
      else stream.end();
    };
    endIfLeftAlone();
  });
}

interface Place {
  readonly order: number;
  readonly frame: number;
}

/** Any frame of the conversation; the number stands for itself in reports of a failure. */
function placeOf(number: number): Place {
  const places = honest.flatMap((frames, order) => frames.map((_, index) => ({ order, frame: index })));
  return places[number % places.length]!;
}

function changed(place: Place, change: (frames: string[], index: number) => (string | Buffer)[]): Buffer[] {
  return honest.map((frames, order) => {
    const said = order === place.order ? change([...frames], place.frame) : frames;
    return Buffer.concat(said.map((one) => Buffer.from(one)));
  });
}

/** Replaces one frame by `forged`. */
function replaced(place: Place, forged: (original: string) => string | Buffer): Buffer[] {
  return changed(place, (frames, index) =>
    frames.map((one, other): string | Buffer => (other === index ? forged(one) : one)),
  );
}

async function check(answers: readonly Buffer[], pieceSize: number, last: 'exit' | 'close' = 'exit'): Promise<Ran> {
  const fake = saying(answers, pieceSize, last);
  const ran = checkEnding(await runWith(fake, { limits: { seconds: 20 } }), fake);
  expect(unhandled).toEqual([]);
  return ran;
}

function expectBroken(ran: Ran): void {
  expect(ran.status).toBe('killed');
  expect(ran.end.error?.message).toMatch(
    /^The sandbox (broke its protocol \([a-z0-9` ]+\) and was ended|ended unexpectedly)\.$/,
  );
}

/** Runs `body` for many random numbers, the same ones every time. */
async function forAll<T>(
  arbitrary: fc.Arbitrary<T>,
  body: (value: T, pieceSize: number) => Promise<void>,
): Promise<void> {
  const pieces = fc.constantFrom(1, 3, 17, 1000, 1_000_000);
  await fc.assert(fc.asyncProperty(arbitrary, pieces, body), { seed, numRuns });
}

test('the conversation that is bent is a good one', async () => {
  const ran = await check(
    honest.map((frames) => Buffer.from(frames.join(''))),
    7,
  );
  expect(ran.status).toBe('done');
  expect(new Set(events.map(([code]) => code)).size).toBeGreaterThan(14);
  expect(honest.length).toBeGreaterThan(4);
});

const CLOCK_CHARGED = 12;
/** When a timer is due, until when a task waits, the value of a limit: the codes are `trace/wire.ts`'s. */
const FREE_NUMBERS = [
  [7, 6],
  [15, 5],
  [20, 3],
] as const;
const number = fc.nat();
const kinds = fc.constantFrom('L', 'E', 'R', 'H', 'X', 'e', '\u0000', '\u001b', 'é');
const lengths = fc.constantFrom(
  '',
  '-1',
  '+1',
  '1.0',
  '1e3',
  '0x10',
  ' 1',
  '999999999',
  `${MAX_FRAME_BYTES + 1}`,
  'NaN',
);
const bytesOf = (options: fc.IntArrayConstraints): fc.Arbitrary<Buffer> =>
  fc.uint8Array(options).map((bytes) => Buffer.from(bytes));

describe('a broken protocol is what it comes to', () => {
  test('when the child falls silent at any byte, by its end or by closing its pipe', async () => {
    const whole = Buffer.byteLength(honest.flat().join(''));
    await forAll(fc.tuple(fc.nat({ max: whole - 1 }), fc.boolean()), async ([size, isClosed], pieceSize) => {
      const answers: Buffer[] = [];
      for (let index = 0, left = size; index < honest.length && left >= 0; index++) {
        const bytes = Buffer.from(honest[index]!.join(''));
        answers.push(bytes.subarray(0, left));
        left -= bytes.length;
      }
      expectBroken(await check(answers, pieceSize, isClosed ? 'close' : 'exit'));
    });
  });

  test('when there is garbage between two frames', async () => {
    // No kind of frame begins with any of these bytes.
    const garbage = bytesOf({ minLength: 12, maxLength: 60 }).map((bytes) =>
      Buffer.concat([Buffer.from([0xff]), bytes]),
    );
    await forAll(fc.tuple(number, garbage), async ([at, bytes], pieceSize) => {
      const answers = changed(placeOf(at), (frames, index) => [
        ...frames.slice(0, index),
        bytes,
        ...frames.slice(index),
      ]);
      expectBroken(await check(answers, pieceSize));
    });
  });

  test('when a frame has another kind', async () => {
    await forAll(fc.tuple(number, kinds), async ([at, kind], pieceSize) => {
      const place = placeOf(at);
      const original = honest[place.order]![place.frame]!;
      fc.pre(original[0] !== kind);
      expectBroken(
        await check(
          replaced(place, (one) => `${kind}${one.slice(1)}`),
          pieceSize,
        ),
      );
    });
  });

  test('when a frame has a length that is none', async () => {
    await forAll(fc.tuple(number, lengths), async ([at, length], pieceSize) => {
      const answers = replaced(placeOf(at), (one) => `${one[0]}${length}\n${payloadOf(one)}`);
      expectBroken(await check(answers, pieceSize));
    });
  });

  test('when a frame has a length that is wrong', async () => {
    await forAll(fc.tuple(number, fc.integer({ min: -60, max: 60 })), async ([at, wrong], pieceSize) => {
      const place = placeOf(at);
      const length = Buffer.byteLength(payloadOf(honest[place.order]![place.frame]!));
      fc.pre(wrong !== 0 && length + wrong >= 0);
      const answers = replaced(place, (one) => `${one[0]}${length + wrong}\n${payloadOf(one)}`);
      expectBroken(await check(answers, pieceSize));
    });
  });

  test('when a frame is said twice, or not at all, or two orders are answered at once', async () => {
    const slips = fc.constantFrom('twice', 'never', 'at once');
    await forAll(fc.tuple(number, slips), async ([at, slip], pieceSize) => {
      const place = placeOf(at);
      const original = honest[place.order]![place.frame]!;
      // Events that are missing are the child's affair, and so are events that come twice.
      fc.pre(!original.startsWith('E') && (slip !== 'at once' || place.order + 1 < honest.length));
      const answers =
        slip === 'twice'
          ? replaced(place, (one) => one + one)
          : slip === 'never'
            ? replaced(place, () => '').slice(0, place.order + 1)
            : replaced(place, (one) => one + honest[place.order + 1]!.join(''));
      // The last answer ends the run: what follows it is not heard.
      fc.pre(slip === 'never' || place.order + 1 < honest.length);
      expectBroken(await check(answers, pieceSize));
    });
  });

  test('when an event has something in it that belongs elsewhere', async () => {
    const wrong = fc.constantFrom<unknown>(true, [], {}, ['x'], -1, 0.5, -0.001, 2 ** 53, { length: 1 });
    await forAll(fc.tuple(number, number, wrong), async ([which, field, value], pieceSize) => {
      const event = [...events[which % events.length]!];
      const index = field % event.length;
      fc.pre(!(typeof value === 'number' && mayHold(event, index, value)));
      event[index] = value;
      const answers = changed({ order: 1, frame: 0 }, (frames) => [
        frame('E', `${JSON.stringify(event)}\n`),
        ...frames,
      ]);
      expectBroken(await check(answers, pieceSize));
    });
  });

  test('when an event is no list, too short, too long, or of an unknown code', async () => {
    const forged = fc.oneof(
      fc.json({ maxDepth: 2 }).filter((json) => !json.startsWith('[')),
      fc.nat({ max: 2 }).map((length) => JSON.stringify([2, 0, 1].slice(0, length))),
      fc.integer({ min: 9, max: 3000 }).map((length) => JSON.stringify(Array.from({ length }, () => 2))),
      fc.constantFrom(0, 1, 21, 24, -1, 1e9, '2', null, '__proto__').map((code) => JSON.stringify([code, 0, 1, 1, 1])),
      fc.constantFrom('[', ']', '[2,0,1', '[2,0,1]]', '[2,0,01]', '[2,0,NaN]', '[2,0,1e999]', '[2,1e999,1]', '\u0000'),
      fc.constantFrom(2000, 200_000).map((depth) => '['.repeat(depth) + ']'.repeat(depth)),
    );
    await forAll(forged, async (line, pieceSize) => {
      const answers = changed({ order: 1, frame: 0 }, (frames) => [frame('E', `${line}\n`), ...frames]);
      expectBroken(await check(answers, Math.max(pieceSize, line.length >> 8)));
    });
  });
});

/** Whether an event of this kind may hold this number in this field: not all are ids and counts. */
function mayHold([code]: readonly unknown[], index: number, number: number): boolean {
  const isTime = index === 1 || (code === CLOCK_CHARGED && index === 2);
  const isFree = FREE_NUMBERS.some(([kind, field]) => code === kind && index === field);
  return isFree || (isTime && number >= 0);
}

describe('whatever it comes to, it is one ending, and harmless', () => {
  test('with bytes changed anywhere', async () => {
    const spots = fc.array(fc.tuple(number, fc.nat({ max: 255 })), { minLength: 1, maxLength: 6 });
    await forAll(spots, async (changes, pieceSize) => {
      const answers = honest.map((frames) => Buffer.from(frames.join('')));
      for (const [at, byte] of changes) {
        const bytes = answers[at % answers.length]!;
        bytes[at % bytes.length] = byte;
      }
      await check(answers, pieceSize);
    });
  });

  test('with bytes in its texts that are no UTF-8, and controls', async () => {
    const text = fc.oneof(
      bytesOf({ minLength: 1, maxLength: 20 }),
      fc
        .constantFrom('\u001b[2J', '\u001b]0;x\u0007', '\r', '\u009b31m', '\u202e', '\u2028', '\ufeff', '\u0000')
        .map((control) => Buffer.from(JSON.stringify(control).slice(1, -1))),
    );
    await forAll(text, async (bytes, pieceSize) => {
      const forged = bytes.filter((byte) => byte !== 0x22 && byte !== 0x5c && byte >= 0x20);
      const output = [Buffer.from('[18,0,"out","'), forged, Buffer.from('",0,0]\n')];
      const task = [Buffer.from('[13,0,77,"task","'), forged, Buffer.from('","'), forged, Buffer.from('",0,0]\n')];
      const payload = Buffer.concat([...output, ...task]);
      const answers = changed({ order: 1, frame: 0 }, (frames) => [
        Buffer.from(`E${payload.length}\n`),
        payload,
        ...frames,
      ]);
      expect((await check(answers, pieceSize)).status).toBe('done');
    });
  });

  test('with its events in any order, again and again, about tasks that never were', async () => {
    const order = fc.array(fc.tuple(number, fc.constantFrom(null, 0, 1, 99, 2 ** 53 - 1)), { maxLength: 60 });
    await forAll(order, async (picked, pieceSize) => {
      const lines = picked.map(([which, id]) => {
        const event = [...events[which % events.length]!];
        if (id !== null && typeof event[2] === 'number') event[2] = id;
        return `${JSON.stringify(event)}\n`;
      });
      const answers = changed({ order: 1, frame: 0 }, (frames) => [frame('E', lines.join('')), ...frames]);
      expect((await check(answers, pieceSize)).status).toBe('done');
    });
  });
});

describe.concurrent('a real process that says it', () => {
  const garbage = Buffer.from([0xff, 0x1b, 0x5b, 0x32, 0x4a, 0, 10, 13, 0xc3, 0x28, 0x80, 0xfe, 10]);
  const cases: readonly (readonly [string, () => readonly Buffer[], 'exit' | 'close' | 'stay'])[] = [
    ['nothing at all, and ends', () => [Buffer.alloc(0)], 'exit'],
    ['nothing at all, and closes its pipe', () => [Buffer.alloc(0)], 'close'],
    ['half an answer to load', () => [Buffer.from(LOADED.slice(0, 9))], 'exit'],
    ['half an answer to load, and closes its pipe', () => [Buffer.from(LOADED.slice(0, 9))], 'close'],
    ['garbage', () => [garbage], 'stay'],
    ['garbage after a good load', () => [Buffer.from(LOADED), garbage], 'stay'],
    ['half an event', () => [Buffer.from(LOADED), Buffer.from('E99\n[18,0,"out","\u001b[2J')], 'close'],
    ['a frame that is too long', () => [Buffer.from(LOADED), Buffer.from('R4194305\n{}')], 'stay'],
    ['greetings without end', () => [Buffer.from(`H0\nH0\n${LOADED}`)], 'stay'],
    ['an answer too many', () => [Buffer.from(LOADED + LOADED)], 'stay'],
    ['forged events', () => [Buffer.from(LOADED), Buffer.from(frame('E', '[21,0,"done",null]\n'))], 'stay'],
    ['a good start, then the end', () => honest.slice(0, 3).map((frames) => Buffer.from(frames.join(''))), 'exit'],
    [
      'a good start, then a closed pipe',
      () => honest.slice(0, 3).map((frames) => Buffer.from(frames.join(''))),
      'close',
    ],
  ];
  for (const [what, answers, last] of cases) {
    test(what, async () => {
      const child = scriptedChild(answers(), last);
      const gone = new Promise((done) => child.process.once('exit', done));
      const run = runCode({ fileName: 'a.ts', source: '' }, { clock: 'virtual', limits: { seconds: 20 }, child });
      const heard: Event[] = [];
      for (;;) {
        const slice = await run.slice({ until: Infinity, handles: null });
        heard.push(...slice.events);
        if (slice.report.state === 'ended') break;
      }
      await gone;
      expectBroken(checkEnding(new Ran(heard), { wasKilled: () => true }));
    });
  }
});

function scriptedChild(answers: readonly Buffer[], last: string): Child {
  const script = JSON.stringify(answers.map((bytes) => [bytes.toString('base64')]));
  const file = resolve(import.meta.dirname, 'programs/scripted-child.cjs');
  const child = spawn(process.execPath, [file, script, last], { stdio: ['pipe', 'ignore', 'pipe', 'pipe'] });
  const answersOf = child.stdio[3] as Readable;
  for (const stream of [child.stdin!, answersOf, child.stderr!]) stream.on('error', () => {});
  return {
    process: child,
    orders: child.stdin!,
    answers: answersOf,
    complaints: child.stderr!,
    file: '',
    types: true,
    nursery: null,
    threads: [],
  };
}
