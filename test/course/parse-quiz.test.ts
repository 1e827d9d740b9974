/** Questions of every kind: read, asked, judged; and every mistake in them with its line. */
import { describe, expect, test } from 'vitest';
import { parseQuiz, type QuizSurroundings } from '../../src/course/parse-quiz.ts';
import {
  contradictionOf,
  formOf,
  judge,
  keyOf,
  type Question,
  questionKinds,
  toRun,
  trialsOf,
} from '../../src/course/questions/kinds.ts';
import type { Answer } from '../../src/course/questions/question.ts';
import type { RunFacts } from '../../src/course/run-facts.ts';

const SOURCE = 'console.log("a");\n\nconsole.log("b");\nconsole.log("c");\n';
const AROUND: QuizSurroundings = {
  programs: {
    'abc.ts': { fileName: 'abc.ts', source: SOURCE, twins: [], expected: { output: 'a\nb\nc\n', seconds: 3 } },
    'silent.ts': { fileName: 'silent.ts', source: '0;\n', twins: [], expected: {} },
  },
  faulty: new Set(['faulty.ts']),
  files: new Map([
    ['gap.starter.ts', 'first();\n  ____\nlast();\n'],
    ['gap.solution.ts', 'first();\n  middle();\nlast();\n'],
    ['no-gap.ts', 'first();\n'],
  ]),
  languages: ['en', 'zh'],
  misconceptions: new Set([1, 2]),
};

const both = (text: string): string => `{ en: ${text}, zh: ${text} }`;
const asked = (id: string, kind: string, rest: string): string =>
  `- id: ${id}\n  kind: ${kind}\n  prompt: ${both('what')}\n${rest.replace(/^/gm, '  ')}\n`;

const CHOICE = asked(
  'who',
  'choice',
  `options:
  - { text: ${both('me')}, correct: true, why: ${both('yes')} }
  - { text: ${both('you')}, why: ${both('no')}, misconception: 2 }
  - { text: ${both('they')}, why: ${both('never')} }`,
);
const SEVERAL = CHOICE.replace('id: who', 'id: both')
  .replace('they', 'we')
  .replace(/why: \{ en: never/, 'correct: true, why: { en: never');
const MATCH = asked(
  'pairs',
  'match',
  `pairs: [${[1, 2, 2].map((n, i) => `{ left: ${both(`l${i}`)}, right: ${both(`r${n}`)} }`).join(', ')}]\nwhy: ${both('so')}\nmisconceptions: [1]`,
);
const OUTPUT = asked('prints', 'predict-output', `program: abc.ts\nwhy: ${both('so')}`);
const TIME = asked('takes', 'predict-time', `program: abc.ts\nwhy: ${both('so')}\nmisconceptions: [2]`);
const ORDER = asked('lines', 'order', `program: abc.ts\nof: output\nwhy: ${both('so')}`);
const EVENTS = asked(
  'events',
  'order',
  `program: abc.ts\nof: events\nevents: [{ text: ${both('x')}, prints: a }, { text: ${both('y')}, task: tea, does: starts }, { text: ${both('z')}, prints: c }]\nwhy: ${both('so')}`,
);
const PARSONS = asked(
  'parsons',
  'order',
  `program: abc.ts\nof: lines\nspare: ['console.log("d");']\nwhy: ${both('so')}`,
);
const FILL = asked(
  'fill',
  'fill-a-line',
  `starter: gap.starter.ts\nsolution: gap.solution.ts\nchecks: [{ seconds: 1 }]\nwhy: ${both('so')}`,
);
const FIX = asked(
  'fix',
  'fix-the-program',
  `starter: gap.starter.ts\nsolution: gap.solution.ts\nchecks: [{ seconds: 1 }]\nwhy: ${both('so')}`,
);
const ALL = [CHOICE, SEVERAL, MATCH, OUTPUT, TIME, ORDER, EVENTS, PARSONS, FILL, FIX].join('');

const parse = (text: string) => parseQuiz('quizzes/01-one.yaml', text, AROUND);
const questions = parse(ALL).value.questions;
const named = (id: string): Question => questions.find((question) => question.id === id)!;
const facts = (change: Partial<RunFacts>): RunFacts => {
  return {
    status: 'done',
    error: null,
    seconds: 3,
    output: 'a\nb\nc\n',
    lines: [],
    tasks: [],
    warnings: [],
    warned: null,
    ...change,
  };
};
const isRight = (id: string, answer: Answer, ran: RunFacts | null = null) => judge(named(id), answer, ran).right;

test('every kind can be read', () => {
  expect(parse(ALL).problems).toEqual([]);
  expect(new Set(questions.map(({ kind }) => kind))).toEqual(new Set(questionKinds));
});

test('the key of every question is right, as far as it is one answer', () => {
  for (const question of questions) {
    const key = keyOf(question);
    if (key === null || toRun(question, key) !== null) continue;
    expect(judge(question, key, null), question.id).toMatchObject({ right: true, misconception: null });
  }
});

test('one of several options is picked, and each wrong one says why and what it shows', () => {
  expect(formOf(named('who'))).toMatchObject({ is: 'pick', several: false });
  expect(formOf(named('both'))).toMatchObject({ is: 'pick', several: true });
  expect(judge(named('who'), { is: 'picked', options: [1] }, null)).toMatchObject({
    right: false,
    misconception: 2,
    why: [{ en: [{ text: 'no' }] }],
  });
  expect(judge(named('who'), { is: 'picked', options: [2] }, null)).toMatchObject({
    right: false,
    misconception: null,
  });
  expect(isRight('both', { is: 'picked', options: [2, 0] })).toBe(true);
  expect(judge(named('both'), { is: 'picked', options: [0] }, null)).toMatchObject({
    right: false,
    why: [{ en: [{ text: '✓ ' }, { text: 'we' }, { text: ' → ' }, { text: 'never' }] }],
  });
  expect(judge(named('both'), { is: 'picked', options: [0, 1, 2] }, null)).toMatchObject({
    right: false,
    why: [{ en: [{ text: '✗ ' }, { text: 'you' }, { text: ' → ' }, { text: 'no' }] }],
  });
  expect(isRight('both', { is: 'picked', options: [] })).toBe(false);
});

test('pairs that look alike may stand for one another', () => {
  expect(isRight('pairs', { is: 'paired', rights: [0, 2, 1] })).toBe(true);
  expect(judge(named('pairs'), { is: 'paired', rights: [1, 0, 2] }, null)).toMatchObject({
    right: false,
    misconception: null,
  });
  expect(isRight('pairs', { is: 'paired', rights: [] })).toBe(false);
});

test('what is printed may be typed with other spaces and capitals, and seconds as people write them', () => {
  expect(isRight('prints', { is: 'typed', text: ' A\nb\nC' })).toBe(true);
  expect(isRight('prints', { is: 'typed', text: 'a\nc\nb' })).toBe(false);
  expect(isRight('takes', { is: 'typed', text: '3,0 s' })).toBe(true);
  expect(judge(named('takes'), { is: 'typed', text: 'soon' }, null)).toMatchObject({
    right: false,
    misconception: null,
  });
});

describe('a wrong answer that is foreseen', () => {
  const mistakes = (list: string): string => `  mistakes:\n${list.replace(/^/gm, '  ')}\n`;
  const told = (why: string, misconception: number | null) => {
    return { right: false, misconception, why: [{ en: [{ text: why }] }] };
  };
  const read = (text: string): Question => {
    const parsed = parse(text);
    expect(parsed.problems).toEqual([]);
    return parsed.value.questions[0]!;
  };

  test('is told why it is wrong, and another one why the right one is right', () => {
    const list = `- { output: "a\\nc\\nb\\n", why: ${both('swapped')}, misconception: 1 }`;
    const prints = read(OUTPUT + mistakes(list));
    expect(prints.misconceptions).toEqual([1]);
    expect(judge(prints, { is: 'typed', text: 'A\nc\n b' }, null)).toMatchObject(told('swapped', 1));
    expect(judge(prints, { is: 'typed', text: 'c' }, null)).toMatchObject({ why: [{ en: [{ text: 'so' }] }] });
    const takes = read(TIME + mistakes(`- { seconds: 2, why: ${both('overlap')}, misconception: 1 }`));
    expect(judge(takes, { is: 'typed', text: '2.0' }, null)).toMatchObject(told('overlap', 1));
    // Any other says nothing of what is believed.
    expect(judge(takes, { is: 'typed', text: '7' }, null)).toMatchObject(told('so', null));
  });

  test('is an order of two things, or a line that does not belong there', () => {
    const order = read(ORDER + mistakes(`- { puts: 3, before: 1, why: ${both('late')} }`));
    expect(judge(order, { is: 'arranged', items: [2, 0, 1] }, null)).toMatchObject(told('late', null));
    expect(judge(order, { is: 'arranged', items: [1, 0, 2] }, null)).toMatchObject(told('so', null));
    const spare = `- { uses: 'console.log("d");', why: ${both('d is not asked for')}, misconception: 2 }`;
    const lines = read(PARSONS + mistakes(spare));
    expect(judge(lines, { is: 'arranged', items: [0, 1, 3] }, facts({ output: '' }))).toMatchObject(
      told('d is not asked for', 2),
    );
  });

  test('is a pair', () => {
    const third = `right: ${both('r3')}`;
    const own = `right: ${both('r1')}, mistakes: [{ right: 2, why: ${both('second')}, misconception: 2 }]`;
    const match = read(MATCH.replace(`right: ${both('r1')}`, own).replace(/right: [^}]*\} \}\]/, `${third} }]`));
    expect(match.misconceptions).toEqual([1, 2]);
    expect(judge(match, { is: 'paired', rights: [1, 0, 2] }, null)).toMatchObject(told('second', 2));
    // Another wrong right says nothing of that belief.
    expect(judge(match, { is: 'paired', rights: [2, 1, 0] }, null)).toMatchObject(told('so', null));
    expect(judge(match, { is: 'paired', rights: [0, 2, 1] }, null)).toMatchObject(told('so', null));
  });

  test('is a pair, whichever of the rights that look alike was chosen', () => {
    const own = `right: ${both('r1')}, mistakes: [{ right: 2, why: ${both('second')}, misconception: 2 }]`;
    const match = read(MATCH.replace(`right: ${both('r1')}`, own));
    expect(judge(match, { is: 'paired', rights: [2, 1, 0] }, null)).toMatchObject(told('second', 2));
  });

  test('shows what somebody believes only where the rest of the order is right', () => {
    const belief = `- { puts: 3, before: 2, why: ${both('early')}, misconception: 1 }`;
    const events = ['a', 'b', 'c', 'd'].map((text) => `{ text: ${both(text)}, prints: ${text} }`);
    const order = read(EVENTS.replace(/events: \[.*\]/, `events: [${events.join(', ')}]`) + mistakes(belief));
    for (const items of [
      [0, 2, 1, 3],
      [2, 0, 1, 3],
      [0, 2, 3, 1],
    ])
      expect(judge(order, { is: 'arranged', items }, null)).toMatchObject(told('early', 1));
    // It is wrong of them all the same, but so is much else.
    for (const items of [
      [3, 2, 1, 0],
      [2, 1, 0, 3],
      [3, 0, 2, 1],
    ])
      expect(judge(order, { is: 'arranged', items }, null)).toMatchObject(told('early', null));
  });

  test('of two spare lines shows a belief only where one of them is all that is wrong', () => {
    const spare = ['d', 'e'].map(
      (line) => `- { uses: 'console.log("${line}");', why: ${both(line)}, misconception: 2 }`,
    );
    const two = PARSONS.replace(`spare: [`, `spare: ['console.log("e");', `);
    const lines = read(two + mistakes(spare.join('\n')));
    const judged = (items: readonly number[]) => judge(lines, { is: 'arranged', items }, facts({ output: '' }));
    expect(judged([0, 1, 3])).toMatchObject(told('e', 2));
    expect(judged([0, 4, 3])).toMatchObject(told('d', null));
    expect(judged([1, 0, 4])).toMatchObject(told('d', null));
  });

  test.each([
    ['that is right', OUTPUT + mistakes(`- { output: "a\\nb\\nc", why: ${both('x')} }`), 'what the program prints'],
    ['that is right', TIME + mistakes(`- { seconds: 3, why: ${both('x')} }`), 'how long the program takes'],
    [
      'of a right side that is right',
      MATCH.replace(`right: ${both('r1')}`, `right: ${both('r1')}, mistakes: [{ right: 1, why: ${both('x')} }]`),
      'no wrong right side',
    ],
    [
      'of a right side that is not there',
      MATCH.replace(`right: ${both('r1')}`, `right: ${both('r1')}, mistakes: [{ right: 4, why: ${both('x')} }]`),
      'no wrong right side',
    ],
    ['that is no wrong order', ORDER + mistakes(`- { puts: 1, before: 3, why: ${both('x')} }`), 'no wrong order'],
    ['that is nothing', ORDER + mistakes(`- { puts: 1, why: ${both('x')} }`), 'no wrong order'],
    [
      'of a line that belongs there',
      PARSONS + mistakes(`- { uses: nothing, why: ${both('x')} }`),
      'none of the `spare`',
    ],
  ])('cannot be one %s', (_, text, what) => {
    const { problems } = parse(text);
    const line = text.startsWith('- id: pairs') ? 4 : text.trimEnd().split('\n').length;
    expect(problems).toMatchObject([{ line, what: expect.stringContaining(what) }]);
  });
});

describe('lines of a program', () => {
  const backwards = { is: 'arranged', items: [2, 1, 0] } as const;

  test('are right as they are written, or in any order that does the same', () => {
    expect(formOf(named('parsons'))).toMatchObject({ is: 'arrange', spare: true, isCode: true });
    expect(toRun(named('parsons'), { is: 'arranged', items: [0, 1, 2] })).toBeNull();
    expect(toRun(named('parsons'), backwards)?.source).toBe(
      'console.log("c");\nconsole.log("b");\nconsole.log("a");\n',
    );
    expect(isRight('parsons', backwards, facts({}))).toBe(true);
    expect(isRight('parsons', backwards, facts({ output: 'c\nb\na\n' }))).toBe(false);
    expect(isRight('parsons', backwards, null)).toBe(false);
  });
});

test('programs are judged by their runs', () => {
  expect(formOf(named('fill'))).toMatchObject({ is: 'edit', line: 2 });
  expect(toRun(named('fill'), { is: 'typed', text: 'it("$&")' })?.source).toBe('first();\n  it("$&")\nlast();\n');
  expect(keyOf(named('fill'))).toEqual({ is: 'typed', text: 'middle();' });
  for (const id of ['fill', 'fix']) {
    expect(isRight(id, { is: 'typed', text: '' }, facts({ seconds: 1 }))).toBe(true);
    expect(judge(named(id), { is: 'typed', text: '' }, facts({}))).toMatchObject({
      right: false,
      finding: { is: 'tooSlow' },
    });
    expect(isRight(id, { is: 'typed', text: '' }, null)).toBe(false);
    expect(trialsOf(named(id)).map(({ right }) => right)).toEqual([false, true]);
  }
});

test('a key that the program contradicts is found out', () => {
  const wrong = facts({ output: 'z\n', lines: [{ text: 'z', moment: 0, by: 1 }], seconds: 9 });
  for (const id of ['prints', 'takes', 'lines', 'events', 'parsons'])
    expect(contradictionOf(named(id), wrong), id).not.toBeNull();
  const lines = ['a', 'b', 'c'].map((text, moment) => ({ text, moment: 2 * moment, by: 1 }));
  for (const id of ['prints', 'takes', 'lines', 'parsons'])
    expect(contradictionOf(named(id), facts({ lines })), id).toBeNull();
  const tea = {
    kind: 'task',
    name: 'Task-1',
    coroutine: 'tea',
    born: 0,
    began: 1,
    ended: 2,
    outcome: 'done',
    grouped: false,
    leftOver: false,
  } as const;
  expect(contradictionOf(named('events'), facts({ lines, tasks: [tea] }))).toBeNull();
  expect(contradictionOf(named('events'), facts({ lines, tasks: [{ ...tea, began: 5 }] }))).toContain('event 3');
});

test('one question with a fault takes no other away', () => {
  const { value, problems } = parse(CHOICE.replace(', why: { en: never, zh: never }', '') + TIME);
  expect(problems).toMatchObject([{ line: 7, what: 'Question `who`: `options.2.why` is missing.' }]);
  expect(value.questions.map(({ id }) => id)).toEqual(['takes']);
});

describe('a problem', () => {
  test.each([
    ['no list', 'id: x', 1, 'This is no list.'],
    ['no question', '[]', 1, 'This list is empty.'],
    ['a kind nobody knows', asked('x', 'riddle', 'why: {}'), 2, 'Question `x`: `kind` cannot be "riddle".'],
    ['an unknown field', `${CHOICE}  hint: x\n`, 8, 'Question `who`: `hint` is not known.'],
    ['an id twice', CHOICE + CHOICE, 8, 'Two questions have the id `who`.'],
    [
      'a missing language',
      CHOICE.replace('zh: me', 'en2: me'),
      5,
      'Question `who`: `options.0.text.en2` is not known.',
    ],
    ['a text that is not there in a language', CHOICE.replace(', zh: me', ''), 5, 'There is no text in zh.'],
    ['a text that is a list', CHOICE.replace('en: me', 'en: "- me"'), 5, 'This is not one paragraph of text.'],
    ['no right option', CHOICE.replace('correct: true, ', ''), 4, 'No option is right.'],
    ['one option', CHOICE.split('\n').slice(0, 5).join('\n'), 4, 'Question `who`: `options` has 1.'],
    ['two options that look alike', CHOICE.replace('en: you', 'en: "`me`"'), 6, 'Options 1 and 2 look alike.'],
    ['two left sides that look alike', MATCH.replace('zh: l1', 'zh: l0'), 4, 'The left sides 1 and 2 look alike.'],
    [
      'a prompt in no language',
      CHOICE.replace('{ en: what, zh: what }', '{}'),
      3,
      'Question `who`: `prompt` is empty.',
    ],
    [
      'a figure in a prompt',
      CHOICE.replace('en: what', 'en: "{{abc.ts seconds}}"'),
      3,
      'There are no figures in questions and hints.',
    ],
    [
      'a figure in a why',
      CHOICE.replace('zh: never }', 'zh: "{{abc.ts seconds}}" }'),
      7,
      'There are no figures in questions and hints.',
    ],
    ['a check that always holds', FIX.replace('seconds: 1', 'seconds: {}'), 6, '`checks.0.seconds` is empty.'],
    ['a count that always holds', FIX.replace('seconds: 1', 'tasks: {}'), 6, '`checks.0.tasks` is empty.'],
    ['a check of nothing', FIX.replace('{ seconds: 1 }', '{}'), 6, '`checks.0` is empty.'],
    [
      'a line to keep that was not given',
      FIX.replace('seconds: 1', 'keeps: { lines: "first();\\nlast();" }'),
      6,
      '`gap.starter.ts` does not have this line to keep: last();',
    ],
    [
      'an option without its why',
      CHOICE.replace(', why: { en: never, zh: never }', ''),
      7,
      'Question `who`: `options.2.why` is missing.',
    ],
    [
      'a right option that shows a misconception',
      CHOICE.replace('correct: true,', 'correct: true, misconception: 1,'),
      5,
      'This option is right and shows a misconception.',
    ],
    [
      'a misconception that the course does not list',
      CHOICE.replace('misconception: 2', 'misconception: 7'),
      1,
      'course.yaml has no misconception 7.',
    ],
    ['a program that is not there', OUTPUT.replace('abc', 'xyz'), 4, 'There is no snippet `xyz.ts`.'],
    [
      'a program of which nothing is said',
      TIME.replace('abc', 'silent'),
      4,
      'The chapter does not say how long this program takes.',
    ],
    ['an event that is nothing', EVENTS.replace('prints: c', 'task: tea'), 6, 'This does not say what happens.'],
    [
      'a starter that is not there',
      FILL.replace('gap.starter', 'gone'),
      4,
      'There is no file `gone.ts` in the chapter’s folder.',
    ],
    ['a starter without a gap', FILL.replace('gap.starter', 'no-gap'), 4, 'no-gap.ts has 0 lines that are `____`.'],
    [
      'a check nobody knows',
      FIX.replace('seconds: 1', 'magic: 1'),
      6,
      'Question `fix`: `checks.0.magic` is not known.',
    ],
    ['two checks in one', FIX.replace('seconds: 1', 'seconds: 1, pending: 0'), 6, 'Question `fix`: `checks.0` has 2.'],
    [
      'a place that is no place',
      CHOICE.replace('  kind', '  see: there\n  kind'),
      2,
      'Question `who`: `see` cannot be "there".',
    ],
  ])('is %s', (_, text, line, what) => {
    const { problems } = parse(text);
    expect(problems.map((problem) => `${problem.line} ${problem.what}`)).toContainEqual(
      expect.stringContaining(`${line} `),
    );
    const told = problems.find((problem) => problem.what.includes(what));
    expect(told, JSON.stringify(problems)).toMatchObject({ file: 'quizzes/01-one.yaml', line });
    expect(told!.mend).not.toBe('');
  });
});
