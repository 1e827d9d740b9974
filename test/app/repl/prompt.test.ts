import { describe, expect, test } from 'vitest';
import { commandIn } from '../../../src/app/repl/commands.ts';
import { callAt, endsInText, parametersOf, wantedAt, withSignatures } from '../../../src/app/repl/completion.ts';
import { find, MOST_ENTRIES, remember } from '../../../src/app/repl/history.ts';
import { edited, EMPTY_PROMPT, pasted, type Prompt, promptText, typed } from '../../../src/app/repl/prompt.ts';

function after(text: string, ...keys: readonly string[]): Prompt {
  const written = [...text].reduce((prompt, key) => typed(prompt, key, []), EMPTY_PROMPT);
  return keys.reduce((prompt, key) => edited(prompt, key, []) ?? prompt, written);
}

describe('editing keys', () => {
  const cases: readonly (readonly [keys: readonly string[], before: string, left: string])[] = [
    [['ctrl-w'], 'one two', 'one '],
    [['ctrl-u'], 'one two', ''],
    [['ctrl-a', 'ctrl-k'], 'one two', ''],
    [['ctrl-w', 'ctrl-y', 'ctrl-y'], 'one two', 'one twotwo'],
    [['ctrl-a', 'alt-d', 'ctrl-e', 'ctrl-y'], 'one two', ' twoone'],
    [['alt-b', 'ctrl-k', 'ctrl-a', 'ctrl-y'], 'one two', 'twoone '],
    [['ctrl-w', 'ctrl-_'], 'one two', 'one two'],
    [['home', 'alt-f', 'ctrl-k'], 'one two', 'one'],
    [['ctrl-left', 'backspace'], 'one two', 'onetwo'],
    [['ctrl-b', 'ctrl-b', 'ctrl-d'], 'one two', 'one to'],
    [['ctrl-a', 'ctrl-f', 'ctrl-u'], 'one two', 'ne two'],
    [['alt-backspace', 'ctrl-y'], '一二 三四', '一二 三四'],
  ];
  test.each(cases)('%j of %j leaves %j', (keys, before, left) => expect(promptText(after(before, ...keys))).toBe(left));

  test('what was killed outlives other keys, and an empty kill', () => {
    expect(promptText(after('abc', 'ctrl-u', 'ctrl-u', 'left', 'ctrl-y'))).toBe('abc');
  });

  test('a kill at the end of a line takes its end', () => {
    const two = pasted(EMPTY_PROMPT, 'a\nb');
    const joined = ['up', 'end', 'ctrl-k', 'end', 'ctrl-y'].reduce((prompt, key) => edited(prompt, key, [])!, two);
    expect(promptText(joined)).toBe('ab\n');
  });
});

test('history keeps no repetition and no blank, and has a bound', () => {
  expect(remember(['a'], 'a')).toEqual(['a']);
  expect(remember(['a'], ' \n')).toEqual(['a']);
  const long = Array.from({ length: MOST_ENTRIES }, (_, index) => `${index}`);
  expect(remember(long, 'new')).toHaveLength(MOST_ENTRIES);
  expect(find(['ab', 'b', 'abc'], 'ab', 2)).toBe(0);
  expect(find(['ab'], 'x', 1)).toBeNull();
});

test('commands begin with a dot and a name', () => {
  expect(commandIn('.help')).toEqual({ typed: 'help', name: 'help', argument: '' });
  expect(commandIn(' .load  a b.ts ')).toEqual({ typed: 'load', name: 'load', argument: 'a b.ts' });
  expect(commandIn('.nothing')).toEqual({ typed: 'nothing', name: null, argument: '' });
  for (const entry of ['.5', '...x', 'a.help', '.help\n.tasks', '.Help', '.']) expect(commandIn(entry)).toBeNull();
});

describe('what is to be completed', () => {
  const at = (before: string, rest = ''): unknown => {
    const wanted = wantedAt(before, rest, endsInText(before));
    return wanted.is === 'names' ? wanted.path : wanted.is === 'nothing' ? null : Object.values(wanted).slice(1);
  };
  const cases: readonly (readonly [string, unknown])[] = [
    ['sl', ['sl']],
    ['await sl', ['sl']],
    ['a.b', ['a', 'b']],
    ['f(a.b.', ['a', 'b', '']],
    ['x?.y', ['x', 'y']],
    ['名.字', ['名', '字']],
    ['f().x', null],
    ['a[0].x', ['a', '0', 'x']],
    ['a[i].x', null],
    ['a.b[1][2].', ['a', 'b', '1', '2', '']],
    ['"te', null],
    ['`te', null],
    ['`${te', ['te']],
    ['// te', null],
    ['"a" + te', ['te']],
    ['1.', null],
    ['import { sl', ['"asyncio', 'sl']],
    ['import { a, b as c, sl', ['"asyncio', 'sl']],
    ['import { x } from "ti', ['"ti']],
    ["import * as t from '", ['"']],
    ['import "re', ['"re']],
    ['.he', ['he']],
    ['.lang z', ['lang', 'z']],
  ];
  test.each(cases)('%j: %j', (before, wanted) => expect(at(before)).toEqual(wanted));
  test('in braces whose module stands behind them', () =>
    expect(at('import { pe', ' } from "time"')).toEqual(['"time', 'pe']));
});

describe('whose parameters are written', () => {
  const cases: readonly (readonly [string, unknown])[] = [
    ['sleep(', ['sleep', false, 0]],
    ['sleep(1, ', ['sleep', false, 1]],
    ['f(g(1, 2), ', ['f', false, 1]],
    ['f([1, 2', ['f', false, 0]],
    ['f({ a: 1, b', ['f', false, 0]],
    ['q.put(', ['put', true, 0]],
    ['f(")(", ', ['f', false, 1]],
    ['f<T>(', ['f', false, 0]],
    ['f(1)', null],
    ['(', null],
    ['if (a', ['if', false, 0]],
    ['', null],
  ];
  test.each(cases)('%j: %j', (before, wanted) => {
    const call = callAt(before);
    expect(call === null ? null : [call.name, call.isMember, call.argument]).toEqual(wanted);
  });

  test('of a method where all classes agree, of a function by its name', () => {
    const known = withSignatures(new Map(), [
      ['put', ['x']],
      ['Queue.get', []],
      ['Lock.acquire', []],
      ['Semaphore.acquire', ['n']],
    ]);
    expect(parametersOf(known, 'get', true)).toEqual([]);
    expect(parametersOf(known, 'get', false)).toBeNull();
    expect(parametersOf(known, 'acquire', true)).toBeNull();
    expect(parametersOf(known, 'put', false)).toEqual(['x']);
  });
});
