/** The built program in a real pseudo-terminal, used as a person would: a few journeys from the first key to the last. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { KEYS, TestTerminal, type TerminalOptions } from './terminal.ts';

const LAUNCHER = resolve(import.meta.dirname, '../../dist/launch.cjs');
const open: TestTerminal[] = [];

function start(options?: TerminalOptions): TestTerminal {
  const terminal = new TestTerminal(options);
  open.push(terminal);
  return terminal;
}

afterEach(() => {
  for (const terminal of open.splice(0)) terminal.close();
});

/** The tutor inside a shell, as people start it: what it leaves behind is the shell's to show. */
function startInShell(): TestTerminal {
  const terminal = start({ command: ['bash', '--norc', '--noprofile', '-i'], env: { PS1: 'shell> ' } });
  terminal.type(`'${process.execPath}' '${LAUNCHER}' --lang en\r`);
  return terminal;
}

/** The shell answers, echoes and sees the cursor: nothing of the tutor's modes is left. */
async function expectShell(terminal: TestTerminal): Promise<void> {
  // What is typed before the shell reads again is the tutor's.
  await terminal.shows(/shell>\s*$/);
  terminal.type(
    '\u0015stty -a | tr ";" "\\n" | grep -ow -- "-\\?\\(icanon\\|echo\\)" | tr "\\n" " "; echo IS "$((40 + 2))"\r',
  );
  await terminal.shows('IS 42');
  expect(terminal.text()).toMatch(/^icanon echo IS 42/m);
  expect(terminal.isAlternate).toBe(false);
  expect(terminal.written.lastIndexOf('\u001b[?25h')).toBeGreaterThan(terminal.written.lastIndexOf('\u001b[?25l'));
  expect(terminal.written.lastIndexOf('\u001b[?2004l')).toBeGreaterThanOrEqual(
    terminal.written.lastIndexOf('\u001b[?2004h\u001b[?1'),
  );
}

test('a learner predicts, runs live, is stopped where the run parts, steps, goes back, ends, and quits', async () => {
  const terminal = startInShell();
  await terminal.shows('Asynchronous programming');
  terminal.type('/one after the other');
  await terminal.shows(/► .*One after the other/);
  terminal.type(KEYS.enter);
  await terminal.shows('in-sequence.ts');
  terminal.type(KEYS.enter);
  await terminal.shows('what will it do?');
  // Overlapping, as one might expect of two awaits; it takes turns instead.
  terminal.type('tea: on\rtoast: on\rtea: done\rtoast: done');
  await terminal.shows('4 │ toast: done');
  terminal.type(KEYS.tab);
  terminal.type('2');
  await terminal.shows(/seconds.*2/);
  terminal.type(KEYS.enter);
  const stopped = await terminal.shows('Here the run parts from your prediction');
  expect(stopped).toContain('you said “toast: on”, it prints “tea: done”');
  expect(stopped).toContain('paused');
  expect(stopped).toMatch(/clock 1\.0+ s/);

  // One step is one handle; back is the moment before.
  const step = (text: string): number => Number(/step (\d+)/.exec(text)?.[1]);
  const before = step(stopped);
  terminal.type(KEYS.right);
  const after = await terminal.shows(new RegExp(`step ${before + 1}\\b`));
  expect(after).toContain('toast: on');
  terminal.type(KEYS.left);
  await terminal.shows(new RegExp(`step ${before}\\b`));
  terminal.type('g');
  await terminal.shows(/step 0\b.*clock 0\.0+ s/);
  terminal.type('G');
  const ended = await terminal.shows('ended');
  expect(ended).toMatch(/clock 3\.0+ s/);
  expect(ended).toContain('toast: done');

  terminal.type('q');
  await terminal.shows('Asynchronous programming');
  terminal.type('q');
  await expectShell(terminal);
});

test('a live run can be paused and goes on', async () => {
  const terminal = start({ args: ['learn', 'as-tasks'] });
  await terminal.shows('as-tasks.ts');
  terminal.type('s');
  // Both tasks wait at the same line at the same time: that is what overlapping looks like.
  await terminal.shows(/live[^]*until 1\.0 s[^]*until 2\.0 s/);
  terminal.type(' ');
  const paused = await terminal.shows('paused');
  expect(paused).toMatch(/until 2\.0 s/);
  terminal.type('+++ ');
  expect(await terminal.shows('ended')).toMatch(/clock 2\.0+ s/);
});

test('^C leaves the terminal as it was', async () => {
  const terminal = startInShell();
  await terminal.shows('Asynchronous programming');
  terminal.type(KEYS.ctrlC);
  await expectShell(terminal);
});

test('^Z gives the shell back, and fg the tutor', async () => {
  const terminal = startInShell();
  await terminal.shows('Asynchronous programming');
  terminal.type(KEYS.ctrlZ);
  await terminal.shows('Stopped');
  await expectShell(terminal);
  terminal.type('fg\r');
  await terminal.shows('Asynchronous programming');
  expect(terminal.isAlternate).toBe(true);
  terminal.type('q');
  await expectShell(terminal);
});

for (const signal of ['SIGTERM', 'SIGHUP'] as const) {
  test(`${signal} leaves the terminal as it was`, async () => {
    const terminal = start();
    await terminal.shows('Asynchronous programming');
    terminal.pty.kill(signal);
    await terminal.exited;
    expect(terminal.isAlternate).toBe(false);
    expect(terminal.written.lastIndexOf('\u001b[?25h')).toBeGreaterThan(terminal.written.lastIndexOf('\u001b[?25l'));
  });
}

test('a fault of the program leaves the terminal as it was, and is told after that', async () => {
  const fault = 'data:text/javascript,process.on("SIGUSR2", () => { throw new Error("a fault of ours"); });';
  const main = LAUNCHER.replace('launch.cjs', 'main.mjs');
  const terminal = start({ command: [process.execPath, '--import', fault, main, '--lang', 'en'] });
  await terminal.shows('Asynchronous programming');
  terminal.pty.kill('SIGUSR2');
  const { exitCode } = await terminal.exited;
  expect(exitCode).toBe(1);
  expect(terminal.isAlternate).toBe(false);
  expect(terminal.text()).toContain('a fault of ours');
  expect(terminal.written.lastIndexOf('\u001b[?25h')).toBeGreaterThan(terminal.written.lastIndexOf('\u001b[?25l'));
});

test('a terminal that is too small says so, and recovers', async () => {
  const terminal = start();
  await terminal.shows('Asynchronous programming');
  terminal.resize(40, 10);
  await terminal.shows(/too small/i);
  terminal.resize(120, 40);
  await terminal.shows('Asynchronous programming');
  terminal.resize(80, 24);
  await terminal.shows('Asynchronous programming');
});

test('in Chinese from the first screen, and L switches at once', async () => {
  const terminal = start({ args: ['--lang', 'zh'] });
  await terminal.shows('看得见的异步编程');
  terminal.type('L');
  await terminal.shows('Asynchronous programming');
});

/** Asks for a key as an editor would, shows it, and saves; a number that it reads is its exit status. */
const EDITOR = `#!/bin/sh
echo once >> "$0.times"
printf 'EDITING %s, time %d\\n' "$1 $(basename "$2")" "$(wc -l < "$0.times")"
read -r line
case $line in [0-9]) exit "$line" ;; esac
printf '// %s\\n' "$line" >> "$2"
`;

test("a program goes to the learner's own editor and back; what is typed there is the editor's", async () => {
  const folder = mkdtempSync(join(tmpdir(), 'async-tutor-journey-editor-'));
  const editor = join(folder, 'my editor');
  writeFileSync(editor, EDITOR, { mode: 0o755 });
  const env = { VISUAL: `'${editor}' --wait`, PS1: 'shell> ' };
  // Without editing of its own the shell takes line by line: what comes after `fg` is for the editor.
  const terminal = start({ command: ['bash', '--norc', '--noprofile', '--noediting', '-i'], env, rows: 40 });
  terminal.type(`'${process.execPath}' '${LAUNCHER}' --lang en learn on-your-own\r`);
  await terminal.shows('Enter edit');
  terminal.type('e');
  await terminal.shows('^G your own editor');
  // In one piece: nothing of it may get lost on the way to the editor.
  terminal.type('\u0007');
  await terminal.shows(/EDITING --wait [\w.-]+\.ts, time 1/);
  expect(terminal.isAlternate).toBe(false);
  terminal.type('typed outside\r');
  await terminal.shows('// typed outside');
  expect(terminal.isAlternate).toBe(true);
  // ^C is for the editor alone; the tutor says what came of it.
  terminal.type('\u0007');
  await terminal.shows('time 2');
  terminal.type(KEYS.ctrlC);
  await terminal.shows('ended with SIGINT');
  terminal.type('\u0007');
  await terminal.shows('time 3');
  // ^Z stops both, and fg brings back both.
  terminal.type(KEYS.ctrlZ);
  await terminal.shows(/Stopped[^]*shell>\s*$/);
  // An editor that was about to read takes one more character; only then it has stopped, too.
  terminal.type(' \r');
  await terminal.shows(/Stopped[^]*shell>[^]*shell>\s*$/);
  terminal.type('fg\r');
  terminal.type('7\r');
  await terminal.shows('ended with status 7');
  // The tutor has the keys again.
  for (const key of 'z?') terminal.type(key);
  await terminal.shows('z?');
  expect(terminal.text()).not.toContain('status 7');
  terminal.type(KEYS.ctrlC);
  await expectShell(terminal);
  rmSync(folder, { recursive: true });
});
