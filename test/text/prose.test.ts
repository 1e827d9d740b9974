import { expect, test } from 'vitest';
import type { Block } from '../../src/course/course.ts';
import { proseLines, screenParts, spanLines } from '../../src/text/prose.ts';
import type { StyledLine } from '../../src/text/styled.ts';

const textOf = (line: StyledLine): string => line.map((span) => span.text).join('');
const paragraph = (text: string): Block => ({ kind: 'paragraph', spans: [{ kind: 'text', text }] });
const run = (program: string): Block => ({ kind: 'step', step: { kind: 'run', program } });
const noFigure = (): null => null;

test('blocks stand apart by an empty line', () => {
  expect(proseLines([paragraph('one two'), paragraph('three')], 5, noFigure).map(textOf)).toEqual([
    'one',
    'two',
    '',
    'three',
  ]);
});

test('steps are left out', () => {
  expect(proseLines([run('a.ts'), paragraph('one'), run('b.ts')], 20, noFigure).map(textOf)).toEqual(['one']);
});

test('lists hang under their bullets and numbers', () => {
  const items = [[{ kind: 'text', text: 'cold until awaited' }], [{ kind: 'text', text: 'hot' }]] as const;
  expect(proseLines([{ kind: 'list', ordered: false, items }], 12, noFigure).map(textOf)).toEqual([
    '• cold until',
    '  awaited',
    '• hot',
  ]);
  expect(proseLines([{ kind: 'list', ordered: true, items }], 14, noFigure).map(textOf)).toEqual([
    '1. cold until',
    '   awaited',
    '2. hot',
  ]);
});

test('a quote has a rule at its side', () => {
  const quote: Block = { kind: 'quote', spans: [{ kind: 'text', text: 'await blocks' }] };
  expect(proseLines([quote], 9, noFigure)).toEqual([
    [
      { text: '│ ', look: 'quote' },
      { text: 'await', look: 'quote' },
    ],
    [
      { text: '│ ', look: 'quote' },
      { text: 'blocks', look: 'quote' },
    ],
  ]);
});

test('code is indented, coloured in the languages of the course, and keeps its own indentation', () => {
  const block: Block = { kind: 'code', language: 'ts', text: 'if (x)\n  await y;' };
  const lines = proseLines([block], 40, noFigure);
  expect(lines.map(textOf)).toEqual(['  if (x)', '    await y;']);
  expect(lines[1]).toContainEqual({ text: 'await', look: 'keyword' });
  expect(proseLines([{ kind: 'code', language: '', text: '$ ls' }], 40, noFigure)).toEqual([
    [
      { text: '  ', look: 'plain' },
      { text: '$ ls', look: 'code' },
    ],
  ]);
});

test('figures come from the run; without one, the place is held', () => {
  const block: Block = { kind: 'paragraph', spans: [{ kind: 'figure', program: 'a.ts', figure: 'seconds' }] };
  const figure = (program: string, name: string): string => `${program} ${name}: 3 s`;
  expect(proseLines([block], 40, figure)).toEqual([[{ text: 'a.ts seconds: 3 s', look: 'figure' }]]);
  expect(proseLines([block], 40, noFigure)).toEqual([[{ text: '…', look: 'figure' }]]);
});

test('a link shows where it leads', () => {
  const lines = spanLines([{ kind: 'link', text: 'docs', url: 'https://example.org/a' }], 60, noFigure);
  expect(lines.map(textOf)).toEqual(['docs <https://example.org/a>']);
  const bare = spanLines([{ kind: 'link', text: 'https://example.org', url: 'https://example.org' }], 60, noFigure);
  expect(bare.map(textOf)).toEqual(['https://example.org']);
});

test('a screen falls into runs of prose and the steps between them', () => {
  const [one, two, three] = [paragraph('one'), paragraph('two'), paragraph('three')];
  expect(screenParts([one, two, run('a.ts'), run('b.ts'), three])).toEqual([
    { kind: 'prose', blocks: [one, two] },
    { kind: 'step', step: { kind: 'run', program: 'a.ts' } },
    { kind: 'step', step: { kind: 'run', program: 'b.ts' } },
    { kind: 'prose', blocks: [three] },
  ]);
  expect(screenParts([])).toEqual([]);
});
