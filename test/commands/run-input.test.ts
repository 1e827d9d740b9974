/** What a program is given by `run FILE`: standard input, arguments; and the status that it gives back. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { cli, ended, inFolder, program, start } from './cli.ts';

const READS = `import * as stdin from 'stdin';
const first = await stdin.readLine();
const some: string[] = [];
for await (const line of stdin.lines()) { some.push(line); if (line === 'stop') break; }
console.log(JSON.stringify([first, some, await stdin.read(), await stdin.read(), await stdin.readLine()]));`;

const input = (text: string | Buffer): string => {
  const path = inFolder(`input-${Math.random()}.txt`);
  writeFileSync(path, text);
  return path;
};

describe('--input FILE', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['nothing', '', '[null,[],"","",null]'],
    ['lines', 'a\nb\nc\n', '["a",["b","c"],"","",null]'],
    ['a last line without its end, and ends of another system', 'a\r\nb\r\nc', '["a",["b","c"],"","",null]'],
    ['empty lines, and a rest', 'a\n\nstop\nrest\n\n', '["a",["","stop"],"rest\\n\\n","",null]'],
  ];
  for (const [what, text, expected] of cases)
    test(what, async () => {
      const { code, stdout } = await cli(['run', program(READS), '--input', input(text)]);
      expect([code, stdout]).toEqual([0, `${expected}\n`]);
    });

  test('- is standard input', async () => {
    const child = start(['run', program(READS), '--input', '-']);
    child.stdin.write('é\n');
    child.stdin.write(Buffer.from('中文').subarray(0, 4));
    child.stdin.write(Buffer.from('中文').subarray(4));
    expect((await ended(child)).stdout).toBe('["é",["中文"],"","",null]\n');
  });

  test('without it there is nothing, whatever comes', async () => {
    const child = start(['run', program(READS)]);
    child.stdin.write('not read\n');
    expect((await ended(child)).stdout).toBe('[null,[],"","",null]\n');
  });

  test('a mebibyte of anything reaches the program; more is refused', async () => {
    const measures = program(`import { read } from 'stdin';\nconsole.log((await read()).length);`);
    expect((await cli(['run', measures, '--input', input(Buffer.alloc(1024 * 1024, 1))])).stdout).toBe('1048576\n');
    const { code, stderr } = await cli(['run', measures, '--input', input(Buffer.alloc(1024 * 1024 + 1))]);
    expect([code, stderr.includes('longer than 1048576 bytes')]).toEqual([2, true]);
    const child = start(['run', measures, '--input', '-']);
    child.stdin.on('error', () => {});
    child.stdin.write(Buffer.alloc(2 * 1024 * 1024, 65));
    expect((await ended(child)).code).toBe(2);
  });

  test('what is no regular file is refused, without waiting for it', async () => {
    const file = program(READS);
    spawnSync('mkfifo', [inFolder('pipe')]);
    for (const path of [inFolder('pipe'), inFolder('.'), inFolder('missing'), '/dev/zero'])
      expect((await cli(['run', file, '--input', path])).code).toBe(2);
  });

  test('lines are read by tasks beside others', async () => {
    const source = `import { lines } from 'stdin';
import { coroutine, gather, run, sleep } from 'asyncio';
const reader = coroutine(async (name) => { for await (const line of lines()) { console.log(name, line); await sleep(1); } });
await run(coroutine(async () => { await gather([reader('a'), reader('b')]); })());`;
    const { stdout, stderr } = await cli(['run', program(source), '--input', input('1\n2\n3\n')]);
    expect(stdout).toBe('a 1\nb 2\na 3\n');
    expect(stderr).toBe('done · 2 s on the clock · 3 tasks\n');
  });
});

describe('-- ARGUMENTS', () => {
  test('are process.argv behind the program’s name, whatever they look like', async () => {
    const file = program('console.log(JSON.stringify(process.argv));');
    const { stdout } = await cli(['run', file, '--', '--json', '-x', '', 'a b', '--', '中']);
    expect(stdout).toBe(`${JSON.stringify(['node', file.split('/').at(-1), '--json', '-x', '', 'a b', '--', '中'])}\n`);
  });

  test('nothing of the machine is in it, nor in process.env', async () => {
    const { stdout } = await cli([
      'run',
      program('console.log(process.argv.join(), Object.keys(process.env).length);'),
    ]);
    expect(stdout).toMatch(/^node,program-\d+\.ts 0\n$/);
  });
});

describe('the status of a program that ends itself', () => {
  const cases: readonly (readonly [string, string, number, string, string])[] = [
    ['exit(0)', `console.log(1); process.exit(0); console.log(2);`, 0, '1\n', 'done · 0 s on the clock\n'],
    [
      'exit(3)',
      `\ntry { process.exit(3); } catch { console.log('caught'); } finally { console.log('finally'); }`,
      1,
      '',
      'SystemExit: 3\n  2 │ try { process.exit(3);',
    ],
    [
      'exitCode = 2',
      `process.exitCode = 2;\nsetTimeout(() => console.log('on'), 50);`,
      1,
      'on\n',
      'SystemExit: 2\n  1 │ process.exitCode = 2;',
    ],
    ['exitCode = 0 after all', `process.exitCode = 2; process.exitCode = 0;`, 0, '', 'done'],
    ['exit() with an exitCode', `process.exitCode = 5; process.exit();`, 1, '', 'SystemExit: 5'],
    ['exit(256), of which eight bits are kept', `process.exit(256);`, 0, '', 'done'],
    ['exit("no")', `process.exit('no');`, 1, '', 'TypeError: The "code" argument must be of type number.'],
    [
      'exit() in the middle of tasks',
      `import { run, coroutine, sleep, createTask } from 'asyncio';\nawait run(coroutine(async () => { createTask(coroutine(async () => { await sleep(1); process.exit(0); })()); await sleep(9); console.log('never'); })());`,
      0,
      '',
      'done · 1 s',
    ],
  ];
  for (const [what, source, code, stdout, says] of cases)
    test(what, async () => {
      const found = await cli(['run', program(source), '--lang', 'en']);
      expect([found.code, found.stdout]).toEqual([code, stdout]);
      expect(found.stderr).toContain(says);
    });

  test('no thread ends the program', async () => {
    const source = `import { run, coroutine, toThread } from 'asyncio';\nfunction end() { process.exit(0); }\nawait run(coroutine(async () => { await toThread(end); })());`;
    expect((await cli(['run', program(source)])).stderr).toContain('a thread or process cannot end the program');
  });
});
