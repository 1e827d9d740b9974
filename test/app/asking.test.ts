/** How each form is filled in, key by key. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answerOf, type Draft, fillIn, openDraft, paste, seedOf, shuffled } from '../../src/app/asking.ts';
import type { Form } from '../../src/course/questions/question.ts';

const words = (...texts: readonly string[]) => texts.map((text) => ({ en: [{ kind: 'text' as const, text }] }));
const PICK: Form = { is: 'pick', several: false, options: words('a', 'b', 'c') };
const SEVERAL: Form = { ...PICK, several: true };
const ARRANGE: Form = { is: 'arrange', items: words('a', 'b', 'c', 'd'), spare: true, isCode: false };
const PAIR: Form = { is: 'pair', lefts: words('1', '2'), rights: words('x', 'y') };
const LINE: Form = { is: 'edit', starter: { fileName: 'a.ts', source: 'a\n____\n' }, line: 2 };
const EDIT: Form = { is: 'edit', starter: { fileName: 'a.ts', source: 'one();\n' }, line: null };

const press = (draft: Draft, ...keys: readonly string[]): Draft =>
  keys.reduce((now, key) => fillIn(now, key, 10) ?? now, draft);

test('what is shuffled is all there, the same for the same seed, and never as it was written', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 9 }), fc.nat(), (count, seed) => {
      const order = shuffled(count, seed);
      expect(order.toSorted((one, other) => one - other)).toEqual(Array.from({ length: count }, (_, index) => index));
      expect(order).toEqual(shuffled(count, seed));
      expect(order.every((position, index) => position === index)).toBe(false);
    }),
  );
  expect(shuffled(1, 5)).toEqual([0]);
  expect(seedOf('a')).toBe(seedOf('a'));
  expect(seedOf('a')).not.toBe(seedOf('b'));
});

describe('options', () => {
  test('are picked with Space or a digit; of one question one at a time', () => {
    const draft = openDraft(PICK, 3);
    expect(answerOf(draft)).toBeNull();
    const shown = draft.is === 'pick' ? draft.shown : [];
    expect(answerOf(press(draft, ' '))).toEqual({ is: 'picked', options: [shown[0]] });
    expect(answerOf(press(draft, '3'))).toEqual({ is: 'picked', options: [shown[2]] });
    expect(answerOf(press(draft, '1', 'down', 'down', 'up', ' '))).toEqual({ is: 'picked', options: [shown[1]] });
    expect(press(draft, '9', 'x', 'up', 'up')).toEqual(draft);
  });

  test('are taken and left where several are right', () => {
    const draft = openDraft(SEVERAL, 3);
    const shown = draft.is === 'pick' ? draft.shown : [];
    expect(answerOf(press(draft, '1', '2', '1'))).toEqual({ is: 'picked', options: [shown[1]] });
    expect(answerOf(press(draft, '1', '1'))).toBeNull();
  });
});

describe('things to order', () => {
  test('go with the cursor once they are taken', () => {
    const draft = openDraft(ARRANGE, 1);
    const items = draft.is === 'arrange' ? draft.items : [];
    const [first, second, third, fourth] = items;
    expect(answerOf(press(draft, ' ', 'down', 'down', ' ', 'down'))).toEqual({
      is: 'arranged',
      items: [second, third, first, fourth],
    });
    expect(answerOf(press(draft, ' ', 'up'))).toEqual({ is: 'arranged', items });
  });

  test('can be set aside and taken back, where some do not belong there', () => {
    const draft = openDraft(ARRANGE, 1);
    const items = draft.is === 'arrange' ? draft.items : [];
    const without = press(draft, 'x');
    expect(answerOf(without)).toEqual({ is: 'arranged', items: items.slice(1) });
    expect(answerOf(press(without, 'down', 'down', 'down', ' '))).toEqual({
      is: 'arranged',
      items: [...items.slice(1), items[0]],
    });
    const all = openDraft({ ...ARRANGE, spare: false }, 1);
    expect(press(all, 'x')).toEqual(all);
  });

  test('are never lost, whatever is pressed', () => {
    const keys = fc.array(fc.constantFrom('up', 'down', ' ', 'x', '1', '4', 'j', 'k', 'enter', 'a'), { maxLength: 60 });
    fc.assert(
      fc.property(keys, (pressed) => {
        const draft = press(openDraft(ARRANGE, 1), ...pressed);
        if (draft.is !== 'arrange') throw new Error('another form');
        expect([...draft.items, ...draft.aside].toSorted((one, other) => one - other)).toEqual([0, 1, 2, 3]);
        expect(draft.row).toBeLessThan(4);
      }),
    );
  });
});

test('pairs are chosen left and right, and are an answer when each has one', () => {
  const draft = openDraft(PAIR, 1);
  const shown = draft.is === 'pair' ? draft.shown : [];
  expect(answerOf(press(draft, 'right'))).toBeNull();
  expect(answerOf(press(draft, 'right', 'down', 'left'))).toEqual({ is: 'paired', rights: [shown[0], shown[1]] });
  expect(answerOf(press(draft, 'right', 'right', 'right', '2', 'right'))).toEqual({
    is: 'paired',
    rights: [shown[0], shown[0]],
  });
});

test('what is typed is an answer once there is something', () => {
  const line = openDraft(LINE, 1);
  expect(answerOf(line)).toBeNull();
  expect(answerOf(press(line, ...'await x'))).toEqual({ is: 'typed', text: 'await x' });
  expect(answerOf(paste(line, 'a\nb'))).toEqual({ is: 'typed', text: 'a b' });
  const output = openDraft({ is: 'type', ask: 'output' }, 1);
  expect(answerOf(press(output, 'a', 'enter', 'b'))).toEqual({ is: 'typed', text: 'a\nb' });
});

test('a program begins with its starter, or with what was typed another day', () => {
  expect(answerOf(openDraft(EDIT, 1))).toEqual({ is: 'typed', text: 'one();\n' });
  expect(answerOf(openDraft(EDIT, 1, 'two();'))).toEqual({ is: 'typed', text: 'two();' });
  expect(answerOf(paste(press(openDraft(EDIT, 1), 'x', 'enter'), 'y'))).toEqual({ is: 'typed', text: 'x\nyone();\n' });
});
