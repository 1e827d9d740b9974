/** `run FILE` in a real pseudo-terminal: the panel opens, the code follows into other files, and the program's status is ours. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test } from 'vitest';
import { TestTerminal, type TerminalOptions } from './terminal.ts';

const folder = mkdtempSync(join(tmpdir(), 'async-tutor-panel-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const open: TestTerminal[] = [];
afterEach(() => {
  for (const terminal of open.splice(0)) terminal.close();
});

function start(options: TerminalOptions): TestTerminal {
  const terminal = new TestTerminal({ columns: 120, rows: 36, ...options });
  open.push(terminal);
  return terminal;
}

const MAIN = `import { run } from 'asyncio';
import { work } from './lib/work.ts';
console.log('begins');
${'// a line\n'.repeat(60)}await run(work());
process.exitCode = Number(process.argv[2] ?? 0);
`;
const WORK = `import { coroutine, sleep } from 'asyncio';
export const work = coroutine(async () => {
  await sleep(3600);
  console.log('works');
});
`;

function program(): string {
  mkdirSync(join(folder, 'lib'), { recursive: true });
  writeFileSync(join(folder, 'main.ts'), MAIN);
  writeFileSync(join(folder, 'lib/work.ts'), WORK);
  return join(folder, 'main.ts');
}

test('the panel shows the run, the code follows it into its file, and what was printed stays', async () => {
  const terminal = start({ args: ['run', program(), '--', '3'] });
  await terminal.shows('work.ts:3: sleep until 3600');
  // Where the task waits is seen, far below the file that was named.
  const followed = await terminal.shows(/^ A +3 .*await sleep\(3600\)/m);
  expect(followed).toMatch(/ lib\/work\.ts/);
  terminal.type('t');
  await terminal.shows(/ 1 {2}import \{ run \} from 'asyncio'/);
  terminal.type('G');
  await terminal.shows('SystemExit: 3');
  terminal.type('q');
  expect((await terminal.exited).exitCode).toBe(1);
  expect(terminal.isAlternate).toBe(false);
  expect(terminal.text()).toMatch(/^begins\nworks\nSystemExit: 3\n {2}main\.ts:65 │ process\.exitCode/);
  expect(terminal.text()).toContain('failed · 3600 s on the clock · 1 task');
});

test('it runs again, in Chinese too, and is interrupted where it is left before its end', async () => {
  const terminal = start({ args: ['run', program(), '--lang', 'zh'], columns: 80, rows: 24 });
  await terminal.shows('第 3 行');
  terminal.type('G');
  await terminal.shows('■');
  terminal.type('r');
  await terminal.shows(/► /);
  terminal.type('\u0003');
  expect((await terminal.exited).exitCode).toBe(130);
});

test('--watch runs it again under the panel whenever a file of it changes, is lost or comes back', async () => {
  const main = program();
  const work = join(folder, 'lib/work.ts');
  const terminal = start({ args: ['run', main, '--watch'] });
  await terminal.shows('work.ts:3: sleep until 3600');
  writeFileSync(work, WORK.replace('3600', '7200'));
  await terminal.shows('work.ts:3: sleep until 7200');
  rmSync(work);
  await terminal.shows('There is no file "./lib/work.ts".');
  writeFileSync(work, WORK.replace("'works'", "'works again'"));
  await terminal.shows('work.ts:3: sleep until 3600');
  terminal.type('G');
  await terminal.shows('■');
  terminal.type('q');
  expect((await terminal.exited).exitCode).toBe(0);
  expect(terminal.text()).toMatch(/^begins\nworks again\ndone · 3600 s/);
});

test('--watch needs a program to begin with', async () => {
  const terminal = start({ args: ['run', join(folder, 'none.ts'), '--watch'] });
  expect((await terminal.exited).exitCode).toBe(2);
  expect(terminal.text()).toMatch(/There is no file .*none\.ts/s);
});

test('--plain and --json keep to the terminal’s lines', async () => {
  const plain = start({ args: ['run', program(), '--plain'] });
  expect((await plain.exited).exitCode).toBe(0);
  expect(plain.text()).toMatch(/^begins\nworks\ndone · 3600 s/);
  const json = start({ args: ['run', program(), '--json'] });
  await json.exited;
  expect(json.text()).toMatch(/^\{"status":"done"/);
});

test('what cannot run says why on the screen and after it', async () => {
  writeFileSync(join(folder, 'bad.ts'), `import './lib/nothing.ts';\n`);
  const terminal = start({ args: ['run', join(folder, 'bad.ts')] });
  await terminal.shows('There is no file "./lib/nothing.ts".');
  terminal.type('q');
  expect((await terminal.exited).exitCode).toBe(3);
  expect(terminal.text()).toContain('not run');
});

test('SIGTERM leaves the screen in order', async () => {
  const terminal = start({ args: ['run', program()] });
  await terminal.shows('lib/work.ts');
  terminal.pty.kill('SIGTERM');
  await terminal.exited;
  expect(terminal.isAlternate).toBe(false);
});
