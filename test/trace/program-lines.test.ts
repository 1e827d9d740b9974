import { describe, expect, test } from 'vitest';
import { ProgramLines, wholeProgram } from '../../src/trace/program-lines.ts';

const THREE = wholeProgram([
  { fileName: 'main.ts', source: 'one\r\ntwo\u2028three\r' },
  { fileName: 'lib/empty.ts', source: '' },
  { fileName: 'lib/last.ts', source: 'six\n' },
]);

describe('a program of several files is one text', () => {
  test('whose lines are counted as JavaScript counts them, whatever ends them', () => {
    expect(THREE).toEqual({
      fileName: 'main.ts',
      source: 'one\ntwo\nthree\n\n\nsix\n',
      files: [
        ['main.ts', 1],
        ['lib/empty.ts', 5],
        ['lib/last.ts', 6],
      ],
    });
  });

  test('a line is found in its file, with its text', () => {
    const lines = new ProgramLines(THREE);
    expect(lines.at(3)).toEqual({ fileName: 'main.ts', line: 3, text: 'three' });
    expect(lines.at(5)).toEqual({ fileName: 'lib/empty.ts', line: 1, text: '' });
    expect(lines.at(6)).toEqual({ fileName: 'lib/last.ts', line: 1, text: 'six' });
    expect(lines.at(99)).toEqual({ fileName: 'lib/last.ts', line: 94, text: '' });
    expect([4, 5, 6, 7].map((line) => lines.beginningAt(line))).toEqual([null, 'lib/empty.ts', 'lib/last.ts', null]);
  });

  test('a file that could not be read takes a line, and is none', () => {
    const whole = wholeProgram([
      { fileName: 'main.ts', source: 'one' },
      { fileName: 'gone.ts', source: null },
      { fileName: 'there.ts', source: 'three' },
      { fileName: 'gone-too.ts', source: null },
    ]);
    expect([whole.source, whole.files]).toEqual([
      'one\n\nthree',
      [
        ['main.ts', 1],
        ['there.ts', 3],
      ],
    ]);
  });
});

test('the lines of a program of one file need no name', () => {
  const whole = wholeProgram([
    { fileName: 'main.ts', source: 'one' },
    { fileName: 'gone.ts', source: null },
  ]);
  expect(whole).toEqual({ fileName: 'main.ts', source: 'one' });
  expect(new ProgramLines(whole).needsFile).toBe(false);
});

test('before the first entry of a session there is nothing: a line of none counts as its first', () => {
  const lines = new ProgramLines({ fileName: 'session.ts', source: '\none', files: [['[1]', 2]] });
  expect(lines.at(1)).toMatchObject({ fileName: '[1]', line: 1 });
  expect([lines.needsFile, lines.beginningAt(1)]).toEqual([true, null]);
});
