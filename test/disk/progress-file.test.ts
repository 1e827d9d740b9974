/** Progress as it lies on a real disk: several processes at once, killed ones, full disks, and whatever else lies there. */
import { type ChildProcessWithoutNullStreams, execFileSync, spawn } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { MOST_LINE_BYTES, openProgress } from '../../src/disk/progress-file.ts';
import { factLine, type Fact } from '../../src/progress/fact.ts';
import { seen } from '../progress/facts.ts';

const WRITER = join(import.meta.dirname, 'progress-writer.ts');
const NOW = Date.UTC(2026, 0, 2, 3, 4, 5, 6);
const COPY = 'progress.corrupt-2026-01-02T03-04-05.006Z.jsonl';
const onWindows = process.platform === 'win32';

let parent = '';
let folder = '';
let file = '';
let own = '';
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'progress-'));
  folder = join(parent, 'data');
  file = join(folder, 'progress.jsonl');
  own = join(folder, 'progress-v1.jsonl');
});
afterEach(() => {
  rmSync(parent, { recursive: true, force: true });
});

function put(text: string, path = file): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(path, text);
}

function lines(...facts: readonly Fact[]): string {
  return facts.map((fact) => `${factLine(fact)}\n`).join('');
}

/** The facts that whoever comes next finds; and that there is nothing to complain about. */
function factsNow(): readonly Fact[] {
  const { facts, problems } = openProgress(folder, NOW);
  expect(problems).toEqual([]);
  return facts;
}

describe('alone', () => {
  test('nothing is there at first, and looking makes nothing', () => {
    const { facts, problems } = openProgress(folder, NOW);
    expect({ facts, problems }).toEqual({ facts: [], problems: [] });
    expect(existsSync(folder)).toBe(false);
  });

  test('what is appended is there, at once and the next day, a line each', () => {
    const progress = openProgress(folder, NOW);
    progress.append(seen(1));
    expect(readFileSync(file, 'utf8')).toBe(lines(seen(1)));
    progress.appendAll([seen(2), seen(3)]);
    expect(progress.facts).toEqual([seen(1), seen(2), seen(3)]);
    expect(progress.problems).toEqual([]);
    expect(readFileSync(file, 'utf8')).toBe(lines(seen(1), seen(2), seen(3)));
    expect(factsNow()).toEqual(progress.facts);
  });

  test.skipIf(onWindows)('file and folder are for the learner alone', () => {
    openProgress(folder, NOW).append(seen(1));
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
  });

  test('a file that somebody deletes meanwhile is begun anew', () => {
    const progress = openProgress(folder, NOW);
    progress.append(seen(1));
    rmSync(folder, { recursive: true });
    progress.append(seen(2));
    expect(factsNow()).toEqual([seen(2)]);
  });

  test('more than goes into one write is written', () => {
    const edit = (at: number): Fact => ({
      type: 'exerciseEdited',
      at,
      chapter: 'a',
      exercise: 'b',
      text: '课'.repeat(300_000),
    });
    const all = [1, 2, 3, 4].map(edit);
    openProgress(folder, NOW).appendAll(all);
    expect(factsNow()).toEqual(all);
  });

  test('a fact that could not be read again is refused, and spoils nothing', () => {
    const progress = openProgress(folder, NOW);
    progress.append({ type: 'lessonFinished', at: 1, chapter: 'a/b', lesson: 'c' });
    progress.append(seen(1));
    expect(progress.problems).toEqual([{ is: 'refused', file, why: '`chapter` is missing or wrong.' }]);
    expect(factsNow()).toEqual([seen(1)]);
  });

  test('ends of lines as on Windows, a byte order mark and empty lines are no problem', () => {
    put(`\uFEFF${lines(seen(1), seen(2)).replaceAll('\n', '\r\n')}\n\n`);
    expect(factsNow()).toEqual([seen(1), seen(2)]);
  });
});

describe('half a line', () => {
  test('spoils only itself', () => {
    put(`${lines(seen(1))}{"v":1,"at":`);
    const progress = openProgress(folder, NOW);
    expect(progress.facts).toEqual([seen(1)]);
    progress.append(seen(2));
    expect(readFileSync(file, 'utf8')).toBe(`${lines(seen(1))}{"v":1,"at":\n${lines(seen(2))}`);
    expect(factsNow()).toEqual([seen(1), seen(2)]);
  });

  test('that another instance leaves later spoils only itself, too', () => {
    const progress = openProgress(folder, NOW);
    progress.append(seen(1));
    appendFileSync(file, '{"v":1');
    progress.append(seen(2));
    expect(openProgress(folder, NOW).facts).toEqual([seen(1), seen(2)]);
  });

  test('that is whole but for its end counts', () => {
    put(lines(seen(1)).trimEnd());
    openProgress(folder, NOW).append(seen(2));
    expect(factsNow()).toEqual([seen(1), seen(2)]);
  });
});

describe('corrupt lines', () => {
  const garbage = Buffer.concat([
    Buffer.from(lines(seen(1))),
    Buffer.from('garbage\n'),
    Buffer.of(0xff, 0xfe, 0x00, 0x0a),
    Buffer.from(lines(seen(2))),
    Buffer.from('\u0000'.repeat(10)),
  ]);

  test('are left out, copied and said', () => {
    put('');
    writeFileSync(file, garbage);
    const { facts, problems } = openProgress(folder, NOW);
    expect(facts).toEqual([seen(1), seen(2)]);
    const copy = join(folder, COPY);
    expect(problems).toEqual([{ is: 'corrupt', file, lines: [2, 3, 5], count: 3, copy }]);
    expect(readFileSync(copy)).toEqual(
      Buffer.concat([
        Buffer.from('garbage\n'),
        Buffer.of(0xff, 0xfe, 0x00, 0x0a),
        Buffer.from('\u0000'.repeat(10)),
        Buffer.from('\n'),
      ]),
    );
    expect(readFileSync(file)).toEqual(garbage);
  });

  test('are copied and said once, also where others come later', () => {
    put('garbage\n');
    openProgress(folder, NOW);
    expect(openProgress(folder, NOW + 1).problems).toEqual([]);
    appendFileSync(file, 'more\ngarbage\n');
    const { problems } = openProgress(folder, NOW + 2);
    expect(problems).toMatchObject([{ is: 'corrupt', lines: [2], count: 1 }]);
    expect(openProgress(folder, NOW + 3).problems).toEqual([]);
    expect(readdirSync(folder)).toHaveLength(3);
  });

  test('without end are read to the end and not kept in memory; facts behind them count', () => {
    put('x'.repeat(MOST_LINE_BYTES + 3));
    appendFileSync(file, `\n${lines(seen(1))}`);
    const { facts, problems } = openProgress(folder, NOW);
    expect(facts).toEqual([seen(1)]);
    expect(problems).toMatchObject([{ is: 'corrupt', count: 1 }]);
    expect(statSync(join(folder, COPY)).size).toBeLessThan(MOST_LINE_BYTES);
    expect(openProgress(folder, NOW).problems).toEqual([]);
  });

  test('of many kinds are copied as far as there is room for copies, and only so far', () => {
    put(Array.from({ length: 20 }, (_, n) => `${n}${'x'.repeat(1024 * 1024 - 10)}\n`).join(''));
    expect(openProgress(folder, NOW).problems).toMatchObject([{ count: 20, copy: null }]);
    expect(openProgress(folder, NOW + 1).problems).toMatchObject([{ copy: null }]);
    const copied = readdirSync(folder)
      .filter((name) => name.includes('corrupt'))
      .reduce((bytes, name) => bytes + statSync(join(folder, name)).size, 0);
    expect(copied).toBeLessThan(17 * 1024 * 1024);
  });
});

describe('a file of a newer version', () => {
  const newer = `${lines(seen(1))}{"v":2,"at":"noon","type":"dreamt"}\n`;

  test('is left as it is; facts go beside it, and both are read', () => {
    put(newer);
    const progress = openProgress(folder, NOW);
    expect(progress.facts).toEqual([seen(1)]);
    expect(progress.problems).toEqual([{ is: 'newer', file, version: 2, keptIn: own }]);
    progress.append(seen(2));
    expect(readFileSync(file, 'utf8')).toBe(newer);
    expect(readFileSync(own, 'utf8')).toBe(lines(seen(2)));
    expect(openProgress(folder, NOW).facts).toEqual([seen(1), seen(2)]);
  });

  test('that is no longer there leaves what was kept beside it', () => {
    put(lines(seen(2)), own);
    expect(factsNow()).toEqual([seen(2)]);
    openProgress(folder, NOW).append(seen(3));
    expect(readFileSync(file, 'utf8')).toBe(lines(seen(3)));
    expect(openProgress(folder, NOW).facts).toEqual([seen(3), seen(2)]);
  });
});

describe('where there is no plain file', () => {
  test('a folder is said, and facts go beside it', () => {
    mkdirSync(file, { recursive: true });
    check('folder');
  });

  test.skipIf(onWindows)('a link is said and not followed', () => {
    put(lines(seen(7)), join(folder, 'elsewhere.jsonl'));
    symlinkSync(join(folder, 'elsewhere.jsonl'), file);
    check('link');
    expect(readFileSync(join(folder, 'elsewhere.jsonl'), 'utf8')).toBe(lines(seen(7)));
  });

  test.skipIf(onWindows)('a pipe that nobody writes to is not waited for', () => {
    mkdirSync(folder);
    execFileSync('mkfifo', [file]);
    check('special');
  });

  test.skipIf(!existsSync('/dev/full'))('a device is no place to keep things', () => {
    mkdirSync(folder);
    symlinkSync('/dev/full', file);
    check('link');
  });

  function check(found: string): void {
    const progress = openProgress(folder, NOW);
    expect(progress.problems).toEqual([{ is: 'noPlainFile', found, file, keptIn: own }]);
    progress.append(seen(1));
    expect(progress.problems).toHaveLength(1);
    expect(openProgress(folder, NOW).facts).toEqual([seen(1)]);
  }
});

describe('what cannot be written', () => {
  test('is said, kept, and written with the next fact', () => {
    writeFileSync(folder, 'a file where the folder should be');
    const progress = openProgress(folder, NOW);
    progress.append(seen(1));
    progress.append(seen(2));
    expect(progress.facts).toEqual([seen(1), seen(2)]);
    expect(progress.problems.at(-1)).toMatchObject({ is: 'unwritten', why: expect.any(String), count: 2 });
    rmSync(folder);
    progress.append(seen(3));
    expect(progress.problems.filter(({ is }) => is === 'unwritten')).toEqual([]);
    expect(factsNow()).toEqual([seen(1), seen(2), seen(3)]);
  });

  test('is tried once more at the end', () => {
    writeFileSync(folder, '');
    const progress = openProgress(folder, NOW);
    progress.append(seen(1));
    progress.flush();
    expect(progress.problems.at(-1)).toMatchObject({ is: 'unwritten', count: 1 });
    rmSync(folder);
    progress.flush();
    expect(factsNow()).toEqual([seen(1)]);
  });

  test.skipIf(onWindows)('in a folder that may only be read is said; what is there counts', () => {
    put(lines(seen(1)));
    chmodSync(parent, 0o755);
    chmodSync(file, 0o444);
    chmodSync(folder, 0o555);
    const problems = asNobody(() => {
      const progress = openProgress(folder, NOW);
      expect(progress.facts).toEqual([seen(1)]);
      progress.append(seen(2));
      return progress.problems;
    });
    chmodSync(folder, 0o755);
    expect(problems).toEqual([{ is: 'unwritten', file, why: 'EACCES', count: 1 }]);
  });

  test.skipIf(onWindows)('in a file of somebody else goes beside it', () => {
    put(lines(seen(1)));
    chmodSync(parent, 0o755);
    chmodSync(file, 0);
    chmodSync(folder, 0o777);
    const problems = asNobody(() => {
      const progress = openProgress(folder, NOW);
      progress.append(seen(2));
      return progress.problems;
    });
    expect(problems).toEqual([{ is: 'unreadable', file, why: 'EACCES', keptIn: own }]);
    chmodSync(file, 0o600);
    expect(factsNow()).toEqual([seen(1), seen(2)]);
  });

  /** Root may do everything: then as somebody who may not. */
  function asNobody<T>(act: () => T): T {
    if (process.getuid!() !== 0) return act();
    process.seteuid!(65_534);
    try {
      return act();
    } finally {
      process.seteuid!(0);
    }
  }

  // The shell's limit on the size of files is a disk that takes half a line and then nothing.
  test.skipIf(onWindows)('on a disk that is full halfway through a line spoils nothing', async () => {
    const writer = start('sh', ['-c', `ulimit -f 2; exec "$0" "$@"`, process.execPath, WRITER, folder, 'b', '0']);
    writer.stdin.end();
    const said = await allOf(writer);
    expect(said.at(-1)).toMatch(/^(ENOSPC|EFBIG)$/);
    const reported = said.slice(1, -1).map(Number);
    expect(reported.length).toBeGreaterThan(5);
    const progress = openProgress(folder, NOW);
    expect(screensOf(progress.facts, 'b')).toEqual(reported);
    progress.append(seen(999));
    expect(screensOf(openProgress(folder, NOW).facts, 'b')).toEqual([...reported, 999]);
  });
});

describe('several processes', () => {
  test('append 500 facts each at once, and none is lost', async () => {
    const writers = ['x', 'y'].map((lesson) => startWriter(lesson, 500));
    await atOnce(writers);
    const facts = factsNow();
    for (const lesson of ['x', 'y']) expect(screensOf(facts, lesson)).toEqual([...Array(500).keys()]);
  });

  test('lose nothing to one that leaves half lines all the time', async () => {
    const writers = [startWriter('x', 500), startWriter('y', 500), startWriter('torn', 2000)];
    await atOnce(writers);
    const { facts } = openProgress(folder, NOW);
    for (const lesson of ['x', 'y']) {
      const screens = new Set(screensOf(facts, lesson));
      expect([...screens].toSorted((one, other) => one - other)).toEqual([...Array(500).keys()]);
    }
  });

  test('that are killed in the middle have written what they said, and leave a file to go on with', async () => {
    for (let round = 0; round < 20; round++) {
      const lesson = `round-${round}`;
      const writer = startWriter(lesson, 0);
      writer.stdin.end();
      const said = await allOf(writer, (output) => {
        // `ready`, and some facts: in each round more.
        if (output.split('\n').length > 2 + round * 7) writer.kill('SIGKILL');
      });
      const progress = openProgress(folder, NOW + round);
      const there = new Set(screensOf(progress.facts, lesson));
      const reported = said.slice(1).map(Number);
      expect(reported.length).toBeGreaterThan(0);
      expect(reported.filter((screen) => !there.has(screen))).toEqual([]);
      progress.append(seen(round, 1_000_000));
      expect(progress.problems.filter(({ is }) => is !== 'corrupt')).toEqual([]);
    }
    expect(screensOf(openProgress(folder, NOW).facts, 'b')).toEqual([...Array(20).keys()]);
  });
});

function startWriter(lesson: string, count: number): ChildProcessWithoutNullStreams {
  return start(process.execPath, [WRITER, folder, lesson, String(count)]);
}

function start(command: string, args: readonly string[]): ChildProcessWithoutNullStreams {
  mkdirSync(folder, { recursive: true });
  return spawn(command, args, { stdio: 'pipe' });
}

/** Lets them all begin once every one is ready, and waits for their ends. */
async function atOnce(writers: readonly ChildProcessWithoutNullStreams[]): Promise<void> {
  let ready = 0;
  const ends = writers.map((writer) => {
    let isReady = false;
    return allOf(writer, () => {
      if (!isReady && ++ready === writers.length) for (const each of writers) each.stdin.end();
      isReady = true;
    });
  });
  await Promise.all(ends);
}

/** The lines of stdout when it has ended. */
function allOf(writer: ChildProcessWithoutNullStreams, hear: (output: string) => void = () => {}): Promise<string[]> {
  let output = '';
  let errors = '';
  writer.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
    hear(output);
  });
  writer.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  return new Promise((done, fail) => {
    writer.once('error', fail);
    writer.once('close', (code) => {
      if (code !== null && code !== 0) fail(new Error(errors));
      else done(output.trimEnd().split('\n'));
    });
  });
}

function screensOf(facts: readonly Fact[], lesson: string): readonly number[] {
  return facts.flatMap((fact) => (fact.type === 'screenSeen' && fact.lesson === lesson ? [fact.screen] : []));
}
