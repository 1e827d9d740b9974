/**
 * Whole sessions through the built program, piped: a folder of `repl/` holds what is typed, and what must come. With
 * `UPDATE_TRANSCRIPTS=1` what comes is written there, to be read before it is believed.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { NO_THREADS } from '../../src/sandbox/spare.ts';
import { cli, type Ended, ended, inFolder, program, start } from './cli.ts';

const FOLDER = join(import.meta.dirname, 'repl');
const UPDATES = process.env['UPDATE_TRANSCRIPTS'] !== undefined;

function session(input: string, ...options: readonly string[]): Promise<Ended> {
  const child = start(['repl', ...options]);
  child.stdin.write(input);
  return ended(child);
}

describe('a session that is piped', () => {
  for (const name of readdirSync(FOLDER).toSorted()) {
    test.skipIf(name.endsWith('threads') && NO_THREADS !== null)(name, async () => {
      const at = (file: string) => join(FOLDER, name, file);
      const options = existsSync(at('options')) ? readFileSync(at('options'), 'utf8').trim().split(/\s+/) : [];
      const { code, stdout, stderr } = await session(readFileSync(at('input.ts.txt'), 'utf8'), ...options);
      const files = { stdout, stderr, status: `${code}\n` };
      for (const [file, text] of Object.entries(files)) {
        if (UPDATES) writeFileSync(at(file), text);
        else expect(text, file).toBe(readFileSync(at(file), 'utf8'));
      }
    });
  }
});

describe('the command', () => {
  test('answers each entry before it reads the next', async () => {
    const child = start(['repl']);
    let stdout = '';
    const answered = new Promise<void>((resume) =>
      child.stdout.on('data', (chunk: Buffer) => {
        stdout += chunk.toString();
        if (stdout.includes('42')) resume();
      }),
    );
    child.stdin.write('40 + 2\n');
    await answered;
    child.stdin.write('_ + 1\n');
    expect((await ended(child)).code).toBe(0);
    expect(stdout).toBe('42\n43\n');
  });

  test('loads a file as one more entry, or as a program of its own where it calls run()', async () => {
    const entry = program('const twice = (n: number) => n * 2;\ntwice(4)');
    const own = program('import { run, sleep } from "asyncio";\nawait run(sleep(60));\nconsole.log("hi");');
    const { code, stdout, stderr } = await session(`.load ${entry}\n.load ${own}\ntwice(5)\n`);
    expect([code, stdout, stderr]).toEqual([0, '8\nhi\n10\n', '']);
  });

  test('goes on behind a file that fails, or cannot be read, and ends with 1', async () => {
    const own = program('import { run, coroutine } from "asyncio";\nawait run(coroutine(async () => { null.x; })());');
    for (const file of [own, inFolder('nope.ts')]) {
      const { code, stdout, stderr } = await session(`.load ${file}\n6 * 7\n`);
      expect([code, stdout]).toEqual([1, '42\n']);
      expect(stderr).toMatch(/^TypeError: .*\n {2}2 │ .*\n *\^\n$|^There is no file .*\n$/);
    }
  });

  test('ends with 4 where a limit stopped an entry, and says which', async () => {
    const { code, stderr } = await session(
      'const big = []; while (true) big.push(new Array(1e5).fill(1))\n1\n',
      '--memory',
      '32',
    );
    expect([code, stderr]).toEqual([4, expect.stringContaining('32 MB')]);
    expect(stderr).toMatch(/The session is over: entries after this one are not run\.\n$/);
  });

  test('is interrupted by ^C with 130', async () => {
    const child = start(['repl']);
    child.stdin.write('console.log("begun")\nwhile (true) {}\n');
    await new Promise<void>((resume) => child.stdout.once('data', () => resume()));
    child.kill('SIGINT');
    expect((await ended(child)).code).toBe(130);
  });

  test('.save keeps what ended well, .trace what happened; other commands need a terminal', async () => {
    const [saved, kept] = [inFolder('saved.ts'), inFolder('kept.json')];
    const { code, stdout, stderr } = await session(
      `const a = 40\nawait sleep(1)\nmissing\na + 2\n.save ${saved}\n.trace ${kept}\n`,
    );
    expect([code, stdout]).toEqual([1, '42\n']);
    expect(stderr).toContain(`${saved}: 3 entries.\n`);
    expect(readFileSync(saved, 'utf8')).toBe('const a = 40\nawait sleep(1)\na + 2\n');
    const opened = await cli(['open', kept, '--plain']);
    expect(opened).toMatchObject({ code: 0, stderr: expect.not.stringContaining('Error') });
    const failed = await session(`.save\n.save ${inFolder('no')}/x.ts\n.tasks\n.hlep\n`, '--lang', 'zh');
    expect(failed).toEqual({
      code: 1,
      signal: null,
      stdout: '',
      stderr: `请写 .save 文件\n无法写入 ${inFolder('no')}/x.ts：路径中有一段不存在。\n.tasks 只能在终端里使用。\n没有命令 .hlep。.help 列出所有命令。\n`,
    });
  });

  test('with nothing to read there is nothing to say', async () => {
    expect(await session('')).toMatchObject({ code: 0, stdout: '', stderr: '' });
    expect(await session('\n  \n// nothing\n')).toMatchObject({ code: 0, stdout: '', stderr: '' });
  });

  test('tells its options in both languages, and takes no file', async () => {
    expect((await session('', '--help')).stdout).toContain('Usage: async-tutor repl');
    expect((await session('', '--help', '--lang', 'zh')).stdout).toContain('用法：async-tutor repl');
    expect(await session('', 'file.ts')).toMatchObject({ code: 2, stderr: expect.stringContaining('.load FILE') });
    expect(await session('', '--tiemout', '1')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--timeout'),
    });
    expect((await session('', '--memory', 'much')).code).toBe(2);
  });
});
