import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Look, StyledLine } from '../../src/text/styled.ts';
import { harmless, lineWidth } from '../../src/text/width.ts';
import { wrapSpans } from '../../src/text/wrap.ts';

const plain = (text: string): StyledLine => [{ text, look: 'plain' }];
const textOf = (line: StyledLine): string => line.map((span) => span.text).join('');
const wrapped = (text: string, width: number, indent?: number): readonly string[] =>
  wrapSpans(plain(text), width, indent).map(textOf);

describe('Latin text', () => {
  test('breaks at spaces, which are dropped there', () => {
    expect(wrapped('the loop runs what is ready', 10)).toEqual(['the loop', 'runs what', 'is ready']);
  });

  test('fills a line to its last cell', () => {
    expect(wrapped('abc def ghi', 7)).toEqual(['abc def', 'ghi']);
  });

  test('cuts a word that is longer than a line', () => {
    expect(wrapped('a supercalifragilistic b', 8)).toEqual(['a', 'supercal', 'ifragili', 'stic b']);
  });

  test('keeps its own line ends and the spaces a line starts with', () => {
    expect(wrapped('one\n  two\n\nthree', 20)).toEqual(['one', '  two', '', 'three']);
  });

  test('is indented from the second line on', () => {
    expect(wrapped('• a task that is done', 10, 2)).toEqual(['• a task', '  that is', '  done']);
  });

  test('keeps short code and figures whole', () => {
    const spans: StyledLine = [
      { text: 'it prints ', look: 'plain' },
      { text: 'tea: done', look: 'code' },
      { text: ' after ', look: 'plain' },
      { text: '3 s', look: 'figure' },
    ];
    expect(wrapSpans(spans, 17).map(textOf)).toEqual(['it prints', 'tea: done after', '3 s']);
  });
});

describe('Chinese text', () => {
  test('breaks without spaces, between words', () => {
    expect(wrapped('调用协程函数不会运行它的函数体', 24)).toEqual(['调用协程函数不会运行它的', '函数体']);
    // 函数 would still have room for its first half.
    expect(wrapped('一二三四五六七八九十一，函数', 26)).toEqual(['一二三四五六七八九十一，', '函数']);
  });

  test.each(['协程', '线程', '线程池', '回调', '挂起', '死锁', '定时器', '顶层', '单步', '抛出', '超时', '沙箱'])(
    'keeps %s whole',
    (term) => {
      for (const before of ['一二三四五六七八九十一，', '一二三四五六七八九十，'])
        expect(wrapped(`${before}${term}。`, 26)).toEqual([before, `${term}。`]);
    },
  );

  test('keeps a long term whole where two words stand in it', () => {
    expect(wrapped('一二三四五六七八九，事件循环', 26)).toEqual(['一二三四五六七八九，', '事件循环']);
  });

  test('breaks between any two characters of a narrow column', () => {
    expect(wrapped('调用协程函数', 7)).toEqual(['调用协', '程函数']);
  });

  test('never starts a line with closing punctuation', () => {
    expect(wrapped('一二三四。五', 8)).toEqual(['一二三', '四。五']);
  });

  test('never ends a line with opening punctuation', () => {
    expect(wrapped('一二三（四）', 8)).toEqual(['一二三', '（四）']);
    expect(wrapped('一二三（ 四）', 9)).toEqual(['一二三', '（ 四）']);
  });

  test('keeps a number with the word that counts it', () => {
    expect(wrapped('一共用了 3 秒', 11)).toEqual(['一共用了', '3 秒']);
  });

  test('keeps a number with what makes it an ordinal', () => {
    expect(wrapped('（createTask 第 7 章）', 15)).toEqual(['（createTask', '第 7 章）']);
    expect(wrapped('挂起到第2', 8)).toEqual(['挂起到', '第2']);
  });

  test('may break where it meets Latin text', () => {
    expect(wrapped('交给createTask之后', 10)).toEqual(['交给', 'createTask', '之后']);
  });
});

describe('looks', () => {
  test('survive the break of a span', () => {
    const spans: StyledLine = [
      { text: 'go ', look: 'plain' },
      { text: 'very far', look: 'strong' },
    ];
    expect(wrapSpans(spans, 7)).toEqual([
      [
        { text: 'go ', look: 'plain' },
        { text: 'very', look: 'strong' },
      ],
      [{ text: 'far', look: 'strong' }],
    ]);
  });
});

test('an escape sequence in the text cannot reach the terminal', () => {
  expect(wrapped('\x1b[2Jgone', 20)).toEqual(['\u241b[2Jgone']);
});

describe('any text', () => {
  const LOOKS: readonly Look[] = ['plain', 'code', 'strong', 'figure'];
  const words = fc.constantFrom(
    'await',
    '协程',
    '。',
    '，',
    '（',
    '）',
    '“',
    '”',
    ' ',
    '  ',
    '任务',
    'a',
    '——',
    '…',
    '\n',
    '3',
    'x'.repeat(50),
  );
  const text = fc.oneof(
    fc.array(words, { maxLength: 40 }).map((parts) => parts.join('')),
    fc.string({ unit: 'binary', maxLength: 60 }),
  );
  const line = fc.array(fc.record({ text, look: fc.constantFrom(...LOOKS) }), { maxLength: 4 });
  const visible = (value: string): string => value.replace(/[ \n]/g, '');

  test('is never wider than the lines', () => {
    fc.assert(
      fc.property(line, fc.integer({ min: 2, max: 60 }), fc.integer({ min: 0, max: 70 }), (spans, width, indent) => {
        for (const row of wrapSpans(spans, width, indent)) expect(lineWidth(row)).toBeLessThanOrEqual(width);
      }),
    );
  });

  test('loses nothing but spaces at a break, whatever the width', () => {
    fc.assert(
      fc.property(line, fc.oneof(fc.integer({ min: -3, max: 60 }), fc.constant(Number.NaN)), (spans, width) => {
        const before = spans.map((span) => harmless(span.text)).join('');
        const after = wrapSpans(spans, width).map(textOf).join('');
        expect(visible(after)).toBe(visible(before));
      }),
    );
  });

  test('takes its looks along', () => {
    // Of ordinary characters: a mark that joins the last character of another span takes that one's look.
    const ordinary = fc.array(
      fc.record({ text: fc.array(words).map((parts) => parts.join('')), look: fc.constantFrom(...LOOKS) }),
      { maxLength: 4 },
    );
    fc.assert(
      fc.property(ordinary, fc.integer({ min: 2, max: 60 }), (spans, width) => {
        const count = (rows: readonly StyledLine[], look: Look): number =>
          rows.flat().reduce((sum, span) => sum + (span.look === look ? visible(harmless(span.text)).length : 0), 0);
        const rows = wrapSpans(spans, width);
        for (const look of LOOKS) expect(count(rows, look)).toBe(count([spans], look));
      }),
    );
  });

  test('keeps the rules of punctuation where a line can hold a word with its punctuation', () => {
    const clause = fc.tuple(
      fc.constantFrom('', '（', '“', '《'),
      fc.constantFrom('协程', '事件循环', 'await', '任务', '就绪队列', '一二三'),
      fc.constantFrom('', '。', '，', '）', '”，', '》、', '？', '……', ' '),
    );
    fc.assert(
      fc.property(
        fc.array(clause, { minLength: 1, maxLength: 30 }),
        fc.integer({ min: 30, max: 80 }),
        (clauses, width) => {
          const rows = wrapped(clauses.flat().join(''), width);
          for (const row of rows.slice(1)) expect(row).not.toMatch(/^[。，、；：？！）》」』”’…—]/);
          for (const row of rows.slice(0, -1)) expect(row).not.toMatch(/[（《「『“‘]$/);
        },
      ),
    );
  });
});
