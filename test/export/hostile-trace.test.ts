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
import { type FileStart, MOST_FILES, type WholeProgram, wholeProgram } from '../../src/trace/program-lines.ts';
import { Replay } from '../../src/trace/replay.ts';
import { screenRows } from '../../src/ui/screen-rows.ts';
import { scriptedTrace } from '../app/scripted-trace.ts';
import { randomTrace } from '../trace/random-trace.ts';
import { problemsOf } from './chrome-format.ts';

const folder = mkdtempSync(join(tmpdir(), 'async-tutor-hostile-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const FILE = join(folder, 'trace.json');

function textOf(events: Parameters<Replay['append']>[0], program = ONE_FILE): string {
  const replay = new Replay();
  replay.append(events);
  return [...chromeTrace({ ...program, replay, length: replay.length }, 'en')].join('');
}

const ONE_FILE: WholeProgram = { fileName: 'a.ts', source: 'await 1;\n' };
const SEVERAL_FILES = wholeProgram([
  { fileName: 'main.ts', source: "import { tea } from './lib/tea.ts';\nawait tea();\n" },
  { fileName: 'lib/tea.ts', source: 'export const tea = async () => {\n  await 1;\n};\n' },
]);

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
  textOf([...randomTrace(6, 120, 4), { type: 'runEnded', at: 99, status: 'done', error: null }], SEVERAL_FILES),
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
  new Narrator(trace.replay, trace, 'en').tell();
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

/** A trace whose program is as the text says, in a file that is as we write it. */
function withHeader(program: string): string {
  const header = `"asyncTutor":{"version":1,"events":2,${program},"trace":[`;
  const place = `[13,0,1,"task","T","f",0,${3 * 4096 + 1}],`;
  return ['{"traceEvents":[', '],', header, '[1,0,1,"virtual",1,0],', place, ']}}'].join('\n');
}

function withFiles(files: unknown): KeptTrace | null {
  return opened(withHeader(`"fileName":"a.ts","source":"1\\n2\\n3\\n4","files":${JSON.stringify(files)}`));
}

const ENTRIES = Array.from({ length: 300 }, (_, index): FileStart => [`[${index + 1}]`, index + 1]);

test('the files of a program are believed where they can be so, and nowhere else', () => {
  const good = [
    [['a.ts', 1]],
    [
      ['a.ts', 1],
      ['b.ts', 4],
    ],
    [['[1]', 2]],
  ];
  for (const files of good) expect(withFiles(files)?.files).toEqual(files);
  const bad = [
    null,
    {},
    [],
    'a.ts',
    [null],
    [['a.ts']],
    [['a.ts', 1, 2]],
    [[1, 'a.ts']],
    [['a.ts', 0]],
    [['a.ts', -1]],
    [['a.ts', 1.5]],
    [['a.ts', '1']],
    [['a.ts', null]],
    [['a.ts', 5]],
    [['a.ts', 2 ** 53]],
    [
      ['a.ts', 2],
      ['b.ts', 2],
    ],
    [
      ['a.ts', 3],
      ['b.ts', 1],
    ],
  ];
  for (const files of bad) expect([files, withFiles(files)]).toEqual([files, null]);
});

test('a program has no more files than one that runs, a session as many entries as it has lines', () => {
  const program = (files: readonly (readonly [string, number])[]): KeptTrace | null =>
    opened(
      withHeader(`"fileName":"a.ts","source":${JSON.stringify('\n'.repeat(400))},"files":${JSON.stringify(files)}`),
    );
  const named = (count: number) => Array.from({ length: count }, (_, index) => [`${index}.ts`, index + 1] as const);
  expect(program(named(MOST_FILES + 1))?.files).toHaveLength(MOST_FILES + 1);
  expect(program(named(MOST_FILES + 2))).toBeNull();
  expect(program(ENTRIES)?.files).toHaveLength(300);
  expect(program(ENTRIES.with(7, ['a.ts', 8]))).toBeNull();
  const many = Array.from({ length: 100_001 }, (_, index) => [`[${index}]`, index + 1]);
  const source = JSON.stringify('\n'.repeat(100_001));
  expect(opened(withHeader(`"fileName":"a","source":${source},"files":${JSON.stringify(many)}`))).toBeNull();
});

test('the name of a file drives nothing, and is no longer than names are', () => {
  const hostile = withFiles([
    ['\u001b[2J\n\u202e</text>"&', 1],
    ['x'.repeat(5_000), 3],
  ])!;
  showEveryWay(hostile);
  const [[first], [second]] = hostile.files! as [readonly [string, number], readonly [string, number]];
  // oxlint-disable-next-line no-control-regex -- that is the point.
  expect(first).not.toMatch(/[\u0000-\u001f\u202e]/);
  expect(second.length).toBeLessThanOrEqual(200);
});

test('whatever stands where the files should, it is opened or told why not', () => {
  const start = fc.tuple(
    fc.oneof(fc.string(), fc.constantFrom('a.ts', '[1]', '__proto__', '\u001b[2J')),
    fc.oneof(fc.nat(6), fc.double()),
  );
  const files = fc.oneof(fc.array(start, { maxLength: 5 }), fc.jsonValue());
  fc.assert(
    fc.property(files, (each) => {
      const trace = withFiles(each);
      if (trace !== null) showEveryWay(trace);
    }),
    { numRuns: RUNS },
  );
});

test('a program of blank lines from end to end is shown, and its files with it', () => {
  const source = JSON.stringify('\n'.repeat(200_000));
  const trace = opened(withHeader(`"fileName":"a","source":${source},"files":[["a.ts",1],["b.ts",200001]]`))!;
  const state = traceState(
    trace,
    'en',
    { columns: 120, rows: 30 },
    { colorless: null, editor: { variable: null, command: 'vi' } },
  );
  const rows = screenRows(state).map((row) => row.map(({ text }) => text).join(''));
  expect(rows.join('\n')).toContain('b.ts');
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
