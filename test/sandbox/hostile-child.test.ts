/**
 * The parent against a child that lies. Whatever comes through the pipe, the run ends with exactly one `runEnded`, no promise
 * rejects, the child is gone, and nothing in the trace can drive or deceive a terminal.
 */
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import type { Readable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FrameReader, type Frame, MAX_FRAME_BYTES, ProtocolError } from '../../src/sandbox/protocol.ts';
import { runCode } from '../../src/sandbox/run-code.ts';
import type { Child } from '../../src/sandbox/spare.ts';
import { answering, checkEnding, fakeChild, frame, HARMFUL, LOADED, report, runWith, stringsIn } from './fake-child.ts';
import type { Ran } from './run-in-sandbox.ts';

async function checkAnswer(answer: string | Buffer): Promise<Ran> {
  const fake = answering(answer);
  return checkEnding(await runWith(fake), fake);
}

describe('an answer that is no answer ends the run as killed', () => {
  const cases: readonly (readonly [string, string | Buffer])[] = [
    ['garbage', 'hello, parent\n'],
    ['bytes', Buffer.from([0, 255, 254, 10, 0])],
    ['an unknown kind', 'X2\n{}'],
    ['a length that is none', 'R-1\n'],
    ['a length in another notation', 'R1e3\n'],
    ['a header without an end', 'R'.repeat(64)],
    ['an empty header', '\n'],
    ['a huge frame', `R${MAX_FRAME_BYTES + 1}\n`],
    ['a frame longer than a number', 'R99999999\n'],
    ['the answer to something else', LOADED],
    ['a report that is no JSON', frame('R', '{"state":')],
    ['a report that is null', frame('R', 'null')],
    ['a report that is a list', frame('R', '[]')],
    ['a report of numbers', frame('R', '1e999')],
    ['an unknown state', report({ state: 'resting' })],
    ['a state of Object.prototype', report({ state: 'toString' })],
    ['a clock in words', report({ clock: '1' })],
    ['a clock before the start', report({ clock: -1 })],
    [
      'a clock without end',
      frame('R', '{"state":"ready","clock":1e999,"nextDue":null,"outside":false,"status":null,"error":null}'),
    ],
    [
      'a clock that is missing',
      frame('R', '{"state":"ready","nextDue":null,"outside":false,"status":null,"error":null}'),
    ],
    ['a due time in words', report({ state: 'idle', nextDue: 'soon' })],
    ['a due time that is missing', frame('R', '{"state":"idle","clock":0,"outside":false,"status":null,"error":null}')],
    ['idle for nothing', report({ state: 'idle' })],
    ['waiting for something outside that is none', report({ outside: 'yes' })],
    ['nothing of what is outside', report({ outside: undefined })],
    ['a status of its own', report({ status: 'great' })],
    ['a status of Object.prototype', report({ status: 'constructor' })],
    ['an ending without a status', report({ status: null })],
    ['an error that is a string', report({ error: 'x' })],
    ['an error with too much', report({ error: ['a', 'b', 0, 1, 1] })],
    ['an error that was waited for at a fraction of a line', report({ error: ['a', 'b', 0, 0.5] })],
    ['an error at a fraction of a line', report({ error: ['a', 'b', 0.5] })],
    ['events that are no JSON', frame('E', '[1,')],
    ['events that break out of their list', frame('E', '1],[2\n')],
    ['an event that is an object', frame('E', '{"type":"output"}\n')],
    ['an event with an unknown code', frame('E', '[99,0,1]\n')],
    ['an event of the parent’s own', frame('E', '[1,0,1,"virtual"]\n')],
    ['an end that the child declares', frame('E', '[21,0,"done",null]\n')],
    ['a time of null', frame('E', '[2,null,1]\n')],
    ['a time before the start', frame('E', '[2,-1,1]\n')],
    ['a time without end', frame('E', '[2,1e999,1]\n')],
    ['a negative id', frame('E', '[2,0,-1]\n')],
    ['an id beyond counting', frame('E', '[2,0,9007199254740993]\n')],
    ['an id that is a fraction', frame('E', '[2,0,1.5]\n')],
    ['a list for a name', frame('E', '[14,0,1,["x"]]\n')],
    ['a key of Object.prototype for a code', frame('E', '["__proto__",0,1]\n')],
    ['an object for an event', frame('E', '{"__proto__":{"polluted":1},"length":3,"0":2,"1":0,"2":1}\n')],
    ['a task of an unknown kind', frame('E', '[13,0,1,"demon","a","b",0,0]\n')],
    ['a task with an unknown outcome', frame('E', '[17,0,1,"toString",0,null]\n')],
    ['output to a third stream', frame('E', '[18,0,"fd3","x",0,0]\n')],
    ['a greeting with a load', 'H0\n' + LOADED],
    ['greetings without end', 'H0\n'.repeat(2)],
    [
      'a due time without end',
      frame('R', '{"state":"idle","clock":0,"nextDue":1e999,"outside":false,"status":null,"error":null}'),
    ],
    ['a wait without end', frame('E', '[15,0,1,0,"w",1e999,0]\n')],
    ['a timer that was never set', frame('E', '[7,0,1,1,"t",0,-1e999]\n')],
    ['a limit without end', frame('E', '[20,0,"l",1e999,0]\n')],
  ];
  for (const [what, answer] of cases) {
    test(what, async () => {
      const ran = await checkAnswer(answer);
      expect(ran.status).toBe('killed');
      expect(ran.end.error).toMatchObject({ name: 'SandboxError', place: null });
      expect(ran.end.error!.message).toMatch(/^The sandbox broke its protocol \(.+\) and was ended\.$/);
    });
  }
});

describe('an answer to nothing ends the run', () => {
  test('before any order', async () => {
    const fake = fakeChild(() => {});
    fake.child.answers.push(report());
    expect(checkEnding(await runWith(fake), fake).status).toBe('killed');
  });

  test('twice to one order', async () => {
    const fake = fakeChild((order, say) => say(order.op === 'load' ? LOADED + LOADED : report()));
    expect(checkEnding(await runWith(fake), fake).status).toBe('killed');
  });

  test('to a load, twice: its warning does not come after the end', async () => {
    const saying = { code: 'taskReturned', args: [] };
    const warnings = [{ message: 'm', line: 1, column: 1, saying }];
    const loaded = frame('L', JSON.stringify({ ok: true, warnings }));
    const fake = fakeChild((_, say) => say(loaded + loaded));
    const ran = checkEnding(await runWith(fake), fake);
    expect([ran.status, ran.of('warning')]).toEqual(['killed', []]);
  });

  test('events between two orders', async () => {
    const fake = fakeChild((order, say) => say(order.op === 'load' ? LOADED + frame('E', '[2,0,1]\n') : report()));
    expect(checkEnding(await runWith(fake), fake).status).toBe('killed');
  });
});

describe('an answer to load', () => {
  const answers: readonly (readonly [string, string, string])[] = [
    ['that is none', frame('L', '{"ok":false}'), 'killed'],
    ['without a message', frame('L', '{"ok":false,"problem":{"line":1}}'), 'killed'],
    ['that is a list', frame('L', '[]'), 'killed'],
    ['of a truth that is none', frame('L', '{"ok":"true"}'), 'killed'],
    ['that belongs to a slice', report(), 'killed'],
    ['without its warnings', frame('L', '{"ok":true}'), 'killed'],
    ['with warnings that are none', frame('L', '{"ok":true,"warnings":[1]}'), 'killed'],
    [
      'with a warning about nowhere',
      frame(
        'L',
        '{"ok":true,"warnings":[{"message":"m","line":0,"column":1,"saying":{"code":"taskReturned","args":[]}}]}',
      ),
      'killed',
    ],
    [
      'with a warning of its own making',
      frame('L', '{"ok":true,"warnings":[{"message":"m","line":1,"column":1,"saying":{"code":"hello","args":[]}}]}'),
      'killed',
    ],
    [
      'with a place beyond counting',
      frame('L', '{"ok":false,"problem":{"message":"m","line":-1,"column":1e999}}'),
      'rejected',
    ],
    [
      'with control characters',
      frame(
        'L',
        JSON.stringify({
          ok: false,
          problem: { message: 'SyntaxError: \u001b[2J\u202e\ud800x\u0000', line: 1, column: 1 },
        }),
      ),
      'rejected',
    ],
    [
      'of a megabyte',
      frame('L', JSON.stringify({ ok: false, problem: { message: 'm'.repeat(1e6), line: null, column: null } })),
      'rejected',
    ],
  ];
  for (const [what, answer, status] of answers) {
    test(what, async () => {
      const fake = fakeChild((_, say) => say(answer));
      const ran = checkEnding(await runWith(fake), fake);
      expect(ran.status).toBe(status);
      expect(ran.end.error!.message.length).toBeLessThanOrEqual(4000);
    });
  }
});

describe('the clock never goes back', () => {
  test('events that do stay at the latest time', async () => {
    const ran = await checkAnswer(frame('E', '[2,5,1]\n[10,1,1]\n[11,7,1]\n') + report({ clock: 2 }));
    expect(ran.events.map((event) => event.at)).toEqual([0, 5, 5, 7, 7]);
    expect(ran.status).toBe('done');
  });
});

describe('strings are made harmless', () => {
  const evil = '\u001b]0;pwned\u0007\u001b[2J\u009b31m\u202e\u2066\u200b\ufeff\r\u0000\ud800__proto__\ufffb';
  const events: readonly unknown[] = [
    [6, 0, 1, 1, evil, 1],
    [7, 0, 1, 2, evil, 1, 5],
    [13, 0, 1, 'task', evil, evil, 0, 4097],
    [14, 0, 1, evil],
    [15, 0, 1, 4097, evil, null, 0],
    [17, 0, 1, 'failed', 4097, [evil, evil, 4097]],
    [18, 0, 'out', evil, 1, 4097],
    [18, 0, 'err', evil, 1, 4097],
    [19, 0, evil, evil, 4097],
    [20, 0, evil, 1, 0],
  ];
  test('in every event and in the error of the end', async () => {
    const lines = events.map((event) => `${JSON.stringify(event)}\n`).join('');
    const ran = await checkAnswer(frame('E', lines) + report({ status: 'failed', error: [evil, evil, 4097] }));
    expect(ran.events).toHaveLength(events.length + 2);
    expect(ran.end.error).toEqual({
      name: ']0;pwned[2J31m \ufffd__proto__',
      message: ']0;pwned[2J31m\n\ufffd__proto__',
      place: { line: 1, column: 1 },
    });
  });

  test('and cut', async () => {
    const long = 'x'.repeat(3_000_000);
    const ran = await checkAnswer(frame('E', `${JSON.stringify([18, 0, 'out', long, 0, 0])}\n`) + report());
    expect(ran.output.length).toBeLessThanOrEqual(65_536);
    expect(ran.output.endsWith('…')).toBe(true);
  });

  test('with names of Object.prototype they are names like others', async () => {
    const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'];
    const lines = names.map(
      (name, index) =>
        `${JSON.stringify([13, 0, index + 1, 'task', name, name, 0, 0])}\n${JSON.stringify([20, 0, name, 1, 0])}\n`,
    );
    const ran = await checkAnswer(frame('E', lines.join('')) + report());
    expect(ran.of('taskCreated').map((event) => event.name)).toEqual(names);
    expect(ran.of('limitReached').map((event) => event.name)).toEqual(names);
  });
});

describe('a child that floods is stopped', () => {
  test('by the number of events', async () => {
    const fake = fakeChild((order, say) => say(order.op === 'load' ? LOADED : frame('E', '[10,0,1]\n'.repeat(200))));
    const ran = checkEnding(await runWith(fake, { limits: { seconds: 5, events: 100 } }), fake);
    expect(ran.status).toBe('output');
    expect(ran.of('handleStarted')).toHaveLength(100);
    expect(ran.of('limitReached')).toMatchObject([{ name: 'events', value: 100 }]);
  });

  test('by the clock, when it reports for ever that it is ready', async () => {
    const fake = fakeChild((order, say) =>
      say(order.op === 'load' ? LOADED : report({ state: 'ready', status: null })),
    );
    expect(checkEnding(await runWith(fake, { limits: { seconds: 0.05 } }), fake).status).toBe('timeout');
  });

  test('by the virtual day, when its next timer is later', async () => {
    const fake = answering(report({ state: 'idle', nextDue: 1e9, status: null }));
    const ran = checkEnding(await runWith(fake), fake);
    expect(ran.status).toBe('timeout');
    expect(ran.of('limitReached')).toMatchObject([{ name: 'virtual seconds' }]);
  });

  test('a complaint of a megabyte does no harm', async () => {
    const fake = fakeChild((order, say, { die }) => (order.op === 'load' ? say(LOADED) : die('x'.repeat(1e6))));
    const ran = checkEnding(await runWith(fake), fake);
    expect(ran.end.error?.message).toContain('ended unexpectedly');
  });

  test('one of many megabytes ends the run', async () => {
    const fake = fakeChild((order, say, { die }) => (order.op === 'load' ? say(LOADED) : die('x'.repeat(7e7))));
    const ran = checkEnding(await runWith(fake), fake);
    expect(ran.end.error?.message).toContain('complaints without end');
  });
});

describe('a child that dies', () => {
  test('says that it was short of memory', async () => {
    const fake = fakeChild((order, say, { die }) =>
      order.op === 'load'
        ? say(LOADED)
        : die('FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory'),
    );
    const ran = await runWith(fake);
    expect(ran.status).toBe('memory');
    expect(ran.of('limitReached')).toMatchObject([{ name: 'memory' }]);
  });

  test('before it was given anything', async () => {
    const fake = fakeChild(() => {});
    fake.die();
    expect((await runWith(fake)).status).toBe('killed');
  });

  test('in the middle of a frame', async () => {
    const fake = fakeChild((order, say, { die }) => {
      if (order.op === 'load') return say(LOADED);
      say('E100\n[2,0,1]\n');
      die();
    });
    const ran = await runWith(fake);
    expect(ran.status).toBe('killed');
    expect(ran.of('loopStarted')).toHaveLength(0);
  });
});

/** A child of another process, which ends or is silent: what only a real process can do. */
function realChild(code: string): Child {
  const process_ = spawn(process.execPath, [resolve(import.meta.dirname, 'programs/rude-child.cjs'), code], {
    stdio: ['pipe', 'ignore', 'pipe', 'pipe'],
  });
  const child: Child = {
    process: process_,
    orders: process_.stdin!,
    answers: process_.stdio[3] as Readable,
    complaints: process_.stderr!,
    file: '',
    types: true,
    nursery: null,
    threads: [],
  };
  for (const stream of [child.orders, child.answers, child.complaints]) stream.on('error', () => {});
  return child;
}

describe.concurrent('a process that is rude', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['exit', 'killed'],
    ['half', 'killed'],
    ['signal', 'killed'],
    ['close', 'killed'],
    ['silent', 'timeout'],
    ['flood', 'killed'],
  ];
  for (const [code, status] of cases) {
    test(`${code}: the run ends as ${status}, and the process is gone`, async () => {
      const child = realChild(code);
      const gone = new Promise((done) => child.process.once('exit', done));
      const run = runCode({ fileName: 'a.ts', source: '' }, { clock: 'virtual', limits: { seconds: 0.1 }, child });
      const { events, report: last } = await run.slice({ until: Infinity, handles: null });
      expect(last.state).toBe('ended');
      expect(events.filter((event) => event.type === 'runEnded')).toMatchObject([{ status }]);
      await gone;
    });
  }

  test('a file that is no program', async () => {
    const process_ = spawn('/no/such/program', [], { stdio: ['pipe', 'ignore', 'pipe', 'pipe'] });
    const child: Child = {
      process: process_,
      orders: process_.stdin!,
      answers: process_.stdio[3] as Readable,
      complaints: process_.stderr!,
      file: '',
      types: true,
      nursery: null,
      threads: [],
    };
    for (const stream of [child.orders, child.answers, child.complaints]) stream?.on('error', () => {});
    const run = runCode({ fileName: 'a.ts', source: '' }, { clock: 'virtual', child });
    const { events } = await run.slice({ until: Infinity, handles: null });
    expect(events.at(-1)).toMatchObject({
      type: 'runEnded',
      status: 'killed',
      error: { message: expect.stringContaining('could not be started') as string },
    });
  });
});

describe('random answers', () => {
  test('of any bytes end the run once, harmlessly', async () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.constantFrom('R', 'E', 'L', 'H', '\n', '0', '9', LOADED, report(), report({ state: 'ready', status: null })),
      fc.json({ maxDepth: 3 }).map((json) => frame('E', `${json}\n`)),
      fc.json({ maxDepth: 3 }).map((json) => frame('R', json)),
      fc
        .array(fc.oneof(fc.integer(), fc.double(), fc.string({ unit: 'binary' }), fc.constant(null)), { maxLength: 8 })
        .map((event) => frame('E', `${JSON.stringify(event)}\n`)),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 8 }), async (pieces) => {
        const fake = fakeChild((order, say, { die }) => {
          if (order.op === 'load') return say(LOADED);
          say(pieces.join(''));
          die();
        });
        const ran = await runWith(fake);
        expect(ran.of('runEnded')).toHaveLength(1);
        for (const event of ran.events) for (const text of stringsIn(event)) expect(text).not.toMatch(HARMFUL);
      }),
      { numRuns: 300 },
    );
  });
});

describe('FrameReader', () => {
  const kind = fc.constantFrom('H', 'L', 'E', 'R') as fc.Arbitrary<Frame['kind']>;
  const frames = fc.array(fc.record({ kind, payload: fc.string({ unit: 'grapheme', maxLength: 60 }) }), {
    maxLength: 12,
  });

  test('gives the same frames however the bytes are cut', () => {
    fc.assert(
      fc.property(frames, fc.array(fc.nat({ max: 30 }), { minLength: 1 }), (sent, cuts) => {
        const bytes = Buffer.from(sent.map((one) => frame(one.kind, one.payload)).join(''), 'utf8');
        const reader = new FrameReader();
        const heard: Frame[] = [];
        for (let at = 0, index = 0; at < bytes.length; index++) {
          // An empty chunk now and then; but never for ever.
          const size = cuts[index % cuts.length]! || index % 2;
          heard.push(...reader.read(bytes.subarray(at, at + size)));
          at += size;
        }
        expect(heard).toEqual(sent);
      }),
    );
  });

  test('throws nothing but ProtocolError at garbage', () => {
    const chunk = fc.oneof(
      fc.uint8Array({ maxLength: 40 }),
      fc.constantFrom('R', 'E5', '\n', '12\n', 'H0\n', 'R4194305\n', 'L00000001\nx').map((text) => Buffer.from(text)),
    );
    fc.assert(
      fc.property(fc.array(chunk, { maxLength: 20 }), (chunks) => {
        const reader = new FrameReader();
        try {
          for (const one of chunks)
            for (const { payload } of reader.read(Buffer.from(one)))
              expect(payload.length).toBeLessThanOrEqual(MAX_FRAME_BYTES);
        } catch (error) {
          expect(error).toBeInstanceOf(ProtocolError);
        }
      }),
    );
  });

  test('takes a large frame in small pieces in linear time', () => {
    const reader = new FrameReader();
    reader.read(Buffer.from(`E${MAX_FRAME_BYTES}\n`));
    const piece = Buffer.alloc(1024, 'x');
    let heard: Frame[] = [];
    // Joining all that is pending for every piece would copy eight gigabytes.
    for (let sent = 0; sent < MAX_FRAME_BYTES; sent += piece.length) heard = reader.read(piece);
    expect(heard.map((one) => one.payload.length)).toEqual([MAX_FRAME_BYTES]);
  });
});

test('a child that fills the parent with text is ended at the limit of text', async () => {
  const event = `[18,0,"out",${JSON.stringify('x'.repeat(1000))},0,0]\n`;
  const fake = answering(frame('E', event.repeat(20)));
  const ran = checkEnding(await runWith(fake, { limits: { seconds: 5, eventText: 10_000 } }), fake);
  expect(ran.status).toBe('output');
  expect(ran.of('limitReached').map(({ name }) => name)).toEqual(['event text']);
});
