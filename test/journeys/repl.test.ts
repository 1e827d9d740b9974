/** A live session in a real terminal. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { KEYS, TestTerminal, type TerminalOptions } from './terminal.ts';

const LAUNCHER = resolve(import.meta.dirname, '../../dist/launch.cjs');
const CTRL = {
  c: KEYS.ctrlC,
  d: '\u0004',
  l: '\u000c',
  o: '\u000f',
  r: '\u0012',
  u: '\u0015',
  w: '\u0017',
  y: '\u0019',
};

let folder = '';
let opened: TestTerminal[] = [];
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'async-tutor-repl-'))));
afterEach(() => {
  for (const terminal of opened) terminal.close();
  opened = [];
  rmSync(folder, { recursive: true, force: true });
});

async function open(options: TerminalOptions = {}, args: readonly string[] = []): Promise<TestTerminal> {
  const terminal = new TestTerminal({ columns: 120, rows: 40, ...options, args: ['repl', '--data', folder, ...args] });
  opened.push(terminal);
  await terminal.shows('[1]› ▏');
  return terminal;
}

/** Key after key, as a person's come. */
async function enter(terminal: TestTerminal, text: string): Promise<void> {
  terminal.type(text);
  await terminal.shows(text.split('\n').at(-1)!.slice(-24));
  terminal.type(KEYS.enter);
}

describe('in a terminal', () => {
  test('.trace keeps what happened, and open tells it entry by entry', async () => {
    const terminal = await open();
    await enter(terminal, 'const tea = coroutine(async () => { await sleep(0.01); })');
    await terminal.shows('[2]› ▏');
    await enter(terminal, 'await tea(); 6 * 7');
    await terminal.shows(/^ 42/m);
    const file = join(folder, 't.json');
    await enter(terminal, `.trace ${file}`);
    await terminal.shows('Perfetto');
    const told = execFileSync(process.execPath, [LAUNCHER, 'open', file, '--narrate', '--lang', 'en'], {
      encoding: 'utf8',
    });
    expect(told).toContain('B [2] waits at line 1 of [1] for sleep until');
    expect(told).toContain('B [2] is done (line 1 of [2])');
  });

  test('entries over several lines, results, and tasks that go on while the prompt waits', async () => {
    const terminal = await open();
    await enter(terminal, 'const tick = coroutine(async () => {');
    await terminal.shows(/ … {3}▏/);
    await enter(terminal, 'for (let i = 1; i < 4; i++) { await sleep(0.2); console.log("tick", i) }');
    await enter(terminal, '})');
    await terminal.shows('[2]› ▏');
    await enter(terminal, 'createTask(tick())');
    await terminal.shows("<Task pending name='Task-1' coro=<tick()>>");
    // Nobody types.
    await terminal.shows('tick 3');
    await enter(terminal, '[1, new Map([["a", 1]])]');
    await terminal.shows("[ 1, Map(1) { 'a' => 1 } ]");
    terminal.type(CTRL.d);
    expect((await terminal.exited).exitCode).toBe(0);
    // What was said stays, without the screen that it was said on.
    const left = await terminal.shows(/tick 3\n(.|\n)*\[3\]› \[1, new Map\(\[\["a", 1\]\]\)\]\n\[ 1, Map/);
    expect(left).not.toContain('Tasks and loop');
  });

  test('the history of another day, ^R, completion and parameters', async () => {
    const before = await open();
    await enter(before, 'await sleep(0, "of yesterday")');
    await before.shows("'of yesterday'");
    before.type(CTRL.d);
    await before.exited;
    const terminal = await open();
    terminal.type(KEYS.up);
    await terminal.shows('[1]› await sleep(0, "of yesterday")▏');
    terminal.type(CTRL.u);
    terminal.type(CTRL.r);
    terminal.type('yester');
    await terminal.shows('search: yester');
    terminal.type(KEYS.enter);
    await terminal.shows("'of yesterday'");
    terminal.type(`getRunn${KEYS.tab}`);
    await terminal.shows('[2]› getRunningLoop▏');
    terminal.type(`().callL${KEYS.tab}`);
    terminal.type(CTRL.u);
    terminal.type('waitFor(sleep(1), ');
    await terminal.shows('waitFor(work: Awaitable<T> | PromiseLike<T>,');
    await terminal.shows('{ timeout: number | null })');
  });

  test('^C cancels an await and stops an endless loop, and the session lives', async () => {
    const terminal = await open();
    await enter(terminal, 'let kept = 1; await sleep(3600)');
    await terminal.shows('[1] runs');
    terminal.type(CTRL.c);
    await terminal.shows('⊘ cancelled');
    await enter(terminal, 'while (true) {}');
    await terminal.shows(/\[2\]› while/);
    // The panel draws it only once a slice has told of it: by then it runs.
    await terminal.shows('[2] runs');
    terminal.type(CTRL.c);
    await terminal.shows(/✗ stopped where it stood|⊘ cancelled(.|\n)*⊘ cancelled/);
    await enter(terminal, 'kept + 1');
    await terminal.shows(/kept \+ 1 +│.*\n 2 /);
    terminal.type(CTRL.c);
    await terminal.shows('Once more ^C');
    terminal.type(CTRL.c);
    expect((await terminal.exited).exitCode).toBe(0);
  });

  test('ctrl-o: pause, step, back, and on', async () => {
    const terminal = await open();
    await enter(terminal, 'createTask(sleep(3600), { name: "long" })');
    // Nothing is under way that would still come after the pause.
    await terminal.shows(/ready +nothing[^\n]*\n[^\n]*timers +3600/);
    terminal.type(CTRL.o);
    await terminal.shows('Space pause');
    terminal.type(' ');
    await terminal.shows('‖ paused');
    const step = /step (\d+)/;
    const now = (): number => Number(step.exec(terminal.text())?.[1]);
    const last = now();
    terminal.type(KEYS.left);
    await terminal.shows(`step ${last - 1}`);
    terminal.type(KEYS.right);
    await terminal.shows(`step ${last}`);
    terminal.type('g');
    await terminal.shows('step 0');
    terminal.type('G');
    await terminal.shows(`step ${last}`);
    terminal.type(' ');
    await terminal.shows('► live');
    terminal.type(CTRL.o);
    await enter(terminal, '.cancel long');
    await terminal.shows('long was asked to cancel.');
  });

  test('memory: the session is built again, and says so', async () => {
    const terminal = await open();
    await enter(terminal, 'const kept = 41');
    await terminal.shows('[2]› ▏');
    await enter(terminal, 'const big = []; while (true) big.push(new Array(1e5).fill(1))');
    await terminal.shows('it used more memory than its 64 MB allow');
    await terminal.shows(/entry was\s+entered again/);
    await enter(terminal, 'kept + 1');
    await terminal.shows(/\n 42 /);
  });

  test('pasted lines are one entry', async () => {
    const terminal = await open();
    terminal.type('\u001b[200~const a = 1\nconst b = 2\na + b\u001b[201~');
    await terminal.shows(' … a + b▏');
    terminal.type(KEYS.enter);
    await terminal.shows(/\n 3 /);
  });

  test('.edit opens the editor of the environment, .save writes, .load reads', async () => {
    const editor = join(folder, 'editor.sh');
    writeFileSync(editor, '#!/bin/sh\necho "40 + 2" > "$1"\n', { mode: 0o755 });
    const terminal = await open({ env: { EDITOR: editor, VISUAL: '' } });
    await enter(terminal, '.edit');
    await terminal.shows('[1]› 40 + 2▏');
    terminal.type(KEYS.enter);
    await terminal.shows(/\n 42 /);
    const file = join(folder, 's.ts');
    await enter(terminal, `.save ${file}`);
    await terminal.shows('1 entry.');
    expect(readFileSync(file, 'utf8')).toBe('40 + 2\n');
    await enter(terminal, `.load ${file}`);
    await terminal.shows('[3]› ▏');
  });

  test.each([
    [80, 24],
    [120, 40],
  ])('in Chinese, at %i by %i', async (columns, rows) => {
    const terminal = await open({ columns, rows }, ['--lang', 'zh']);
    await terminal.shows('任务与循环');
    await enter(terminal, 'const 名字 = "甲"; 名字 + "乙"');
    await terminal.shows("'甲乙'");
    await enter(terminal, 'await run(sleep(1))');
    await terminal.shows('会话的事件循环已经在运行');
    await enter(terminal, '.help');
    await terminal.shows('列出命令，或说明一个命令');
    terminal.type(KEYS.pageDown.repeat(3));
    await terminal.shows('清屏；退出');
  });

  test('.help in English; a screen that becomes too small comes back', async () => {
    const terminal = await open({ columns: 80, rows: 30 });
    await enter(terminal, '.help');
    await terminal.shows('this list, or what a command does');
    await terminal.shows('more · PgDn');
    terminal.type(KEYS.pageDown.repeat(3));
    await terminal.shows('clears; exits');
    terminal.resize(40, 10);
    await terminal.shows(/60/);
    terminal.resize(100, 30);
    await terminal.shows('Tasks and loop');
  });
});
