import fc from 'fast-check';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { parseYaml } from '../../src/course/parse-yaml.ts';

const schema = v.strictObject(
  {
    name: v.string('Write a name.'),
    parts: v.optional(
      v.array(v.strictObject({ size: v.number('Write a number.') }, 'A part has a size.'), 'List the parts.'),
    ),
  },
  'The fields are name and parts.',
);
const parse = (text: string, firstLine = 1) => parseYaml(schema, { file: 'a.yaml', text, firstLine });

test('a text of the right shape has a value and no problems', () => {
  expect(parse('name: x\nparts: [{ size: 1 }]')).toMatchObject({
    value: { name: 'x', parts: [{ size: 1 }] },
    problems: [],
  });
});

test.each([
  [
    'a wrong kind, deep inside',
    'name: x\nparts:\n  - size: 1\n  - size: big\n',
    4,
    '`parts.1.size` cannot be "big".',
    'Write a number.',
  ],
  ['an unknown field', 'name: x\nnmae: y\n', 2, '`nmae` is not known.', 'The fields are name and parts.'],
  ['a missing field', 'parts:\n  - size: 1\n', 1, '`name` is missing.', 'The fields are name and parts.'],
  [
    'a missing field, deep inside',
    'name: x\nparts:\n  - size: 1\n  - {}\n',
    4,
    '`parts.1.size` is missing.',
    'A part has a size.',
  ],
  ['a list instead of fields', '- a\n', 1, '`name` is missing.', 'The fields are name and parts.'],
  ['nothing', '', 1, 'The fields of this block are missing.', 'The fields are name and parts.'],
])('%s is a problem on its line', (_, text, line, what, mend) => {
  const { value, problems } = parse(text);
  expect(value).toBeNull();
  expect(problems[0]).toEqual({ file: 'a.yaml', line, what, mend });
});

test('broken YAML is a problem on its line, counted from where the text starts', () => {
  const { value, problems } = parse('name: "x\n\n', 10);
  expect(value).toBeNull();
  expect(problems[0]!.line).toBeGreaterThanOrEqual(10);
  expect(problems[0]!.line).toBeLessThanOrEqual(12);
  expect(parse('name: x\nname: y\n', 10).problems[0]).toMatchObject({
    line: 11,
    what: expect.stringContaining('unique'),
  });
});

test.each([
  [
    'aliases that multiply',
    `a: &a [x]\n${Array.from({ length: 12 }, (_, n) => `b${n}: &b${n} [${'*a,'.repeat(9)}]`).join('\n')}`,
  ],
  ['nesting without end', '['.repeat(50_000)],
  ['an unknown tag', 'name: !!js/function x'],
  ['two documents', 'name: x\n---\nname: y'],
])('%s end in a problem', (_, text) => {
  const { value, problems } = parse(text);
  expect(value).toBeNull();
  expect(problems.length).toBeGreaterThan(0);
});

test('no text makes it throw, and there is a value or a problem, never both', () => {
  const pieces = fc.constantFrom(
    'name',
    ':',
    ' ',
    '\n',
    '- ',
    '[',
    ']',
    '{',
    '}',
    '&a',
    '*a',
    '!!',
    '"',
    "'",
    '|',
    '>',
    '#',
    '\t',
    'x',
    '1',
    '?',
    '%',
    '---\n',
  );
  const text = fc.oneof(
    fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join('')),
    fc.string({ unit: 'binary' }),
  );
  fc.assert(
    fc.property(text, (value) => {
      const parsed = parse(value);
      expect(parsed.value === null).toBe(parsed.problems.length > 0);
    }),
  );
});
