/** How errors that nobody caught are printed. What is expected was printed by CPython 3.13, for errors without a traceback. */
import { afterEach, describe, expect, test, vi } from 'vitest';
import fc from 'fast-check';
import {
  BaseExceptionGroup,
  ExceptionGroup,
  KeyboardInterrupt,
  OSError,
  RuntimeError,
  ValueError,
  coroutine,
  createTask,
  newEventLoop,
  setWarningHandler,
  sleep,
  CancelledError,
  TimeoutError,
} from '../../src/asyncio/index.ts';
import { repr, shortRepr } from '../../src/asyncio/repr.ts';
import { formatException, saysMore } from '../../src/asyncio/traceback.ts';
import { inLoop } from './in-loop.ts';

const group = (text: string, ...members: Error[]): BaseExceptionGroup => new BaseExceptionGroup(text, members);
const because = (error: Error, cause: unknown): Error => Object.assign(error, { cause });
const printed = (error: Error): string[] => formatException(error, () => []).split('\n');

afterEach(() => {
  vi.restoreAllMocks();
  setWarningHandler(null);
});

describe('an exception group is a tree', () => {
  test('of groups in groups, which close where they end', () => {
    const nested = group('a', group('b', group('c', new ValueError(1))));
    expect(printed(group('top', nested, new OSError('k')))).toEqual([
      '  | ExceptionGroup: top (2 sub-exceptions)',
      '  +-+---------------- 1 ----------------',
      '    | ExceptionGroup: a (1 sub-exception)',
      '    +-+---------------- 1 ----------------',
      '      | ExceptionGroup: b (1 sub-exception)',
      '      +-+---------------- 1 ----------------',
      '        | ExceptionGroup: c (1 sub-exception)',
      '        +-+---------------- 1 ----------------',
      '          | ValueError: 1',
      '          +------------------------------------',
      '    +---------------- 2 ----------------',
      '    | OSError: k',
      '    +------------------------------------',
    ]);
  });

  test('with names alone where there is no message, and every line of one that has several', () => {
    expect(printed(group('beg', new KeyboardInterrupt(), new ValueError('one\ntwo')))).toEqual([
      '  | BaseExceptionGroup: beg (2 sub-exceptions)',
      '  +-+---------------- 1 ----------------',
      '    | KeyboardInterrupt',
      '    +---------------- 2 ----------------',
      '    | ValueError: one',
      '    | two',
      '    +------------------------------------',
    ]);
  });

  test('of at most 15 members', () => {
    const lines = printed(group('eg', ...Array.from({ length: 20 }, (_, i) => new ValueError(i))));
    expect(lines.slice(-6)).toEqual([
      '    | ValueError: 13',
      '    +---------------- 15 ----------------',
      '    | ValueError: 14',
      '    +---------------- ... ----------------',
      '    | and 5 more exceptions',
      '    +------------------------------------',
    ]);
    const sixteen = printed(group('eg', ...Array.from({ length: 16 }, (_, i) => new ValueError(i))));
    expect(sixteen.at(-2)).toBe('    | and 1 more exception');
  });

  test('and ten levels', () => {
    let error: Error = new ValueError('leaf');
    for (let i = 0; i < 12; i++) error = group(`level${i}`, error);
    const lines = printed(error);
    expect(lines.slice(-4)).toEqual([
      '                    | ExceptionGroup: level2 (1 sub-exception)',
      '                    +-+---------------- 1 ----------------',
      '                      | ... (max_group_depth is 10)',
      '                      +------------------------------------',
    ]);
  });

  test('that ends somewhere, however often an error is in it', () => {
    let error: Error = new ValueError('leaf');
    for (let i = 0; i < 10; i++) error = group('same', ...Array.from({ length: 15 }, () => error));
    const lines = printed(error);
    expect([lines.length, lines.at(-1)]).toEqual([2001, '...']);
  });

  test('every line of which stands under its group', () => {
    const tree = fc.letrec<{ error: Error }>((tie) => ({
      error: fc.oneof(
        { maxDepth: 4 },
        fc.string().map((text) => new ValueError(text)),
        fc.array(tie('error'), { minLength: 1, maxLength: 3 }).map((members) => group('g', ...members)),
      ),
    })).error;
    fc.assert(
      fc.property(fc.array(tree, { minLength: 1, maxLength: 3 }), (members) => {
        const lines = printed(group('g', ...members));
        const margins = lines.map((line) => /^((?: {2})+)(?:\| |\+)/.exec(line)?.[1]!.length);
        expect(margins).not.toContain(undefined);
        const steps = margins.map((it, i) => Math.abs(it! - (margins[i - 1] ?? it)!));
        const titles = lines.filter((line) => line.includes('---- 1 ----')).length;
        expect(titles).toBe(lines.filter((line) => line.includes('| ExceptionGroup: g (')).length);
        expect(Math.max(...steps)).toBeLessThanOrEqual(10);
        expect(lines.at(-1)).toMatch(/^ +\+-{36}$/);
      }),
    );
  });
});

describe('causes come before what they caused', () => {
  const DIRECT = ['', 'The above exception was the direct cause of the following exception:', ''];

  test('a group that caused an error', () => {
    expect(printed(because(new RuntimeError('outer'), group('grp', new ValueError('v'))))).toEqual([
      '  | ExceptionGroup: grp (1 sub-exception)',
      '  +-+---------------- 1 ----------------',
      '    | ValueError: v',
      '    +------------------------------------',
      ...DIRECT,
      'RuntimeError: outer',
    ]);
  });

  test('an error that caused a group', () => {
    expect(printed(because(group('grp2', new ValueError('v')), new RuntimeError('why')))).toEqual([
      'RuntimeError: why',
      ...DIRECT,
      '  | ExceptionGroup: grp2 (1 sub-exception)',
      '  +-+---------------- 1 ----------------',
      '    | ValueError: v',
      '    +------------------------------------',
    ]);
  });

  test('a group that caused a group, inside a group', () => {
    const inner = because(group('in', new ValueError('v')), group('cause', new OSError('y')));
    expect(printed(group('grp3', inner))).toEqual([
      '  | ExceptionGroup: grp3 (1 sub-exception)',
      '  +-+---------------- 1 ----------------',
      '    | ExceptionGroup: cause (1 sub-exception)',
      '    +-+---------------- 1 ----------------',
      '      | OSError: y',
      '      +------------------------------------',
      '    | ',
      '    | The above exception was the direct cause of the following exception:',
      '    | ',
      '    | ExceptionGroup: in (1 sub-exception)',
      '    +-+---------------- 1 ----------------',
      '      | ValueError: v',
      '      +------------------------------------',
    ]);
  });

  test('a ring of causes is gone round once; what is no error caused nothing', () => {
    const [a, b] = [new ValueError('a'), new ValueError('b')];
    because(because(a, b) && b, a);
    expect(printed(a)).toEqual(['ValueError: b', ...DIRECT, 'ValueError: a']);
    expect(printed(because(new ValueError('x'), 'a text'))).toEqual(['ValueError: x']);
  });

  test('whether a group is in the chain decides whether a tree is needed', () => {
    expect(saysMore(new ValueError())).toBe(false);
    expect(saysMore('text')).toBe(false);
    expect(saysMore(because(new TimeoutError(), new CancelledError()))).toBe(false);
    expect(saysMore(because(new Error('high'), new ValueError('low')))).toBe(true);
    expect(saysMore(because(new ValueError(), group('g', new ValueError())))).toBe(true);
  });
});

test('the lines of an error’s way stand under its traceback', () => {
  const frames = (error: Error): string[] => (error instanceof BaseExceptionGroup ? ['line 9', 'line 3'] : ['line 5']);
  expect(formatException(group('g', new ValueError('v')), frames).split('\n')).toEqual([
    '  + Exception Group Traceback (most recent call first):',
    '  |   line 9',
    '  |   line 3',
    '  | ExceptionGroup: g (1 sub-exception)',
    '  +-+---------------- 1 ----------------',
    '    | Traceback (most recent call last):',
    '    |   line 5',
    '    | ValueError: v',
    '    +------------------------------------',
  ]);
  const stack = 'Error: x\n    at one (a.ts:1:2)\n    at two (node:internal/process:1:2)\n    at a.ts:3:4';
  expect(formatException(Object.assign(new Error('x'), { stack }))).toBe(
    'Traceback (most recent call first):\n  at one (a.ts:1:2)\n  at a.ts:3:4\nError: x',
  );
});

describe('what the default exception handler writes', () => {
  const fail = coroutine(async () => {
    throw new ValueError('it\'s "x"\n', 5, 'a'.repeat(100));
  }, 'fail');

  test(
    'names the task, its error whole, and the way of the error',
    inLoop(async () => {
      const written: unknown[][] = [];
      vi.spyOn(console, 'error').mockImplementation((...parts: unknown[]) => void written.push(parts));
      const loop = newEventLoop();
      const task = createTask(fail(), { name: 'T' });
      await sleep(0);
      loop.callExceptionHandler({
        message: 'Task exception was never retrieved',
        exception: task.exception(),
        future: task,
      });
      const lines = String(written[0]![0]).split('\n');
      const args = `'it\\'s "x"\\n', 5, '${'a'.repeat(100)}'`;
      expect(lines.slice(0, 3)).toEqual([
        'Task exception was never retrieved',
        `future: <Task finished name='T' coro=<fail()> exception=ValueError(${args})>`,
        'Traceback (most recent call first):',
      ]);
      expect(lines[3]).toMatch(/^ {2}at .*traceback\.test\.ts/);
      expect(written[0]!.length).toBe(1);
    }),
  );

  test('shows what is no error as it is', () => {
    const written: unknown[][] = [];
    vi.spyOn(console, 'error').mockImplementation((...parts: unknown[]) => void written.push(parts));
    newEventLoop().defaultExceptionHandler({ message: '', exception: 5 });
    expect(written).toEqual([['Unhandled exception in event loop', 5]]);
  });
});

test('values in messages look as in Python', () => {
  const members = [new ValueError('it\'s "x"\n', 5)];
  expect(repr(new ExceptionGroup('g', members))).toBe(`ExceptionGroup('g', [ValueError('it\\'s "x"\\n', 5)])`);
  expect([repr("it's"), repr('a\\b\t'), repr(new TypeError('t')), repr(new RangeError())]).toEqual([
    '"it\'s"',
    String.raw`'a\\b\t'`,
    "TypeError('t')",
    'RangeError()',
  ]);
  expect(shortRepr('a'.repeat(100))).toBe("'aaaaaaaaaaaa...aaaaaaaaaaaaa'");
  expect(shortRepr(`it's ${'a'.repeat(40)}`)).toBe('"it\'s aaaaaaa...aaaaaaaaaaaaa"');
  expect(shortRepr('a'.repeat(28))).toBe(`'${'a'.repeat(28)}'`);
  expect(shortRepr('a'.repeat(29))).toBe("'aaaaaaaaaaaa...aaaaaaaaaaaaa'");
  expect(shortRepr([1, 2, 3, 4, 5, 6, 7])).toBe('[1, 2, 3, 4, 5, 6, ...]');
  const ring: unknown[] = [];
  ring.push(ring);
  expect(repr(ring)).toBe('[[[[[[...]]]]]]');
  expect(repr('a'.repeat(2000)).length).toBe(1000);
});
