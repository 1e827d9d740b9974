/** `run FILE` with programs of several files, as they lie on a disk: what is read, what is not, and which file is named. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { readOwnFiles } from '../../src/commands/read-own-files.ts';
import { ownNamesIn } from '../../src/sandbox/own-files.ts';
import { MOST_FILES } from '../../src/trace/program-lines.ts';
import { cli, type Ended } from './cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'async-tutor-own-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let programs = 0;

type Files = { readonly [path: string]: string };

/** The path of the first of them. */
function program(files: Files): string {
  const home = join(folder, String(++programs));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(home, path)), { recursive: true });
    writeFileSync(join(home, path), text);
  }
  return join(home, Object.keys(files)[0]!);
}

const run = (file: string, ...args: readonly string[]): Promise<Ended> => cli(['run', file, '--lang', 'en', ...args]);

describe('the right file is named', () => {
  const files = {
    'main.ts': `import { run } from 'asyncio';\nimport { work } from './lib/work.ts';\nawait run(work());\n`,
    'lib/work.ts': `import { coroutine, sleep } from 'asyncio';\nexport const work = coroutine(async () => {\n  sleep(1);\n  await sleep(2);\n  throw new Error('here');\n});\n`,
  };

  test('in plain text: by quotes and warnings', async () => {
    const { code, stderr } = await run(program(files));
    expect(code).toBe(1);
    expect(stderr).toContain("Error: here\n  lib/work.ts:5 │   throw new Error('here');\n                    ^");
    expect(stderr).toContain('(line 3 of lib/work.ts)');
    const chinese = await cli(['run', program(files), '--lang', 'zh']);
    expect(chinese.stderr).toContain('（lib/work.ts 第 3 行）');
  });

  test('in JSON: beside every line', async () => {
    const { stdout } = await run(program(files), '--json');
    const result = JSON.parse(stdout) as Record<'error' | 'tasks' | 'warnings', unknown>;
    expect(result.error).toEqual({ name: 'Error', message: 'here', file: 'lib/work.ts', line: 5, column: 3 });
    expect(result.tasks).toMatchObject([{ name: 'Task-1', file: 'lib/work.ts', line: 5 }]);
    expect(result.warnings).toMatchObject([
      { file: 'lib/work.ts', line: 3 },
      { file: 'lib/work.ts', line: 3 },
    ]);
  });

  test('by limits', async () => {
    const file = program({ 'main.ts': `import './loop.ts';`, 'loop.ts': `\n\nfor (;;) {}\n` });
    const { code, stderr } = await run(file, '--timeout', '0.3');
    expect([code, stderr.includes('  loop.ts:3 │ for (;;) {}')]).toEqual([4, true]);
    const { stdout } = await run(file, '--timeout', '0.3', '--json');
    expect((JSON.parse(stdout) as { limits: unknown }).limits).toMatchObject([{ file: 'loop.ts', line: 3 }]);
  });

  test('by what is refused', async () => {
    const file = program({ 'main.ts': `import './a.ts';`, 'a.ts': `import fs from 'fs';` });
    const { code, stderr } = await run(file);
    expect([code, stderr.includes('  a.ts:1 │ import fs')]).toEqual([3, true]);
  });
});

describe('what cannot be imported', () => {
  const refused: readonly (readonly [string, Files, string, string])[] = [
    [
      'the ending left out',
      { 'm.ts': `import './a';`, 'a.ts': '' },
      'Write the ending of the file: "./a.ts", not "./a".',
      '请写出文件的扩展名："./a.ts"',
    ],
    ['a folder', { 'm.ts': `import './lib';`, 'lib/index.ts': '' }, '"./lib/index.ts"', '"./lib/index.ts"'],
    [
      'another ending',
      { 'm.ts': `import './lib/a.ts';`, 'lib/a.ts': `import '../b.js';`, 'b.ts': '' },
      'There is no file "../b.js". Did you mean "../b.ts"?',
      '没有文件 "../b.js"',
    ],
    [
      'another kind',
      { 'm.ts': `import './a.css';`, 'a.css': '' },
      'only .ts, .mts, .js, .mjs and .json files can',
      '只能导入',
    ],
    [
      'what is above',
      { 'm.ts': `import '../../../../../../../../etc/passwd';` },
      "is outside of the program's folder",
      '之外',
    ],
    [
      'what is above, by a way around',
      { 'm.ts': `import './lib/../../../x.ts';` },
      "is outside of the program's folder",
      '之外',
    ],
    ['an address', { 'm.ts': `import 'file:///etc/passwd';` }, 'There is no module "file:///etc/passwd"', '没有'],
    ['an absolute path', { 'm.ts': `import '/etc/passwd';` }, 'There is no module "/etc/passwd"', '没有'],
    ['a query', { 'm.ts': `import './a.ts?x';`, 'a.ts': '' }, "characters that it can't have", '不能用的字符'],
    ['a backslash', { 'm.ts': `import './a\\\\b.ts';` }, 'There is no file', '没有文件'],
    ['hidden characters', { 'm.ts': `import './a\u202e.ts';` }, "characters that it can't have", '不能用的字符'],
  ];
  for (const [what, files, english, chinese] of refused) {
    test(what, async () => {
      const file = program(files);
      const ended = await run(file);
      expect(ended.stderr).toContain(english);
      expect([ended.code, ended.stdout]).toEqual([3, '']);
      expect((await cli(['run', file, '--lang', 'zh'])).stderr).toContain(chinese);
    });
  }

  test('a link out of the folder, also by a folder; one inside is followed', async () => {
    const file = program({
      'm.ts': `import './out.ts';`,
      'n.ts': `import './up/m.ts';`,
      'o.ts': `import './in.ts';`,
      'real.ts': `console.log('real');`,
    });
    const home = dirname(file);
    symlinkSync('/etc/passwd', join(home, 'out.ts'));
    program({ 'm.ts': '' });
    symlinkSync(`../${programs}`, join(home, 'up'));
    symlinkSync('real.ts', join(home, 'in.ts'));
    expect((await run(file)).stderr).toContain("is a link out of the program's folder");
    expect((await run(join(home, 'n.ts'))).stderr).toContain("is a link out of the program's folder");
    expect(await run(join(home, 'o.ts'))).toMatchObject({ code: 0, stdout: 'real\n' });
  });

  test('what is no regular file, without waiting for it', async () => {
    const file = program({ 'm.ts': `import './pipe.ts';`, 'n.ts': `import './dir.ts';`, 'dir.ts/x': '' });
    spawnSync('mkfifo', [join(dirname(file), 'pipe.ts')]);
    expect((await run(file)).stderr).toContain('is not a regular file');
    expect((await run(join(dirname(file), 'n.ts'))).stderr).toContain('is not a regular file');
  });

  test('a file without an end of its length', async () => {
    const file = program({
      'm.ts': `import './big.ts'; import './small.ts';`,
      'big.ts': `// ${'x'.repeat(3_000_000)}`,
      'small.ts': '',
    });
    expect(await run(file)).toMatchObject({ code: 3, stdout: '' });
    expect((await run(file)).stderr).toContain('all files of a program have at most');
  });
});

test('the name of a file drives no terminal', async () => {
  const file = program({ 'm\u001b[31m\n.ts': `import './a.ts';\nthrow new Error('x');`, 'a.ts': '' });
  const { code, stderr } = await run(file);
  expect([code, stderr.includes('\u001b')]).toEqual([1, false]);
  expect(stderr).toContain('  m[31m .ts:2 │ throw');
});

describe('many files', () => {
  test('a circle of a thousand is refused', async () => {
    const files: Record<string, string> = {};
    for (let index = 0; index < 1000; index++) files[`f${index}.ts`] = `import './f${(index + 1) % 1000}.ts';\n`;
    const { code, stderr } = await run(program(files));
    expect([code, stderr.includes(`at most ${MOST_FILES} files`)]).toEqual([3, true]);
  });

  test('a circle of a hundred runs, each after those it needs', async () => {
    const files: Record<string, string> = {};
    for (let index = 0; index < 100; index++)
      files[`f${index}.ts`] =
        `import { next as after } from './f${(index + 1) % 100}.ts';\nexport const next = (n: number): number => n === 0 ? ${index} : after(n - 1);\n${index === 0 ? 'console.log(next(250));' : ''}`;
    expect(await run(program(files))).toMatchObject({ code: 0, stdout: '50\n' });
  });

  test('names in comments, strings and types are not needed', async () => {
    const file = program({
      'm.ts': `// import './no.ts';\nimport type { A } from './no-types.ts';\nconst s = "from './nor-this.ts'";\nimport /* here */ './yes.ts'\nconsole.log(s);`,
      'yes.ts': `export {};\nconsole.log('yes');`,
    });
    expect(await run(file)).toMatchObject({ code: 0, stdout: "yes\nfrom './nor-this.ts'\n" });
  });
});

describe('what is read before anything runs', () => {
  test('only what stands behind from or import', () => {
    const source = `import a from './a.ts'; import"./b.ts"; export*from'./c.ts'; export { d } from /* x */ // y\n "./d.ts"; const e = './e.ts'; import f from 'f';`;
    expect(ownNamesIn(source)).toEqual(['./a.ts', './b.ts', './c.ts', './d.ts']);
  });

  test('is found in time, whatever the text', () => {
    const started = performance.now();
    for (const part of [
      'import/*',
      'from//',
      '//import\n',
      'import ',
      "from './",
      '/*import*/',
      'import/**/',
      "import'./a\\",
    ])
      ownNamesIn(part.repeat(500_000 / part.length));
    expect(performance.now() - started).toBeLessThan(3_000);
  });

  test('a program that names no file has none', () => {
    const file = program({ 'm.ts': `import { run } from 'asyncio';` });
    expect(readOwnFiles(file, { fileName: 'm.ts', source: `import { run } from 'asyncio';` })).toBe(null);
  });
});
