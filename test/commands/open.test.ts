/** Traces as files: `run --trace`, `--svg` and `--narrate`, and `open`, as scripts and people meet them. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type ChromeEvent, problemsOf } from '../export/chrome-format.ts';
import { cli, type Ended, inFolder, program } from './cli.ts';

const SOURCE = `import { coroutine, createTask, run, sleep } from 'asyncio';
import { sleep as block } from 'time';
const brew = coroutine(async (what: string, seconds: number) => {
  await sleep(seconds);
  console.log(what);
});
const main = coroutine(async () => {
  const tea = createTask(brew('tea', 1), { name: 'tea' });
  const egg = createTask(brew('egg', 9), { name: '鸡蛋' });
  await tea;
  block(0.5);
  egg.cancel();
  await sleep(0.25);
});
await run(main());
`;

const THREADS = `import { coroutine, gather, run, toThread } from 'asyncio';
function work(n: number) { return n * 2; }
await run(coroutine(async () => { await gather([toThread(work, 1), toThread(work, 2)]); })());
`;

const NODE = `async function later(n: number) { await null; console.log(n); }
setTimeout(() => console.log('timer'), 100);
process.nextTick(() => console.log('tick'));
await later(1);
`;

async function traceOf(source: string, ...options: readonly string[]): Promise<string> {
  const file = program(source);
  const { code, stderr } = await cli(['run', file, '--clock', 'virtual', '--trace', `${file}.json`, ...options]);
  expect(stderr).not.toContain('async-tutor:');
  expect(code).not.toBe(2);
  return `${file}.json`;
}

function expectUsage({ code, stdout, stderr }: Ended, says: RegExp): void {
  expect(stdout).toBe('');
  expect(stderr).toMatch(says);
  expect(stderr.startsWith('async-tutor: ')).toBe(true);
  expect(stderr.trimEnd()).not.toMatch(/\n/);
  expect(code).toBe(2);
}

const kept = await traceOf(SOURCE);

describe('run --trace', () => {
  test.each([
    ['tasks', SOURCE],
    ['threads', THREADS],
    ["Node's own queues", NODE],
    ['an error that nobody catches', `throw new Error('no');`],
    ['a program that is refused', `import fs from 'fs';`],
    ['a deadlock', `await new Promise(() => {});`],
    ['nothing', ''],
  ])('keeps the rules of the Chrome format: %s', async (_, source) => {
    expect(problemsOf(readFileSync(await traceOf(source), 'utf8'))).toEqual([]);
  });

  test('is read by the engine of Chrome’s own tools: every track with its name, and all that is on it', async () => {
    // @ts-expect-error -- it comes without types.
    const { TraceModel } = (await import('@paulirish/trace_engine')) as {
      TraceModel: { Model: { createWithAllHandlers(): Model } };
    };
    const { traceEvents } = JSON.parse(readFileSync(kept, 'utf8')) as { traceEvents: ChromeEvent[] };
    const model = TraceModel.Model.createWithAllHandlers();
    await model.parse(traceEvents);
    const { Renderer } = model.parsedTrace().data;
    const tracks = [...Renderer.processes.get(1)!.threads.values()].map(({ name, entries }) => [name, entries.length]);
    const written = Map.groupBy(
      traceEvents.filter(({ ph }) => ph === 'X'),
      ({ tid }) => tid,
    );
    const named = traceEvents.filter(({ name }) => name === 'thread_name');
    for (const { tid, args } of named) {
      const [, entries] = tracks.find(([name]) => name === args['name'])!;
      // Slices, and instants on the track.
      expect(entries).toBeGreaterThanOrEqual(written.get(tid)!.length);
    }
    expect(named).toHaveLength(4);
  });

  test('writes over a trace of before, and leaves nothing else', async () => {
    const folder = inFolder('twice');
    mkdirSync(folder);
    const file = program('console.log(1);');
    for (let round = 0; round < 2; round++) await cli(['run', file, '--trace', join(folder, 't.json')]);
    expect(readdirSync(folder)).toEqual(['t.json']);
  });

  test('leaves the exit status to the program', async () => {
    const file = program('throw new Error("x");');
    expect((await cli(['run', file, '--trace', inFolder('failed.json')])).code).toBe(1);
    expect((await cli(['run', file, '--json', '--trace', inFolder('failed.json')])).stdout).toMatch(/^\{.*\}\n$/);
  });

  test('says before it runs anything what cannot be written', async () => {
    const file = program('console.log("ran");');
    expectUsage(await cli(['run', file, '--trace', file]), /is the program itself/);
    expectUsage(await cli(['run', file, '--trace', inFolder('no/such/t.json')]), /no folder for/);
    expectUsage(await cli(['run', file, '--svg', inFolder('.')]), /is a folder/);
    expectUsage(await cli(['run', file, '--svg', '/dev/null']), /no ordinary file/);
    expectUsage(await cli(['run', file, '--svg', 'a', '--trace', './a']), /both name a/);
    expectUsage(await cli(['run', file, '--svg', 'a', '--svg-theme', 'pink']), /light or dark, not "pink"/);
    expectUsage(await cli(['run', file, '--svg-theme', 'dark']), /give both/);
    expectUsage(await cli(['run', file, '--json', '--narrate']), /give one of them/);
    expectUsage(await cli(['run', file, '--trac', 'x']), /Did you mean --trace/);
  });

  test('writes over nothing that the program is made of or reads, whatever name leads there', async () => {
    const part = program('export const part = 1;');
    const file = program(`import { part } from './${basename(part)}'; console.log(part);`);
    const input = program('words', '.txt');
    const link = inFolder('part.svg');
    symlinkSync(part, link);
    expectUsage(await cli(['run', file, '--trace', part]), /is a file of the program/);
    expectUsage(await cli(['run', file, '--svg', link]), /part\.svg is a file of the program/);
    expectUsage(await cli(['run', file, '--trace', input, '--input', input, '--lang', 'zh']), /是程序的输入/);
    const [one, other] = [inFolder('same.json'), inFolder('same.svg')];
    writeFileSync(one, '');
    symlinkSync(one, other);
    expectUsage(await cli(['run', file, '--trace', one, '--svg', other]), /both name/);
    expect(readFileSync(part, 'utf8')).toBe('export const part = 1;');
  });

  test('says that the disk is full, leaves no half of a file, and exits with 1', () => {
    const folder = inFolder('full');
    mkdirSync(folder);
    const file = program(`for (let n = 0; n < 3000; n++) console.log('a line that takes some room on the disk', n);`);
    const main = join(import.meta.dirname, '../../dist/main.mjs');
    // 64 blocks of 1024 bytes: no file may be larger.
    const line = `ulimit -f 64; "$0" "$1" run "$2" --trace "$3" >/dev/null 2>"$3.err"; echo $?`;
    const status = execFileSync('bash', ['-c', line, process.execPath, main, file, join(folder, 't.json')], {
      encoding: 'utf8',
    });
    expect(status).toBe('1\n');
    expect(readFileSync(join(folder, 't.json.err'), 'utf8')).toMatch(
      /t\.json cannot be written: no file may be larger/,
    );
    expect(readdirSync(folder)).toEqual(['t.json.err']);
  });
});

interface Model {
  parse(events: readonly ChromeEvent[]): Promise<void>;
  parsedTrace(): {
    readonly data: {
      readonly Renderer: {
        readonly processes: Map<
          number,
          { readonly threads: Map<number, { readonly name: string; readonly entries: readonly object[] }> }
        >;
      };
    };
  };
}

describe('run --narrate', () => {
  test('prints sentences instead of the output, and the summary beside them', async () => {
    const { stdout, stderr, code } = await cli(['run', program(SOURCE), '--narrate', '--clock', 'virtual']);
    expect(stdout).toMatch(/^0\.0 s {4}program-\d+\.ts starts on the virtual clock\.$/m);
    expect(stdout).toMatch(/^1\.0 s {4}B tea prints at line 5: tea$/m);
    expect(stdout).toMatch(/^1\.5 s {4}It blocked the thread for 0\.5 s: nothing else ran meanwhile\.$/m);
    expect(stdout).toMatch(/^1\.5 s {4}C 鸡蛋 goes on at line 4, to be cancelled\.$/m);
    expect(stdout).not.toMatch(/^tea$/m);
    expect(stderr).toBe('done · 1.75 s on the clock · 3 tasks\n');
    expect(code).toBe(0);
  });
});

describe('a program of several files', () => {
  const files = {
    'main.ts': `import { run } from 'asyncio';\nimport { work } from './lib/work.ts';\nawait run(work());\n`,
    'lib/work.ts': `import { coroutine, sleep } from 'asyncio';\n\nexport const work = coroutine(async () => {\n  await sleep(2);\n  throw new Error('here');\n});\n`,
  };
  const home = inFolder('several');
  mkdirSync(join(home, 'lib'), { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(home, name), text);
  const main = join(home, 'main.ts');
  const run = (...options: readonly string[]): Promise<Ended> => cli(['run', main, '--clock', 'virtual', ...options]);

  test('is kept with its files, and says of every place the same as its run', async () => {
    const trace = join(home, 't.json');
    const { code } = await run('--trace', trace);
    expect(code).toBe(1);
    expect(problemsOf(readFileSync(trace, 'utf8'))).toEqual([]);
    const json = await cli(['open', trace, '--json']);
    expect(json.stdout).toBe((await run('--json')).stdout);
    expect(JSON.parse(json.stdout)).toMatchObject({ error: { file: 'lib/work.ts', line: 5 } });
    const told = await cli(['open', trace, '--narrate']);
    expect(told.stdout).toBe((await run('--narrate')).stdout);
    expect(told.stdout).toContain('A work waits at line 4 of lib/work.ts for sleep until 2.0 s.');
    const plain = await cli(['open', trace, '--plain']);
    expect(plain.stdout).toContain('A work Task-1: failed (line 5 of lib/work.ts): Error: here');
    expect((await cli(['open', trace, '--plain', '--lang', 'zh'])).stdout).toContain('lib/work.ts 第 5 行');
    const [one, other] = [join(home, 'one.svg'), join(home, 'other.svg')];
    await run('--svg', one);
    await cli(['open', trace, '--svg', other]);
    expect(readFileSync(other, 'utf8')).toBe(readFileSync(one, 'utf8'));
    expect(readFileSync(one, 'utf8')).toContain('work.ts:4: sleep');
  });
});

describe('open', () => {
  test('shows what the panel showed at the end, as text', async () => {
    const { stdout, stderr, code } = await cli(['open', kept]);
    expect(stdout).toMatch(
      /^program-\d+\.ts\nended, clock 1\.75 s\nA main Task-1: done at 1\.75 s\nB tea brew: done at 1\.0 s\n/,
    );
    expect(stdout).toContain('C 鸡蛋 brew: cancelled at 1.5 s');
    expect([stderr, code]).toEqual(['', 0]);
    expect((await cli(['open', kept, '--plain', '--lang', 'zh'])).stdout).toContain('C 鸡蛋 brew：1.5 秒时已取消');
  });

  test('says the same as the run did: as JSON, in sentences, as a picture', async () => {
    const file = kept.replace(/\.json$/, '');
    const run = (...options: readonly string[]): Promise<Ended> => cli(['run', file, '--clock', 'virtual', ...options]);
    expect((await cli(['open', kept, '--json'])).stdout).toBe((await run('--json')).stdout);
    expect((await cli(['open', kept, '--narrate'])).stdout).toBe((await run('--narrate')).stdout);
    const [one, other] = [inFolder('one.svg'), inFolder('other.svg')];
    await run('--svg', one, '--svg-theme', 'dark');
    const opened = await cli(['open', kept, '--svg', other, '--svg-theme', 'dark']);
    expect([opened.stdout, opened.stderr, opened.code]).toEqual(['', '', 0]);
    expect(readFileSync(other, 'utf8')).toBe(readFileSync(one, 'utf8'));
  });

  test('reads a trace that another program has written anew', async () => {
    const again = inFolder('again.json');
    writeFileSync(again, JSON.stringify(JSON.parse(readFileSync(kept, 'utf8')), null, 2));
    expect((await cli(['open', again])).stdout).toBe((await cli(['open', kept])).stdout);
  });

  test('follows a link to the trace, and will not write over it', async () => {
    const link = inFolder('link.json');
    symlinkSync(kept, link);
    expect((await cli(['open', link])).code).toBe(0);
    expectUsage(await cli(['open', link, '--svg', kept]), /is the trace itself/);
  });

  test('says of everything that is no trace what it is, and what to do', async () => {
    const changed = (name: string, change: (text: string) => string): string => {
      writeFileSync(inFolder(name), change(readFileSync(kept, 'utf8')));
      return inFolder(name);
    };
    const says = async (file: string, pattern: RegExp): Promise<void> =>
      expectUsage(await cli(['open', file]), pattern);
    expectUsage(await cli(['open']), /open needs a trace/);
    expectUsage(await cli(['open', kept, kept]), /one trace/);
    await says(inFolder('nowhere.json'), /there is no file/);
    await says(inFolder('.'), /is a folder/);
    await says('/dev/zero', /no ordinary file/);
    await says(
      program(SOURCE),
      /is no trace that async-tutor wrote\. `async-tutor run PROGRAM --trace FILE` writes one/,
    );
    await says(
      changed('empty.json', () => ''),
      /is no trace/,
    );
    await says(
      changed('list.json', () => '[]'),
      /is no trace/,
    );
    await says(
      changed('chrome.json', () => '{"traceEvents":[]}'),
      /is no trace/,
    );
    await says(
      changed('half.json', () => '{"traceEvents":['),
      /breaks off after 0 events/,
    );
    await says(
      changed('broken.json', () => '{"a":'),
      /is damaged/,
    );
    await says(
      changed('newer.json', (text) => text.replace('"version":1', '"version":2')),
      /newer async-tutor\. Update/,
    );
    await says(
      changed('older.json', (text) => text.replace('"version":1', '"version":0')),
      /is damaged \(line \d+\)/,
    );
    await says(
      changed('newer-event.json', (text) => text.replace('\n[1,0,1,', '\n[1,0,2,')),
      /newer async-tutor\. Update/,
    );
    await says(
      changed('event.json', (text) => text.replace('\n[21,', '\n[77,')),
      /is damaged \(line \d+\)/,
    );
    await says(
      changed('negative.json', (text) => text.replace('\n[21,', '\n[21,-')),
      /is damaged \(line \d+\)/,
    );
    await says(
      changed('huge.json', (text) => text.replace('\n[21,', '\n[21,1e300')),
      /is damaged \(line \d+\)/,
    );
    await says(
      changed('no-start.json', (text) => text.replace(/\n\[1,.*/, '')),
      /is damaged \(line \d+\)/,
    );
    const fromPrototype = '"asyncTutor":{"__proto__":{"version":1},';
    await says(
      changed('proto.json', (text) => text.replace('"asyncTutor":{"version":1,', fromPrototype)),
      /is damaged/,
    );
    await says(
      changed('cut.json', (text) => text.slice(0, -200)),
      /breaks off after \d+ events/,
    );
  });

  test('reads no more of a file than there can be of a trace', async () => {
    const giant = inFolder('giant.json');
    writeFileSync(giant, '{"traceEvents":[\n');
    truncateSync(giant, 2 ** 31);
    expectUsage(await cli(['open', giant]), /larger than any trace/);
    const long = inFolder('long.json');
    writeFileSync(long, 'x');
    truncateSync(long, 1_000_000_000);
    expectUsage(await cli(['open', long]), /is no trace/);
  });

  test('opens millions of tasks, or says that they are too many', async () => {
    const many = inFolder('many.json');
    const lines = Array.from({ length: 1_200_000 }, (_, index) => `[13,0,${index + 1},"task","T","f",0,0],`);
    const header = '"asyncTutor":{"version":1,"events":1200001,"fileName":"a.ts","source":"","trace":[';
    writeFileSync(many, ['{"traceEvents":[', '],', header, '[1,0,1,"virtual",1,0],', ...lines].join('\n'));
    expectUsage(await cli(['open', many]), /more events, or longer ones, than any program/);
  });

  test('shows nothing that drives a terminal', async () => {
    const hostile = inFolder('hostile.json');
    const text = readFileSync(kept, 'utf8').replaceAll('tea', '\\u001b[2J\\u0007\\u202etea\\u0000');
    writeFileSync(hostile, text);
    const { stdout } = await cli(['open', hostile]);
    // oxlint-disable-next-line no-control-regex -- that is the point.
    expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
    expect(existsSync(hostile)).toBe(true);
  });
});
