/**
 * `async-tutor run FILE` as scripts and people meet it: what goes to which stream, the exit status, the one JSON object, and
 * what it says about everything that is no program.
 */
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { residentMb } from '../../src/sandbox/resident-memory.ts';
import { childrenOf, cli, type Ended, ended, groupOf, inFolder, isAlive, program, start, until } from './cli.ts';

const HELLO = `import { coroutine, createTask, run, sleep } from 'asyncio';
const work = coroutine(async () => { await sleep(2); return 1; });
await run(coroutine(async () => {
  const task = createTask(work(), { name: 'worker' });
  console.log('out');
  console.error('err');
  await task;
})());
work();
`;

interface Json {
  readonly status: string;
  readonly seconds: number;
  readonly output: string;
  readonly errors: string;
  readonly error: {
    readonly name: string;
    readonly message: string;
    readonly line: number | null;
    readonly column: number | null;
  } | null;
  readonly tasks: readonly object[];
  readonly warnings: readonly { readonly category: string; readonly message: string; readonly line: number | null }[];
  readonly limits: readonly { readonly name: string; readonly value: number; readonly line: number | null }[];
}

/** Exactly one JSON object, one line, with exactly the contract's keys; nothing on stderr. */
async function json(file: string, ...options: readonly string[]): Promise<Json & { readonly code: number | null }> {
  // On a virtual clock, for a busy machine may take more than the 50 ms that the others let a step have for nothing.
  const { stdout, stderr, code } = await cli(['run', file, '--json', '--clock', 'virtual', ...options]);
  expect(stderr).toBe('');
  expect(stdout.endsWith('}\n')).toBe(true);
  expect(stdout.indexOf('\n')).toBe(stdout.length - 1);
  const result = JSON.parse(stdout) as Json;
  expect(Object.keys(result)).toEqual([
    'status',
    'seconds',
    'output',
    'errors',
    'error',
    'tasks',
    'warnings',
    'limits',
  ]);
  if (result.error) expect(Object.keys(result.error)).toEqual(['name', 'message', 'line', 'column']);
  for (const task of result.tasks)
    expect(Object.keys(task)).toEqual([
      'id',
      'kind',
      'name',
      'coroutine',
      'parent',
      'state',
      'line',
      'createdAt',
      'endedAt',
    ]);
  for (const warning of result.warnings) expect(Object.keys(warning)).toEqual(['category', 'message', 'line']);
  for (const limit of result.limits) expect(Object.keys(limit)).toEqual(['name', 'value', 'line']);
  return { ...result, code };
}

function expectUsage({ code, stdout, stderr }: Ended, says: RegExp): void {
  expect(stdout).toBe('');
  expect(stderr).toMatch(says);
  expect(stderr.startsWith('async-tutor: ')).toBe(true);
  expect(stderr.trimEnd()).not.toMatch(/\n|\bat .*:\d+:\d+/);
  expect(code).toBe(2);
}

describe.concurrent('a program that runs', { timeout: 60_000 }, () => {
  test('plain: its output on stdout, all else on stderr, and one summary line', async () => {
    const { code, stdout, stderr } = await cli(['run', program(HELLO), '--clock=virtual']);
    expect(stdout).toBe('out\n');
    const [first, ...rest] = stderr.split('\n');
    expect(first).toMatch(/^SyntaxWarning: `work\(…\)` only makes a coroutine: .* \(line 9\)$/);
    expect(rest).toEqual([
      'err',
      "RuntimeWarning: coroutine 'work' was never awaited (line 9)",
      'done · 2 s on the clock · 2 tasks',
      '',
    ]);
    expect(code).toBe(0);
  });

  test('--json: calls of plain async functions are tasks of their own kind', async () => {
    const found = await json(
      program(
        'const wait = (ms) => new Promise((done) => setTimeout(done, ms));\n' +
          'async function load(n) {\n  await wait(n);\n  if (n > 5) throw new Error("late");\n}\n' +
          'const both = async () => { await load(5); await load(10); };\n' +
          'both().catch(() => {});\nvoid new Promise(() => {}).then(both);\n',
      ),
    );
    const load = { kind: 'async', name: 'load', coroutine: 'load', parent: 1 };
    expect(found.tasks).toEqual([
      {
        id: 1,
        kind: 'async',
        name: 'both',
        coroutine: 'both',
        parent: null,
        state: 'failed',
        line: 4,
        createdAt: 0,
        endedAt: 0.015,
      },
      { ...load, id: 2, state: 'done', line: 4, createdAt: 0, endedAt: 0.005 },
      { ...load, id: 3, state: 'failed', line: 4, createdAt: 0.005, endedAt: 0.015 },
    ]);
  });

  test('--seed: the same chance on every clock, and another on the virtual one', async () => {
    const file = program('console.log(Math.random());');
    const printed = async (...options: readonly string[]): Promise<string> =>
      (await cli(['run', file, ...options])).stdout;
    expect(await printed('--seed', '7')).toBe(await printed('--seed=7', '--clock=virtual'));
    expect(await printed('--seed', '7')).not.toBe(await printed('--clock=virtual'));
  });

  test('--json: one object that says the same', async () => {
    const found = await json(program(HELLO));
    expect(found).toMatchObject({
      code: 0,
      status: 'done',
      seconds: 2,
      output: 'out\n',
      errors: 'err\n',
      error: null,
      limits: [],
    });
    expect(found.warnings).toMatchObject([
      { category: 'SyntaxWarning', line: 9 },
      { category: 'RuntimeWarning', line: 9 },
    ]);
    expect(found.tasks).toMatchObject([
      { id: 1, kind: 'task', name: 'Task-1', parent: null, state: 'done', createdAt: 0, endedAt: 2 },
      { id: 2, kind: 'task', name: 'worker', coroutine: 'work', parent: 1, state: 'done', createdAt: 0, endedAt: 2 },
    ]);
  });

  const FAILS_IN_A_TASK = `import { coroutine, createTask, run, sleep, ValueError } from 'asyncio';
const work = coroutine(async () => { await sleep(1); throw new ValueError('bad'); });
await run(coroutine(async () => {
  await createTask(work(), { name: 'worker' });
})());
`;

  test.each([
    ['en', 'ValueError: bad (in task worker)'],
    ['zh', 'ValueError: bad（在任务 worker 里）'],
  ])('an error that nobody catches is said with the task that raised it: %s', async (language, says) => {
    const { code, stderr } = await cli(['run', program(FAILS_IN_A_TASK), '--lang', language]);
    const [first, quoted] = stderr.split('\n');
    expect(first).toBe(says);
    expect(quoted).toMatch(/^ {2}2 │ const work = /);
    expect(code).toBe(1);
  });

  test('--json gives the number of that task', async () => {
    const { stdout } = await cli(['run', program(FAILS_IN_A_TASK), '--json']);
    const { error, tasks } = JSON.parse(stdout) as { error: object; tasks: readonly { id: number; name: string }[] };
    expect(error).toMatchObject({ name: 'ValueError', message: 'bad', line: 2, task: 2 });
    expect(tasks.find(({ id }) => id === 2)!.name).toBe('worker');
  });

  test('an error of the main task is said without it', async () => {
    const source =
      "import { coroutine, run } from 'asyncio';\nawait run(coroutine(async () => { throw new TypeError('bad'); })());\n";
    expect((await cli(['run', program(source)])).stderr).toMatch(/^TypeError: bad\n/);
    expect((await json(program(source))).error).toEqual({ name: 'TypeError', message: 'bad', line: 2, column: 35 });
  });

  test('--clock real waits as long as it says', async () => {
    const before = performance.now();
    const found = await json(
      program('import { run, sleep } from "asyncio"; await run(sleep(0.3));'),
      '--clock',
      'real',
    );
    const wallSeconds = (performance.now() - before) / 1000;
    expect(found.seconds).toBeGreaterThanOrEqual(0.3);
    // The clock is the wall's: what the program saw is no more than what went by here.
    expect(found.seconds).toBeLessThanOrEqual(wallSeconds);
  });

  test('an empty file runs nothing, and that is said', async () => {
    for (const source of ['', ' \n\n']) {
      const { code, stdout, stderr } = await cli(['run', program(source)]);
      expect([code, stdout]).toEqual([0, '']);
      expect(stderr).toMatch(/^The file is empty: nothing ran\.\ndone · /);
    }
    expect(await json(program(''))).toMatchObject({ code: 0, status: 'done', output: '' });
  });

  test('through a symbolic link, and with dashes in its name', async () => {
    symlinkSync(program('console.log(1)', '.js'), inFolder('link.js'));
    expect((await cli(['run', 'link.js'])).stdout).toBe('1\n');
    expect((await cli(['run', '--', program('console.log(2)', '--json.js')])).stdout).toBe('2\n');
  });

  test('prints nothing that drives the terminal', async () => {
    const { stdout, stderr } = await cli([
      'run',
      program(
        'console.log("\\x1b[2J\\x9b31m\\u202ea"); console.error("\\x1b]0;t\\x07"); const e = new Error("\\x1b[31m"); e.name = "\\x1b[2J"; throw e',
      ),
    ]);
    // eslint-disable-next-line no-control-regex
    expect(stdout + stderr).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202e]/);
  });
});

describe.concurrent('a file that is none', { timeout: 60_000 }, () => {
  mkdirSync(inFolder('folder.ts'));
  const usage: readonly (readonly [string, readonly string[], RegExp])[] = [
    ['no such file', ['no-such.ts'], /There is no file no-such\.ts\./],
    ['a file under a file', [`${program('')}/x.ts`], /There is no file/],
    ['a directory', ['folder.ts'], /folder\.ts is a directory/],
    ['a device without end', ['/dev/zero'], /not a regular file/],
    ['a Python file', [program('print(1)', '.py')], /is a Python file.*Run it with python3/],
    ['another kind of file', [program('x', '.txt')], /only \.ts, \.mts, \.js and \.mjs/],
    ['a file without an ending', [program('x', '')], /only \.ts/],
    ['a file of two megabytes', [program(' '.repeat(2 ** 21))], /2097152 bytes long; at most/],
    ['no file at all', [], /run needs a file/],
    ['two files', ['a.ts', 'b.ts'], /run takes one file/],
    ['an empty name', [''], /There is no file/],
    ['a name with a null byte', ['a\\0.ts'], /There is no file/],
    ['an unknown option', ['a.ts', '--jsno'], /no option --jsno.*Did you mean --json\?/],
    ['an option without its value', ['a.ts', '--clock'], /--clock is not used like that/],
    ['a value for an option that takes none', ['a.ts', '--json=yes'], /--json is not used like that/],
    ['a clock of its own', ['a.ts', '--clock', 'sundial'], /--clock takes auto, virtual or real, not "sundial"/],
    ...['0', '-1', 'NaN', 'Infinity', '1e9', 'ten', '', ' ', '0x', '1,5'].map(
      (value): readonly [string, readonly string[], RegExp] => [
        `--timeout ${JSON.stringify(value)}`,
        ['a.ts', `--timeout=${value}`],
        /--timeout takes a number from 0\.1 to 3600/,
      ],
    ),
    ...['0', '15', '5000', 'lots'].map((value): readonly [string, readonly string[], RegExp] => [
      `--memory ${value}`,
      ['a.ts', `--memory=${value}`],
      /--memory takes a number from 16 to 4096/,
    ]),
    ...['-1', '1.5', '2147483648', '1e3', 'x', ''].map((value): readonly [string, readonly string[], RegExp] => [
      `--seed ${JSON.stringify(value)}`,
      ['a.ts', `--seed=${value}`],
      /--seed takes a whole number from 0 to 2147483647/,
    ]),
  ];
  for (const [what, args, says] of usage) {
    // Every other one asked for JSON: usage errors print none.
    test(what, async () => expectUsage(await cli(['run', ...args]), says));
  }

  test('usage errors print no JSON', async () => {
    expectUsage(await cli(['run', 'no-such.ts', '--json']), /There is no file/);
    expectUsage(await cli(['run', '--json']), /run needs a file/);
  });

  test('a pipe that nobody writes to is refused at once', async () => {
    execFileSync('mkfifo', [inFolder('pipe.ts')]);
    expectUsage(await cli(['run', 'pipe.ts']), /pipe\.ts is not a regular file/);
  });

  test('an unknown command names the nearest', async () => {
    expectUsage(await cli(['rnu', 'a.ts']), /no command "rnu".*Did you mean "run"\?/);
    expectUsage(await cli(['something']), /no command "something"\. async-tutor --help/);
  });
});

describe.concurrent('a program that cannot run is rejected with status 3', { timeout: 60_000 }, () => {
  test('a binary file', async () => {
    const file = program(Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 1, 2, 255, 254]));
    const { code, stdout, stderr } = await cli(['run', file]);
    expect([code, stdout]).toEqual([3, '']);
    expect(stderr).toMatch(/^This is not a text file.*\nnot run\n$/);
  });

  test('a syntax error: its line, quoted, with a mark under the column', async () => {
    const file = program('const a = 1;\n\tconst b = ;\n');
    const { code, stdout, stderr } = await cli(['run', file]);
    expect([code, stdout]).toEqual([3, '']);
    expect(stderr).toMatch(/^SyntaxError: .+\n {2}2 │ \tconst b = ;\n {6}\t {10}\^\nnot run\n$/);
    expect(await json(file)).toMatchObject({
      code: 3,
      status: 'rejected',
      error: { name: 'SyntaxError', line: 2, column: 12 },
      tasks: [],
      output: '',
    });
  });

  test('an enum, an unknown module and an unknown name', async () => {
    expect(await json(program('enum E { A }'))).toMatchObject({ status: 'rejected', error: { line: 1, column: 1 } });
    expect(await json(program('\nimport fs from "fs";'))).toMatchObject({
      status: 'rejected',
      error: { name: 'Rejected', message: expect.stringContaining('no module "fs"') as string, line: 2, column: 16 },
    });
    expect(await json(program('import { create_task } from "asyncio";'))).toMatchObject({
      status: 'rejected',
      error: { message: expect.stringContaining('`createTask`') as string, line: 1 },
    });
  });
});

describe.concurrent('a program that fails: status 1', { timeout: 60_000 }, () => {
  test('an unhandled rejection', async () => {
    const file = program(
      'const f = async () => {\n  throw new RangeError("lost");\n};\nf();\nawait new Promise(() => {});',
    );
    const { code, stderr } = await cli(['run', file]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^RangeError: lost\n {2}2 │ {3}throw new RangeError\("lost"\);\n/);
    expect(await json(file)).toMatchObject({
      status: 'failed',
      error: { name: 'RangeError', message: 'lost', line: 2 },
    });
  });

  const thrown: readonly (readonly [string, string])[] = [
    ['"text"', "'text'"],
    ['null', 'null'],
    ['undefined', 'undefined'],
    ['Symbol("s")', 'Symbol(s)'],
    ['{ a: [1] }', '{ a: [ 1 ] }'],
    ['10n', '10n'],
  ];
  for (const [value, shown] of thrown) {
    test(`a throw of ${value}`, async () => {
      const file = program(`\nthrow ${value};`);
      expect(await json(file)).toMatchObject({
        code: 1,
        status: 'failed',
        error: { name: 'Thrown value', message: shown, line: 2 },
      });
    });
  }

  test('a deadlock', async () => {
    const file = program(
      'import { Future, run } from "asyncio";\nimport { coroutine } from "asyncio";\nawait run(coroutine(async () => { await new Future(); })());',
    );
    const found = await json(file);
    expect(found).toMatchObject({ code: 1, status: 'deadlock', error: { name: 'DeadlockError' } });
    expect((await cli(['run', file])).stderr).toMatch(/^DeadlockError: .*\n[\s\S]*\ndeadlock · /);
  });
});

describe.concurrent('a program that is stopped: status 4, and the limit is named', { timeout: 60_000 }, () => {
  test('an endless loop before an await', async () => {
    const file = program('console.log("before");\nfor (;;) {\n  Math.random();\n}');
    const { code, stdout, stderr } = await cli(['run', file, '--timeout', '0.4']);
    expect([code, stdout]).toEqual([4, 'before\n']);
    expect(stderr).toMatch(
      /Stopped: it ran for 0\.4 s of real time\.[\s\S]* {2}[23] │ [\s\S]*\nstopped by the time limit · /,
    );
    expect(await json(file, '--timeout', '0.4')).toMatchObject({
      status: 'timeout',
      error: null,
      output: 'before\n',
      limits: [{ name: 'seconds', value: 0.4 }],
    });
  });

  test('an endless loop after an await, and one that never lets go of the microtasks', async () => {
    const after = program(
      'import { sleep, run, coroutine } from "asyncio";\nawait run(coroutine(async () => {\n  await sleep(1);\n  while (true);\n})());',
    );
    expect(await json(after, '--timeout', '0.4')).toMatchObject({
      code: 4,
      status: 'timeout',
      seconds: expect.closeTo(1, 0) as number,
      limits: [{ name: 'seconds', line: 4 }],
    });
    const microtasks = program('for (;;) {\n  await null;\n}');
    expect(await json(microtasks, '--timeout', '0.4')).toMatchObject({
      code: 4,
      status: 'timeout',
      limits: [{ name: 'seconds' }],
    });
  });

  test('a memory bomb, on the heap and outside', async () => {
    const heap = program('const all = [];\nfor (;;) all.push(new Array(1000).fill({}));');
    expect(await json(heap)).toMatchObject({ code: 4, status: 'memory', limits: [{ name: 'memory', value: 64 }] });
    const buffers = program('const all = [];\nfor (;;) all.push(new Uint8Array(1e6).fill(1));');
    expect(await json(buffers)).toMatchObject({ code: 4, status: 'memory', limits: [{ name: 'memory', value: 64 }] });
    expect((await cli(['run', heap])).stderr).toMatch(/Stopped: it used more memory than its 64 MB allow/);
  });

  test('an output flood', async () => {
    const found = await json(program('for (;;) console.log("flood".repeat(20));'));
    expect(found).toMatchObject({ code: 4, status: 'output', limits: [{ name: 'output', value: 1_000_000 }] });
    expect(found.output.length).toBeLessThanOrEqual(1_000_000);
    expect(found.output.length).toBeGreaterThan(900_000);
  });

  test('a sleep of years', async () => {
    expect(await json(program('import { sleep, run } from "asyncio"; await run(sleep(1e9));'))).toMatchObject({
      code: 4,
      status: 'timeout',
      limits: [{ name: 'virtual seconds', value: 86_400 }],
    });
  });
});

describe.concurrent('the world around', { timeout: 60_000 }, () => {
  test('in Chinese, by option or by locale', async () => {
    const file = program('throw new Error("x")');
    expect((await cli(['run', file, '--clock=virtual', '--lang', 'zh'])).stderr).toMatch(/\n失败 · 时钟 0 秒\n$/);
    expect((await cli(['run', file], { LANG: 'zh_CN.UTF-8' })).stderr).toMatch(/失败/);
    expect((await cli(['run', file], { LC_ALL: 'en_US.UTF-8', LANG: 'zh_CN.UTF-8' })).stderr).toMatch(/\nfailed · /);
    expectUsage(await cli(['run', 'no-such.ts', '--lang', 'zh']), /没有文件 no-such\.ts/);
    expectUsage(await cli(['run', file, '--timeout=x', '--lang=zh']), /--timeout 需要 0\.1 到 3600 之间的数/);
    expect((await cli(['run', '--help', '--lang', 'zh'])).stdout).toMatch(/^用法：async-tutor run/);
    const { code, stdout } = await cli(['run', '--help']);
    expect([code, stdout.split('\n')[0]]).toEqual([0, 'Usage: async-tutor run FILE [options]']);
  });

  test('a reader that goes away ends it quietly, and its child with it', async () => {
    const file = program('for (let n = 0; n < 9000; n++) console.log("line", n);');
    const shell = spawn(
      '/bin/sh',
      [
        '-c',
        `"$0" "$1" run "$2" 2>err.txt | head -n 2; cat err.txt >&2`,
        process.execPath,
        resolve(import.meta.dirname, '../../dist/main.mjs'),
        file,
      ],
      { cwd: inFolder(''), env: { PATH: process.env['PATH'] } },
    );
    const { code, stdout, stderr } = await ended(shell);
    expect([code, stdout]).toEqual([0, 'line 0\nline 1\n']);
    expect(stderr).not.toMatch(/EPIPE|Error/);
  });

  for (const [signal, status] of [
    ['SIGHUP', 129],
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const) {
    test(`${signal} ends the program and its process, and what was printed stays`, async () => {
      const child = start([
        'run',
        program('import { run, sleep } from "asyncio";\nconsole.log("started");\nawait run(sleep(3000));'),
        '--clock',
        'real',
      ]);
      await new Promise((started) => child.stdout.once('data', started));
      const children = childrenOf(child.pid!);
      if (process.platform === 'linux') expect(children.length).toBeGreaterThan(0);
      child.kill(signal);
      const { code, stderr } = await ended(child);
      expect(stderr).toMatch(/^interrupted · [\d.]+ s on the clock · 1 task\n$/);
      expect(code).toBe(status);
      for (const pid of children) expect(isAlive(pid)).toBe(false);
    });
  }

  test('what one step prints is there before the next one ends', async () => {
    const source = `import { coroutine, run, sleep } from "asyncio";
const main = coroutine(async () => {
  console.log("one");
  await sleep(0);
  for (;;) {}
});
await run(main());`;
    const child = start(['run', program(source)]);
    const first = await new Promise((heard) => child.stdout.once('data', (chunk: Buffer) => heard(chunk.toString())));
    expect(first).toBe('one\n');
    child.kill('SIGINT');
    expect((await ended(child)).code).toBe(130);
  });

  test('what was printed inside the step that ^C stops is not lost, and its line is told', async () => {
    // What it holds is seen from outside: then it has printed.
    const loop = 'for (const held = [];;) if (held.length < 25) held.push(new Uint8Array(16e6).fill(1));';
    const source = `await null;\nconsole.log("one");\n${loop}\n`;
    const child = start(['run', program(source), '--timeout', '300', '--memory', '800']);
    let pid: number | undefined;
    await until(() => (pid ??= childrenOf(child.pid!)[0]) !== undefined && residentMb(pid)! >= 380);
    child.kill('SIGINT');
    const { code, stdout, stderr } = await ended(child);
    expect([code, stdout]).toEqual([130, 'one\n']);
    expect(stderr).toMatch(/^ {2}3 │ for .*\n +\^\ninterrupted · /);
  });

  test('^C in a terminal, even where the sandbox hears of it too, is told as an interruption and as nothing else', async () => {
    const file = program('import { run, sleep } from "asyncio";\nconsole.log("started");\nawait run(sleep(3000));');
    const child = start(['run', file, '--clock', 'real']);
    await new Promise((started) => child.stdout.once('data', started));
    // In a group of its own it hears of no key; on Windows it may, and before its parent.
    for (const pid of childrenOf(child.pid!)) expect(groupOf(pid)).toBe(pid);
    for (const pid of childrenOf(child.pid!)) process.kill(pid, 'SIGINT');
    child.kill('SIGINT');
    const { code, stderr } = await ended(child);
    expect(code).toBe(130);
    expect(stderr).toMatch(/^interrupted · [\d.]+ s on the clock · 1 task\n$/);
  });

  test('a summary does not count tasks where there are none', async () => {
    expect((await cli(['run', program('console.log(1);'), '--clock=virtual'])).stderr).toBe(
      'done · 0 s on the clock\n',
    );
    expect((await cli(['run', program('console.log(1);'), '--clock=virtual', '--lang', 'zh'])).stderr).toBe(
      '完成 · 时钟 0 秒\n',
    );
  });

  test('what the sandbox has to say of a program, it says in the language that was asked for', async () => {
    const file = program('import { create_task } from "asyncio";');
    const { code, stderr } = await cli(['run', file, '--lang', 'zh']);
    expect(code).toBe(3);
    expect(stderr).toContain('"asyncio" 没有导出 `create_task`。是不是想写 `createTask`？');
    expect((await cli(['run', file])).stderr).toContain('"asyncio" does not export `create_task`. Did you mean');
  });

  test('the child ends when its parent is killed outright', async () => {
    const child = start([
      'run',
      program('import { run, sleep } from "asyncio";\nconsole.log("started");\nawait run(sleep(3000));'),
      '--clock',
      'real',
    ]);
    await new Promise((started) => child.stdout.once('data', started));
    const [pid] = childrenOf(child.pid!);
    child.kill('SIGKILL');
    await ended(child);
    if (pid === undefined) return;
    await until(() => !isAlive(pid));
  });
});
