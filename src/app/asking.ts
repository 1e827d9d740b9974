/**
 * A question while it is answered: what the learner has put together so far, and what came of it. What is right is the
 * question's own business (`course/questions/`); here is only how each form is filled in with keys.
 */
import type { Answer, Form, Verdict } from '../course/questions/question.ts';
import type { EditorFailure, SyntaxProblem } from './ports.ts';
import type { Parting } from './prediction.ts';
import { AT_START, type EditorWindow } from './editor-window.ts';
import { editText, openText, pasteText, type TextArea, textOf, typeText } from './text-area.ts';
import { editField, EMPTY_FIELD, insertText, oneLine, type TextField } from './text-field.ts';

export interface Asking {
  /** Null: nobody has begun to answer. */
  readonly draft: Draft | null;
  /** Keys fill in the form. */
  readonly isAnswering: boolean;
  readonly judged: Judged;
  /** A run of the question's program that is held against the answer, and where it parts from it. */
  readonly held: { readonly runId: number; readonly parting: Parting | null } | null;
  /** What was given as an answer and is not whole: that is said until it changes. */
  readonly incomplete: Draft | null;
  /** How many times it was answered. */
  readonly tries: number;
  /** Of an exercise: how many hints are shown. */
  readonly hints: number;
  /** Where what is written cannot be read. */
  readonly problem: SyntaxProblem | null;
  readonly outside: Outside;
}

/** The learner's own editor: it has the program now, or it did not give it back. */
export type Outside =
  | { readonly is: 'closed' }
  | { readonly is: 'open' }
  | { readonly is: 'failed'; readonly failure: EditorFailure };

export const CLOSED: Outside = { is: 'closed' };

export type Judged =
  | { readonly is: 'open' }
  /** The program that the answer makes is running. */
  | { readonly is: 'running'; readonly runId: number; readonly answer: Answer }
  | { readonly is: 'judged'; readonly answer: Answer; readonly verdict: Verdict };

/** By positions as they are written; `shown`: in which order they stand on the screen. `row`: where the learner is. */
export type Draft =
  | {
      readonly is: 'pick';
      readonly several: boolean;
      readonly shown: readonly number[];
      readonly chosen: readonly number[];
      readonly row: number;
    }
  | { readonly is: 'type'; readonly ask: 'output' | 'seconds' | 'line'; readonly field: TextField }
  | {
      readonly is: 'arrange';
      readonly items: readonly number[];
      /** Those that the learner has set aside. */
      readonly aside: readonly number[];
      readonly spare: boolean;
      readonly row: number;
      /** The item at `row` moves with it. */
      readonly isHeld: boolean;
    }
  | {
      readonly is: 'pair';
      readonly shown: readonly number[];
      /** For each left, the right that it was given. */
      readonly rights: readonly (number | null)[];
      readonly row: number;
    }
  | { readonly is: 'edit'; readonly area: TextArea; readonly window: EditorWindow };

export const NOT_ASKED: Asking = {
  draft: null,
  isAnswering: false,
  judged: { is: 'open' },
  held: null,
  incomplete: null,
  tries: 0,
  hints: 0,
  problem: null,
  outside: CLOSED,
};

/** `seed`: shuffles. `text`: what an exercise begins with. */
export function openDraft(form: Form, seed: number, text: string | null = null): Draft {
  switch (form.is) {
    case 'pick': {
      const shown = shuffled(form.options.length, seed);
      return { is: 'pick', several: form.several, shown, chosen: [], row: 0 };
    }
    case 'type':
      return { is: 'type', ask: form.ask, field: EMPTY_FIELD };
    case 'arrange':
      return {
        is: 'arrange',
        items: shuffled(form.items.length, seed),
        aside: [],
        spare: form.spare,
        row: 0,
        isHeld: false,
      };
    case 'pair': {
      const shown = shuffled(form.rights.length, seed);
      return { is: 'pair', shown, rights: form.lefts.map(() => null), row: 0 };
    }
    case 'edit':
      return form.line === null
        ? { is: 'edit', area: openText(text ?? form.starter.source), window: AT_START }
        : { is: 'type', ask: 'line', field: EMPTY_FIELD };
  }
}

/** Positions in an order that the seed decides, and that is never the one in which they are written. */
export function shuffled(count: number, seed: number): readonly number[] {
  const positions = Array.from({ length: count }, (_, index) => index);
  let state = seed >>> 0;
  for (let index = count - 1; index > 0; index--) {
    // Numerical Recipes' linear congruence: good enough to shuffle eight things.
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const other = Math.floor((state / 2 ** 32) * (index + 1));
    [positions[index], positions[other]] = [positions[other]!, positions[index]!];
  }
  const isAsWritten = positions.every((position, index) => position === index);
  return isAsWritten && count > 1 ? [...positions.slice(1), positions[0]!] : positions;
}

/** A seed that is the same for the same question: whoever answers again finds everything where it was. */
export function seedOf(id: string): number {
  let hash = 2_166_136_261;
  for (const character of id) hash = Math.imul(hash ^ character.codePointAt(0)!, 16_777_619);
  return hash >>> 0;
}

/** What a key does to the draft; null: nothing. */
export function fillIn(draft: Draft, key: string, pageRows: number): Draft | null {
  switch (draft.is) {
    case 'pick':
      return pick(draft, key);
    case 'type': {
      const text = key === 'enter' && draft.ask === 'output' ? '\n' : [...key].length === 1 ? key : null;
      const field = text === null ? editField(draft.field, key) : insertText(draft.field, text);
      return field === null ? null : { ...draft, field };
    }
    case 'arrange':
      return arrange(draft, key);
    case 'pair':
      return pair(draft, key);
    case 'edit': {
      const area = editText(draft.area, key, pageRows) ?? ([...key].length === 1 ? typeText(draft.area, key) : null);
      return area === null ? null : { ...draft, area };
    }
  }
}

export function paste(draft: Draft, text: string): Draft {
  switch (draft.is) {
    case 'type':
      return { ...draft, field: insertText(draft.field, draft.ask === 'output' ? text : oneLine(text)) };
    case 'edit':
      return { ...draft, area: pasteText(draft.area, text) };
    case 'pick':
    case 'arrange':
    case 'pair':
      return draft;
  }
}

type Of<K extends Draft['is']> = Extract<Draft, { is: K }>;

/** Arrows and letters of Vim move; a digit goes to that row. */
function moved(row: number, key: string, rows: number): number | null {
  if (key === 'down' || key === 'j') return Math.min(rows - 1, row + 1);
  if (key === 'up' || key === 'k') return Math.max(0, row - 1);
  if (/^[1-9]$/.test(key) && Number(key) <= rows) return Number(key) - 1;
  return null;
}

function pick(draft: Of<'pick'>, key: string): Draft | null {
  const row = moved(draft.row, key, draft.shown.length);
  const choose = (at: number): Draft => {
    const option = draft.shown[at]!;
    const isChosen = draft.chosen.includes(option);
    const chosen = draft.several
      ? isChosen
        ? draft.chosen.filter((each) => each !== option)
        : [...draft.chosen, option]
      : [option];
    return { ...draft, row: at, chosen };
  };
  if (key === ' ') return choose(draft.row);
  if (row === null) return null;
  return /^\d$/.test(key) ? choose(row) : { ...draft, row };
}

/** Space takes an item, which then moves with the cursor, and puts it down. Those set aside stand below. */
function arrange(draft: Of<'arrange'>, key: string): Draft | null {
  const { items, aside, row, isHeld } = draft;
  const next = moved(row, key, items.length + aside.length);
  if (key === ' ' && row < items.length) return { ...draft, isHeld: !isHeld };
  if ((key === 'x' || (key === ' ' && row >= items.length)) && draft.spare) return putAside(draft);
  if (next === null) return null;
  if (!isHeld || /^\d$/.test(key)) return { ...draft, row: next, isHeld: false };
  if (next >= items.length || next === row) return draft;
  const changed = [...items];
  [changed[row], changed[next]] = [changed[next]!, changed[row]!];
  return { ...draft, items: changed, row: next };
}

function putAside(draft: Of<'arrange'>): Draft {
  const { items, aside, row } = draft;
  if (row < items.length) {
    const left = items.filter((_, index) => index !== row);
    return { ...draft, items: left, aside: [...aside, items[row]!], isHeld: false };
  }
  const back = aside[row - items.length]!;
  const rest = aside.filter((each) => each !== back);
  return { ...draft, items: [...items, back], aside: rest, row: items.length, isHeld: false };
}

/** Left and right go through what a left may be given; what another has is exchanged for it only when it is wanted. */
function pair(draft: Of<'pair'>, key: string): Draft | null {
  const { shown, rights, row } = draft;
  const by = key === 'right' || key === ' ' || key === 'l' ? 1 : key === 'left' || key === 'h' ? -1 : 0;
  if (by === 0) {
    const next = moved(row, key, rights.length);
    return next === null ? null : { ...draft, row: next };
  }
  const now = rights[row] ?? null;
  const at = now === null ? (by === 1 ? -1 : 0) : shown.indexOf(now);
  const given = shown[(at + by + shown.length) % shown.length]!;
  return { ...draft, rights: rights.map((right, index) => (index === row ? given : right)) };
}

/** Null: there is something left to do. */
export function answerOf(draft: Draft): Answer | null {
  switch (draft.is) {
    case 'pick':
      return draft.chosen.length === 0 ? null : { is: 'picked', options: draft.chosen };
    case 'type':
      return draft.field.text.trim() === '' ? null : { is: 'typed', text: draft.field.text };
    case 'arrange':
      return draft.items.length === 0 ? null : { is: 'arranged', items: draft.items };
    case 'pair':
      return draft.rights.includes(null) ? null : { is: 'paired', rights: draft.rights as readonly number[] };
    case 'edit':
      return { is: 'typed', text: textOf(draft.area) };
  }
}
