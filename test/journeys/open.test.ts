/** A trace of another day in a real terminal: seen, played to and fro, saved once more, and left. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { TestTerminal } from './terminal.ts';

const LAUNCHER = resolve(import.meta.dirname, '../../dist/launch.cjs');
const folder = mkdtempSync(join(tmpdir(), 'async-tutor-open-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('open shows a kept trace on the screen, and runs nothing', async () => {
  const source = `import { coroutine, run, sleep } from 'asyncio';
const tea = coroutine(async () => { await sleep(2); console.log('tea'); });
await run(tea());
`;
  writeFileSync(join(folder, 'tea.ts'), source);
  execFileSync(process.execPath, [LAUNCHER, 'run', 'tea.ts', '--trace', 'kept.json'], { cwd: folder, stdio: 'ignore' });
  const line = `cd '${folder}' && '${process.execPath}' '${LAUNCHER}' open kept.json --lang en`;
  const terminal = new TestTerminal({ columns: 120, rows: 30, command: ['bash', '-c', line] });
  await terminal.shows('► replay 1x');
  expect(terminal.text()).toContain('What this program did, when it ran');
  terminal.type(' ');
  await terminal.shows('‖ paused');
  terminal.type('G');
  await terminal.shows(/■ ended +step \d+ of \d+ +clock 2\.0 s/);
  terminal.type('g');
  await terminal.shows('clock 0.0 s');
  terminal.type('x');
  await terminal.shows('Saved here: tea.trace.json');
  terminal.type('q');
  expect((await terminal.exited).exitCode).toBe(0);
  expect(terminal.isAlternate).toBe(false);
  expect(readdirSync(folder).toSorted()).toEqual(['kept.json', 'tea.svg', 'tea.trace.json', 'tea.ts']);
  terminal.close();
});
