/** `run FILE --watch`: again after every change of any of its files, until a signal; and nothing is left behind. */
import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { childrenOf, isAlive, start } from './cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'async-tutor-watch-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let programs = 0;

class Watching {
  readonly home = join(folder, String(++programs));
  readonly child;
  #output = '';
  #changed: () => void = () => {};

  constructor(files: { readonly [path: string]: string }, ...args: readonly string[]) {
    for (const [path, text] of Object.entries(files)) {
      if (text.startsWith('-> ')) symlinkSync(text.slice(3), join(this.home, path));
      else this.write(path, text);
    }
    this.child = start(['run', join(this.home, 'main.ts'), '--watch', '--lang', 'en', ...args]);
    const hear = (chunk: Buffer): void => {
      this.#output += chunk.toString();
      this.#changed();
    };
    this.child.stdout.on('data', hear);
    this.child.stderr.on('data', hear);
  }

  write(path: string, text: string): void {
    mkdirSync(join(this.home, path, '..'), { recursive: true });
    writeFileSync(join(this.home, path), text);
  }

  /** Both streams since it was asked last, up to what is wanted. */
  async shows(wanted: string): Promise<string> {
    const deadline = Date.now() + 20_000;
    while (!this.#output.includes(wanted)) {
      const left = deadline - Date.now();
      if (left <= 0) throw new Error(`never shown: ${wanted}\n${this.#output}`);
      await new Promise<void>((resume) => {
        const timer = setTimeout(resume, left);
        this.#changed = () => {
          clearTimeout(timer);
          resume();
        };
      });
    }
    const end = this.#output.indexOf(wanted) + wanted.length;
    const seen = this.#output.slice(0, end);
    this.#output = this.#output.slice(end);
    return seen;
  }

  async ends(signal: NodeJS.Signals): Promise<number | null> {
    const children = childrenOf(this.child.pid!);
    this.child.kill(signal);
    const code = await new Promise<number | null>((done) => this.child.once('close', done));
    for (const pid of children) expect(isAlive(pid)).toBe(false);
    return code;
  }
}

const WAITS = 'waiting for changes';

test('it runs again when the file changes, or one that it imports, and ends with ^C', async () => {
  const watching = new Watching({
    'main.ts': `import { x } from './lib/x.ts';\nconsole.log('x is', x);`,
    'lib/x.ts': 'export const x = 1;',
  });
  expect(await watching.shows(WAITS)).toContain('x is 1\n');
  watching.write('lib/x.ts', 'export const x = 2;');
  expect(await watching.shows(WAITS)).toContain('x is 2\n');
  watching.write('main.ts', `console.log('alone');`);
  expect(await watching.shows(WAITS)).toContain('alone\n');
  expect(await watching.ends('SIGINT')).toBe(130);
});

test('what a link leads to is watched, with the files that it imports and the links among them', async () => {
  const watching = new Watching({
    'src/main.ts': `import { x } from './x.ts';\nconsole.log('x is', x);`,
    'src/lib/real-x.ts': 'export const x = 1;',
    'src/x.ts': '-> lib/real-x.ts',
    'main.ts': '-> src/main.ts',
  });
  expect(await watching.shows(WAITS)).toContain('x is 1\n');
  watching.write('src/lib/real-x.ts', 'export const x = 2;');
  expect(await watching.shows(WAITS)).toContain('x is 2\n');
  watching.write('src/main.ts', `console.log('alone');`);
  expect(await watching.shows(WAITS)).toContain('alone\n');
  expect(await watching.ends('SIGINT')).toBe(130);
});

test('a file that is replaced, taken away, or missing at first is watched too', async () => {
  const watching = new Watching({ 'main.ts': `import { x } from './lib/x.ts';\nconsole.log('x is', x);` });
  expect(await watching.shows(WAITS)).toContain('There is no file "./lib/x.ts"');
  watching.write('lib/x.ts', 'export const x = 1;');
  expect(await watching.shows(WAITS)).toContain('x is 1\n');
  watching.write('lib/x.new', 'export const x = 2;');
  renameSync(join(watching.home, 'lib/x.new'), join(watching.home, 'lib/x.ts'));
  expect(await watching.shows(WAITS)).toContain('x is 2\n');
  rmSync(join(watching.home, 'main.ts'));
  await watching.shows('There is no file');
  await watching.shows(WAITS);
  watching.write('main.ts', `console.log('back');`);
  expect(await watching.shows(WAITS)).toContain('back\n');
  expect(await watching.ends('SIGTERM')).toBe(143);
});

test('a run that never ends is given up, and what is written beside the program does not count', async () => {
  const watching = new Watching({ 'main.ts': `console.log('one');\nsetInterval(() => {}, 1000);` }, '--clock', 'real');
  await watching.shows('one\n');
  watching.write('notes.txt', 'nothing');
  watching.write('main.ts', `console.log('two');`);
  const seen = await watching.shows(WAITS);
  expect(seen).toContain('a file has changed: it runs again');
  expect(seen).toContain('two\n');
  expect(seen).not.toMatch(/^one/m);
  expect(await watching.ends('SIGINT')).toBe(130);
});

test('^C in the middle of a run ends it all', async () => {
  const watching = new Watching({ 'main.ts': `console.log('one');\nsetInterval(() => {}, 1000);` }, '--clock', 'real');
  await watching.shows('one\n');
  expect(await watching.ends('SIGINT')).toBe(130);
});
