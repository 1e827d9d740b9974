import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { dataFinding, locale, node, sandbox } from '../../src/commands/doctor.ts';
import { DOCTOR_WORDS } from '../../src/commands/doctor-words.ts';
import { type Child, DEFAULT_MEMORY_MB, startChild } from '../../src/sandbox/spare.ts';
import { TestTerminal, type TerminalOptions } from '../journeys/terminal.ts';
import { BUILT_CHILD } from '../sandbox/run-in-sandbox.ts';
import { cli, inFolder } from './cli.ts';

const NAMES = ['node', 'size', 'colors', 'width', 'locale', 'data', 'sandbox', 'python'];

interface Json {
  readonly ok: boolean;
  readonly checks: readonly {
    readonly name: string;
    readonly state: string;
    readonly found: string;
    readonly means: string;
    readonly change: string | null;
    readonly ms?: number;
  }[];
}

describe('doctor', () => {
  test('says of everything what it found, what that means and what to change, as one JSON object', async () => {
    const { stdout, stderr, code } = await cli(['doctor', '--json', '--data', inFolder('data')], {
      PATH: process.env['PATH'],
    });
    const { ok, checks } = JSON.parse(stdout) as Json;
    expect(checks.map(({ name }) => name)).toEqual(NAMES);
    for (const { state, found, means } of checks) {
      expect(['ok', 'note', 'unknown']).toContain(state);
      expect(found).not.toBe('');
      expect(means).not.toBe('');
    }
    expect(checks.find(({ name }) => name === 'sandbox')!.ms).toBeGreaterThan(20);
    expect([ok, stderr, code]).toEqual([true, '', 0]);
  });

  test('leaves nothing behind, and makes no folder', async () => {
    mkdirSync(inFolder('kept'));
    await cli(['doctor', '--data', inFolder('kept')]);
    expect(readdirSync(inFolder('kept'))).toEqual([]);
    await cli(['doctor', '--data', inFolder('never/made')]);
    expect(() => readdirSync(inFolder('never'))).toThrow('ENOENT');
  });

  test('exits with 1 where something has to be changed, and says so in the language asked for', async () => {
    writeFileSync(inFolder('plain'), '');
    const { stdout, code } = await cli(['doctor', '--lang', 'zh', '--data', inFolder('plain')], { PATH: '/nowhere' });
    expect(code).toBe(1);
    expect(stdout).toContain('✗ 数据目录');
    expect(stdout).toMatch(/! python3 +没有找到/);
    expect(stdout.trimEnd().endsWith('有 1 处需要改。')).toBe(true);
  });

  test('asks the terminal how wide Chinese characters are', async () => {
    const terminal = doctorOn({});
    await terminal.shows('Nothing has to be changed.');
    expect(terminal.text()).toMatch(/✓ Terminal size +120 x 40/);
    expect(terminal.text()).toMatch(/✓ Width of characters +中文: 4 cells, ─█✓: 3 cells/);
    expect(terminal.text()).toMatch(/✓ Colours +16 million/);
    // What it wrote to measure is gone.
    expect(terminal.rows()[0]).toMatch(/^✓ Node/);
    expect((await terminal.exited).exitCode).toBe(0);
    terminal.close();
  });

  test('goes on without an answer, and says of a small terminal what it needs', async () => {
    const terminal = doctorOn({ columns: 50, rows: 40 }, false);
    await terminal.shows(/things? ha(s|ve) to be changed/);
    expect(terminal.text()).toMatch(/\? Width of characters +unknown/);
    expect(terminal.text()).toMatch(/✗ Terminal size +50 x 40/);
    expect((await terminal.exited).exitCode).toBe(1);
    terminal.close();
  });

  test('waits for the sandbox of a busy machine, which needs several slices', async () => {
    const child = (): Child => startChild(DEFAULT_MEMORY_MB, BUILT_CHILD);
    expect(await sandbox('en', { sliceMs: 0, child })).toMatchObject({ error: null, ms: expect.any(Number) });
  });

  test('takes no arguments', async () => {
    const { stderr, code } = await cli(['doctor', 'who']);
    expect([stderr, code]).toEqual(['async-tutor: doctor takes no arguments.\n', 2]);
  });
});

function doctorOn(options: TerminalOptions, answers = true): TestTerminal {
  const data = inFolder('data');
  const terminal = new TestTerminal({ columns: 120, rows: 40, ...options, args: ['doctor', '--data', data] });
  // A real terminal answers by itself.
  if (answers) terminal.screen.onData((answer) => terminal.type(answer));
  return terminal;
}

test('which Nodes are supported is what the package says', () => {
  const states = ['20.19.0', '22.22.1', '22.22.2', '23.1.0', '24.14.9', '24.15.0', '25.0.0', '26.0.0'].map(
    (version) => node(version).state,
  );
  expect(states.map((state) => state !== 'problem')).toEqual([false, false, true, false, false, true, false, true]);
});

test('a locale that is not UTF-8 is worth a note; none at all is not', () => {
  const state = (environment: NodeJS.ProcessEnv): string => locale(environment, 'en').state;
  expect(state({})).toBe('ok');
  expect(state({ LANG: 'zh_CN.UTF-8' })).toBe('ok');
  expect(state({ LANG: 'de_DE.utf8' })).toBe('ok');
  expect(state({ LANG: 'C' })).toBe('note');
  expect(state({ LC_ALL: 'zh_CN.GB18030', LANG: 'en_US.UTF-8' })).toBe('note');
});

test('a data folder without a home, or behind a file, is a problem', () => {
  expect(dataFinding(null)).toMatchObject({ state: 'problem' });
  expect(dataFinding(resolve(import.meta.filename, 'data'))).toMatchObject({ state: 'problem', why: 'ENOTDIR' });
});

test('whatever is found is said in both languages', () => {
  for (const words of Object.values(DOCTOR_WORDS)) {
    expect(Object.keys(words.names)).toEqual(NAMES);
    for (const finding of [
      { name: 'sandbox', state: 'problem', ms: null, error: 'why' },
      { name: 'width', state: 'problem', chinese: 2, lines: 3 },
      { name: 'width', state: 'problem', chinese: 4, lines: 5 },
      { name: 'colors', state: 'note', level: 1, isUnwanted: false },
      { name: 'colors', state: 'note', level: 0, isUnwanted: true },
      { name: 'python', state: 'note', version: '3.9.1' },
    ] as const) {
      expect(words.say(finding).means).not.toBe('');
      expect(words.say(finding).change).not.toBeNull();
    }
  }
});
