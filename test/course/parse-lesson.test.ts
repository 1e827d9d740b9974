import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Block, Step } from '../../src/course/course.ts';
import { parseLesson } from '../../src/course/parse-lesson.ts';

const FRONT = '---\nid: calling\ntitle: Calling\nminutes: 5\nobjectives: [call]\n---\n';
/** The line of the file on which the text after `FRONT` starts. */
const BODY = 7;
const NAMED = {
  programs: new Set(['in-sequence.ts']),
  questions: new Set(['what-waits']),
  exercises: new Set(['overlap']),
};
const parse = (body: string) => parseLesson('1-calling.en.md', FRONT + body, NAMED);
const blocksOf = (body: string): readonly Block[] => {
  const { value, problems } = parse(`## One\n${body}`);
  expect(problems).toEqual([]);
  return value!.screens[0]!.blocks;
};
const isKnown = (step: Step): boolean => {
  if (step.kind === 'run' || step.kind === 'predict') return NAMED.programs.has(step.program);
  return step.kind === 'investigate' ? NAMED.questions.has(step.question) : NAMED.exercises.has(step.exercise);
};
const tutor = (yaml: string): string => `\`\`\`tutor\n${yaml}\n\`\`\`\n`;

test('front matter and screens', () => {
  const { value, problems } = parse('## One\nfirst\n\n## Two `await`s\nsecond\n');
  expect(problems).toEqual([]);
  expect(value).toEqual({
    id: 'calling',
    title: 'Calling',
    minutes: 5,
    objectives: ['call'],
    programs: [],
    exercises: [],
    screens: [
      { heading: 'One', blocks: [{ kind: 'paragraph', spans: [{ kind: 'text', text: 'first' }] }] },
      { heading: 'Two awaits', blocks: [{ kind: 'paragraph', spans: [{ kind: 'text', text: 'second' }] }] },
    ],
  });
});

test('a file with the line ends of Windows and a byte order mark is the same lesson', () => {
  const text = `${FRONT}## One\nfirst\nline\n`;
  expect(parseLesson('a', `\ufeff${text.replaceAll('\n', '\r\n')}`, NAMED)).toEqual(parseLesson('a', text, NAMED));
});

describe('blocks', () => {
  test('a paragraph with all that can stand in it', () => {
    expect(blocksOf('plain *soft*\n**hard** `code` [docs](https://example.org/x)\n')).toEqual([
      {
        kind: 'paragraph',
        spans: [
          { kind: 'text', text: 'plain ' },
          { kind: 'emphasis', text: 'soft' },
          { kind: 'text', text: ' ' },
          { kind: 'strong', text: 'hard' },
          { kind: 'text', text: ' ' },
          { kind: 'code', text: 'code' },
          { kind: 'text', text: ' ' },
          { kind: 'link', text: 'docs', url: 'https://example.org/x' },
        ],
      },
    ]);
  });

  test('a line end between Chinese characters is nothing, also beside an emphasis', () => {
    expect(blocksOf('只会得到一个\n**协程**\n对象\n')).toEqual([
      {
        kind: 'paragraph',
        spans: [
          { kind: 'text', text: '只会得到一个' },
          { kind: 'strong', text: '协程' },
          { kind: 'text', text: '对象' },
        ],
      },
    ]);
  });

  test('lists, quotes and code', () => {
    expect(blocksOf('1. one\n2. two\n\n> said\n\n```py\nawait x\n```\n')).toEqual([
      { kind: 'list', ordered: true, items: [[{ kind: 'text', text: 'one' }], [{ kind: 'text', text: 'two' }]] },
      { kind: 'quote', spans: [{ kind: 'text', text: 'said' }] },
      { kind: 'code', language: 'py', text: 'await x' },
    ]);
  });

  test('a figure', () => {
    expect(blocksOf('It took {{in-sequence.ts seconds}}, see?\n')).toEqual([
      {
        kind: 'paragraph',
        spans: [
          { kind: 'text', text: 'It took ' },
          { kind: 'figure', program: 'in-sequence.ts', figure: 'seconds' },
          { kind: 'text', text: ', see?' },
        ],
      },
    ]);
  });

  test('braces in code are no figure', () => {
    expect(blocksOf('Write `{{x`.\n')[0]).toMatchObject({ spans: [{}, { kind: 'code', text: '{{x' }, {}] });
  });

  test('steps', () => {
    const predict =
      'predict:\n  program: in-sequence.ts\n  ask: [seconds, output]\n  why: |\n    One\n    after the other.';
    expect(blocksOf(`${tutor(predict)}\n${tutor('run: in-sequence.ts')}`)).toEqual([
      {
        kind: 'step',
        step: { kind: 'predict', program: 'in-sequence.ts', ask: ['output', 'seconds'], why: 'One after the other.' },
      },
      { kind: 'step', step: { kind: 'run', program: 'in-sequence.ts' } },
    ]);
    expect(blocksOf(tutor('run: in-sequence.ts\npaused: true'))).toEqual([
      { kind: 'step', step: { kind: 'run', program: 'in-sequence.ts', paused: true } },
    ]);
    expect(blocksOf(tutor('run: in-sequence.ts\npaused: false'))).toEqual(blocksOf(tutor('run: in-sequence.ts')));
    expect(parse(`## One\n${tutor('run: in-sequence.ts')}`).value!.programs).toEqual(['in-sequence.ts']);
  });
});

describe('a problem', () => {
  test.each([
    ['a question that is not there', tutor('investigate: why'), 2, 'There is no question `why`.'],
    ['an exercise that is not there', tutor('modify: nothing'), 2, 'There is no exercise `nothing`.'],
    ['an exercise without a name', tutor('make: Nothing'), 2, '`make` cannot be "Nothing".'],
    [
      'two steps of different kinds in one block',
      tutor('run: in-sequence.ts\nmake: overlap'),
      2,
      'There are two steps in one block.',
    ],
    ['a step nobody knows', tutor('explode: now'), 2, '`explode` is not known.'],
    [
      'an unknown field of a step',
      tutor('predict:\n  program: in-sequence.ts\n  ask: [output]\n  hint: no\n  why: x'),
      5,
      '`predict.hint` is not known.',
    ],
    [
      'a step without its why',
      tutor('predict: { program: in-sequence.ts, ask: [output] }'),
      2,
      '`predict.why` is missing.',
    ],
    [
      'a step that asks for nothing',
      tutor('predict: { program: in-sequence.ts, ask: [], why: x }'),
      2,
      '`predict.ask` is empty.',
    ],
    [
      'two steps in one block',
      tutor('run: in-sequence.ts\npredict: { program: in-sequence.ts, ask: [output], why: x }'),
      2,
      'There are two steps in one block.',
    ],
    [
      'a pause that is neither there nor not',
      tutor('run: in-sequence.ts\npaused: soon'),
      3,
      '`paused` cannot be "soon".',
    ],
    [
      'a prediction that begins paused',
      tutor('predict: { program: in-sequence.ts, ask: [output], why: x }\npaused: true'),
      2,
      'Only a `run` can begin paused.',
    ],
    ['a pause of nothing', tutor('paused: true'), 2, 'This step says nothing to do.'],
    ['an empty step', tutor('{}'), 2, 'This step says nothing to do.'],
    ['a step with a program that is not there', tutor('run: overlap.ts'), 2, 'There is no snippet `overlap.ts`.'],
    ['a step with a program outside the folder', tutor('run: ../x.ts'), 2, '`run` cannot be "../x.ts".'],
    ['an unclosed figure', 'It took {{in-sequence.ts seconds\n', 1, 'A figure is opened with `{{` and not closed.'],
    [
      'a figure nobody knows',
      'one\n\nIt took {{in-sequence.ts bananas}}\n',
      3,
      'There is no figure `in-sequence.ts bananas`.',
    ],
    [
      'a figure of a program that is not there',
      'It took {{constructor seconds}}\n',
      1,
      'There is no snippet `constructor`.',
    ],
    ['HTML', '<b>bold</b>\n', 1, 'A terminal shows no HTML.'],
    ['an image', '![cat](cat.png)\n', 1, 'A terminal shows no images.'],
    ['a link that is no address', '[x](javascript:alert(1))\n', 1, 'This link leads nowhere that can be shown.'],
    ['a list in a list', '- one\n  - two\n', 2, 'An item of a list has one paragraph of text only.'],
    ['a title in the text', 'x\n\n# Title\n', 3, 'This heading has the wrong level.'],
    ['a heading inside a screen', 'x\n\n### More\n', 3, 'This heading has the wrong level.'],
    ['a ruler', 'x\n\n---\n', 3, 'A lesson has no rulers; a new screen starts with `##`.'],
    ['a line without end', `${'>'.repeat(2_000)}\n`, 1, 'This line is too long to be read.'],
  ])('is %s', (_, body, line, what) => {
    const { problems } = parse(`## One\n${body}`);
    expect(problems).toContainEqual({
      file: '1-calling.en.md',
      line: BODY + line,
      what,
      mend: expect.stringMatching(/\w/),
    });
  });

  test('is text before the first screen, an empty screen, a screen without a heading', () => {
    expect(parse('lost\n\n## One\n\n##\n\nx\n').problems.map(({ line, what }) => [line, what])).toEqual([
      [BODY, 'This stands before the first screen.'],
      [BODY + 4, 'This screen has no heading.'],
      [BODY + 2, 'This screen is empty.'],
    ]);
  });

  test('is a lesson without screens', () => {
    expect(parse('').problems.map(({ what }) => what)).toEqual(['This lesson has no screen.']);
  });

  test('is front matter that is missing or wrong; there is no lesson then', () => {
    expect(parseLesson('a', '## One\nx\n', NAMED)).toMatchObject({ value: null, problems: [{ line: 2 }] });
    const wrong = parseLesson('a', FRONT.replace('5', 'five') + '## One\nx\n', NAMED);
    expect(wrong).toMatchObject({ value: null, problems: [{ line: 4, what: '`minutes` cannot be "five".' }] });
  });
});

test('what cannot be used is left out, and the rest is there', () => {
  const { value } = parse(`## One\nfirst\n\n${tutor('run: overlap.ts')}\nlast {{nothing}}\n`);
  expect(value!.screens[0]!.blocks).toEqual([
    { kind: 'paragraph', spans: [{ kind: 'text', text: 'first' }] },
    { kind: 'paragraph', spans: [{ kind: 'text', text: 'last {{nothing}}' }] },
  ]);
});

test('no text makes it throw, and every step that comes out can run', () => {
  const pieces = fc.constantFrom(
    '## One\n',
    '# T\n',
    '---\n',
    '\n',
    '\n\n',
    '```tutor\n',
    '```\n',
    'run: in-sequence.ts\n',
    'run: x\n',
    'investigate: what-waits\n',
    'investigate: x\n',
    'modify: overlap\n',
    'make: x\n',
    'predict:\n',
    '  why: x\n',
    '  ask: [output]\n',
    '{{',
    '}}',
    'in-sequence.ts seconds',
    '*',
    '`',
    '[a](b)',
    '![',
    '<b>',
    '- ',
    '> ',
    '协程',
    '。',
    ' ',
    'a',
    '\\',
    '&amp;',
    '\t',
  );
  const text = fc.oneof(
    fc.array(pieces, { maxLength: 50 }).map((parts) => parts.join('')),
    fc.string({ unit: 'binary' }),
  );
  fc.assert(
    fc.property(text, fc.boolean(), (body, withFront) => {
      const { value, problems } = parseLesson('a', withFront ? FRONT + body : body, NAMED);
      expect(value === null && problems.length === 0).toBe(false);
      for (const problem of problems) expect(problem.line).toBeGreaterThanOrEqual(1);
      for (const block of value?.screens.flatMap((screen) => screen.blocks) ?? []) {
        if (block.kind === 'step') expect(isKnown(block.step)).toBe(true);
      }
    }),
  );
});
