/** Whatever stands in a file: it is opened or it is told why not, and all that is opened can be shown in every way there is. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { afterAll, expect, test } from 'vitest';
import { traceState } from '../../src/app/screens/trace.ts';
import { openTrace } from '../../src/commands/trace-files.ts';
import { UsageError } from '../../src/commands/usage.ts';
import { chromeTrace } from '../../src/export/chrome-trace.ts';
import type { KeptTrace } from '../../src/export/kept-trace.ts';
import { timelineSvg } from '../../src/export/svg.ts';
import { Narrator } from '../../src/text/narrate.ts';
import { Replay } from '../../src/trace/replay.ts';
import { screenRows } from '../../src/ui/screen-rows.ts';
import { scriptedTrace } from '../app/scripted-trace.ts';
import { randomTrace } from '../trace/random-trace.ts';
import { problemsOf } from './chrome-format.ts';

const folder = mkdtempSync(join(tmpdir(), 'async-tutor-hostile-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const FILE = join(folder, 'trace.json');

function textOf(events: Parameters<Replay['append']>[0]): string {
  const replay = new Replay();
  replay.append(events);
  return [...chromeTrace({ fileName: 'a.ts', source: 'await 1;\n', replay, length: replay.length }, 'en')].join('');
}

const REAL = [
  textOf(
    scriptedTrace(function* () {
      const tea = yield {
        does: 'create',
        line: 2,
        coroutine: 'tea',
        body: function* () {
          yield { does: 'sleep', line: 7, seconds: 1 };
        },
      };
      yield { does: 'await', line: 4, task: tea };
      yield { does: 'fail', line: 5, name: 'E', message: 'm' };
    }),
  ),
  textOf([...randomTrace(5, 120, 4), { type: 'runEnded', at: 99, status: 'done', error: null }]),
];

const WHICH = fc.nat(REAL.length - 1);

/** Opens it; null: a sentence says why it cannot be. */
function opened(text: string | Uint8Array): KeptTrace | null {
  writeFileSync(FILE, text);
  try {
    return openTrace(FILE, 'en');
  } catch (error) {
    expect(error).toBeInstanceOf(UsageError);
    expect((error as Error).message).toContain(FILE);
    return null;
  }
}

function showEveryWay(trace: KeptTrace): void {
  const environment = { colorless: null, editor: { variable: null, command: 'vi' } } as const;
  for (const columns of [60, 120]) {
    const state = traceState(trace, 'en', { columns, rows: 30 }, environment);
    expect(screenRows(state)).toHaveLength(30);
  }
  // It stops at whatever is no XML.
  new SaxesParser().write(timelineSvg(trace, 'zh', 'dark')).close();
  expect(problemsOf([...chromeTrace(trace, 'zh')].join(''))).toEqual([]);
  new Narrator(trace.replay, trace.fileName, 'en').tell();
}

/** A file with our part alone, line for line, so that mutations hit events and not what is skipped. */
function ours(text: string): readonly string[] {
  const lines = text.split('\n');
  return ['{"traceEvents":[', '],', ...lines.slice(lines.findIndex((line) => line.startsWith('"asyncTutor"')))];
}

/** Values that have broken readers before. */
const NASTY = fc.constantFrom(
  '-1',
  '1e999',
  '1e300',
  '5e8',
  '9007199254740993',
  '0.1',
  'null',
  '{}',
  '[]',
  '"\\u001b[2J"',
  '"__proto__"',
  'true',
  '""',
);

const RUNS = Number(process.env['FUZZ'] ?? 300);

test('real traces with fields exchanged, lines dropped, repeated and moved never crash anything', () => {
  let wereOpened = 0;
  const change = fc.record({
    line: fc.nat(),
    field: fc.nat(),
    value: NASTY,
    how: fc.constantFrom('field', 'drop', 'twice', 'move'),
  });
  fc.assert(
    fc.property(WHICH, fc.array(change, { minLength: 1, maxLength: 6 }), (which, changes) => {
      const lines = [...ours(REAL[which]!)];
      for (const { line, field, value, how } of changes) {
        const at = 4 + (line % Math.max(1, lines.length - 6));
        if (how === 'drop') lines.splice(at, 1);
        if (how === 'twice') lines.splice(at, 0, lines[at]!);
        if (how === 'move') lines.push(...lines.splice(at, 1));
        if (how === 'field') {
          const parts = lines[at]!.split(',');
          lines[at] = parts.with(field % parts.length, value).join(',');
        }
      }
      const events = lines.length - 5;
      const text = lines.join('\n').replace(/"events":\d+/, `"events":${events}`);
      const trace = opened(text);
      if (trace === null) return;
      wereOpened++;
      showEveryWay(trace);
    }),
    { numRuns: RUNS },
  );
  expect(wereOpened).toBeGreaterThan(RUNS / 20);
});

test('real traces with bytes exchanged or their end cut off never crash anything', () => {
  fc.assert(
    fc.property(
      WHICH,
      fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 8 }),
      fc.option(fc.nat()),
      (which, exchanged, length) => {
        const bytes = Buffer.from(REAL[which]!);
        for (const [at, byte] of exchanged) bytes[at % bytes.length] = byte;
        const trace = opened(length === null ? bytes : bytes.subarray(0, length % bytes.length));
        if (trace !== null) showEveryWay(trace);
      },
    ),
    { numRuns: RUNS },
  );
});

test('whatever JSON stands under our key, written by whomever, it is opened or told why not', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
      opened(JSON.stringify({ asyncTutor: one }));
      const trace = opened(
        JSON.stringify({ asyncTutor: { version: 1, events: 1, fileName: 'a', source: 'b', trace: [other] } }),
      );
      if (trace !== null) showEveryWay(trace);
    }),
    { numRuns: RUNS },
  );
});

test('a trace of a million tasks is opened and shown', () => {
  const lines = Array.from({ length: 1_000_000 }, (_, index) => `[13,0,${index + 1},"task","T","f",0,0],`);
  const header = '"asyncTutor":{"version":1,"events":1000002,"fileName":"a.ts","source":"","trace":[';
  const text = ['{"traceEvents":[', '],', header, '[1,0,1,"virtual",1,0],', ...lines, '[21,3,"done",null]', ']}}'].join(
    '\n',
  );
  const trace = opened(text)!;
  expect(trace.length).toBe(1_000_002);
  expect(timelineSvg(trace, 'en', 'light')).toContain('+ 999971 more tasks');
  const state = traceState(
    trace,
    'en',
    { columns: 120, rows: 40 },
    { colorless: null, editor: { variable: null, command: 'vi' } },
  );
  expect(screenRows(state)).toHaveLength(40);
});
