/** What is being typed, as plain data: a text, where in the history it comes from, what was killed, what may follow. */
import { stopBefore } from '../../text/stops.ts';
import { lineAt } from '../draft.ts';
import type { Key } from '../keys.ts';
import { editText, openText, pasteText, replaceText, type TextArea, textOf, typeText } from '../text-area.ts';
import type { Suggestion } from './completion.ts';
import { find } from './history.ts';

export interface Prompt {
  readonly area: TextArea;
  /** What ^K, ^U, ^W and their like took last: ^Y puts it back. */
  readonly killed: string;
  /** How many entries back in the history it is; 0: what was written here. */
  readonly back: number;
  /** What was written here before the history was looked at. */
  readonly written: string;
  readonly search: Search | null;
  readonly menu: Menu | null;
}

interface Search {
  readonly text: string;
  /** Which entry of the history is shown; null: none has the text. */
  readonly at: number | null;
  readonly before: TextArea;
}

/** Names that may stand at the cursor. */
export interface Menu {
  readonly suggestions: readonly Suggestion[];
  /** -1: none yet. */
  readonly chosen: number;
  /** How much before the cursor each of them takes the place of. */
  readonly typed: string;
}

export const EMPTY_PROMPT: Prompt = {
  area: openText(''),
  killed: '',
  back: 0,
  written: '',
  search: null,
  menu: null,
};

export function promptText({ area }: Prompt): string {
  return textOf(area);
}

export function isEmpty({ area }: Prompt): boolean {
  return area.lines.length === 1 && area.lines[0] === '';
}

/** An empty one; what was killed stays. */
export function emptied({ killed }: Prompt): Prompt {
  return { ...EMPTY_PROMPT, killed };
}

/** The text before the cursor, in its line. */
export function beforeCursor({ area }: Prompt): string {
  return lineAt(area).slice(0, area.cursor.column);
}

export function withText(prompt: Prompt, text: string): Prompt {
  return { ...prompt, area: atEnd(replaceText(prompt.area, text)), menu: null, search: null };
}

export function typed(prompt: Prompt, text: string, history: readonly string[]): Prompt {
  if (prompt.search !== null) return searched(prompt, prompt.search.text + text, history.length, history);
  return { ...prompt, area: typeText(prompt.area, text), menu: null };
}

export function pasted(prompt: Prompt, text: string): Prompt {
  return { ...accepted(prompt), area: pasteText(accepted(prompt).area, text.replace(/\n$/, '')), menu: null };
}

export function newLine(prompt: Prompt): Prompt {
  return { ...prompt, area: editText(prompt.area, 'enter', 1)!, menu: null };
}

const KILLING: ReadonlySet<Key> = new Set(['ctrl-k', 'ctrl-u', 'ctrl-w', 'alt-d', 'alt-backspace']);
const SAME_AS: { readonly [key: Key]: Key } = { 'ctrl-p': 'up', 'ctrl-n': 'down', 'ctrl-d': 'delete' };

/** What a key does that is no text; null where it does nothing. */
export function edited(prompt: Prompt, pressed: Key, history: readonly string[]): Prompt | null {
  const key = SAME_AS[pressed] ?? pressed;
  if (prompt.search !== null) return searchKey(prompt, prompt.search, key, history);
  const { area } = prompt;
  if (key === 'up' && area.cursor.line === 0) return recalled(prompt, prompt.back + 1, history);
  if (key === 'down' && area.cursor.line === area.lines.length - 1) return recalled(prompt, prompt.back - 1, history);
  if (key === 'ctrl-y') return { ...prompt, area: pasteText(area, prompt.killed), menu: null };
  const changed = editText(area, key, 1);
  if (changed === null) return null;
  const killed = KILLING.has(key) ? killedBetween(area, changed) : '';
  return { ...prompt, area: changed, menu: null, ...(killed === '' ? {} : { killed }) };
}

/** A kill takes what is between two places, and the cursor stays where that was. */
function killedBetween(before: TextArea, after: TextArea): string {
  const text = textOf(before);
  const length = text.length - textOf(after).length;
  const { line, column } = after.cursor;
  const start = after.lines.slice(0, line).reduce((sum, each) => sum + each.length + 1, column);
  return text.slice(start, start + length);
}

function recalled(prompt: Prompt, back: number, history: readonly string[]): Prompt {
  if (back < 0 || back > history.length) return prompt;
  const written = prompt.back === 0 ? promptText(prompt) : prompt.written;
  const text = back === 0 ? written : history[history.length - back]!;
  return { ...withText(prompt, text), back, written };
}

export function searchBegan(prompt: Prompt, history: readonly string[]): Prompt {
  const { search } = prompt;
  if (search === null) return { ...prompt, menu: null, search: { text: '', at: null, before: prompt.area } };
  return search.text === '' ? prompt : searched(prompt, search.text, search.at ?? history.length, history);
}

function searched(prompt: Prompt, text: string, before: number, history: readonly string[]): Prompt {
  const { search } = prompt;
  if (search === null) return prompt;
  const at = text === '' ? null : find(history, text, before);
  // Beyond the oldest one found, that one stays.
  if (at === null && text === search.text) return prompt;
  const area = at === null ? search.before : showing(prompt.area, history[at]!, text);
  return { ...prompt, area, search: { ...search, text, at } };
}

/** The entry, with the cursor where the text is. */
function showing(area: TextArea, entry: string, text: string): TextArea {
  const shown = replaceText(area, entry);
  const line = shown.lines.findIndex((each) => each.includes(text));
  if (line === -1) return atEnd(shown);
  return {
    ...shown,
    cursor: { line, column: stopBefore(shown.lines[line]!, shown.lines[line]!.indexOf(text)).column },
  };
}

function searchKey(prompt: Prompt, search: Search, key: Key, history: readonly string[]): Prompt | null {
  switch (key) {
    case 'escape':
    case 'ctrl-g':
      return { ...prompt, area: search.before, search: null };
    case 'backspace':
      return searched(
        { ...prompt, search: { ...search, at: null } },
        search.text.slice(0, -1),
        history.length,
        history,
      );
    default:
      return edited(accepted(prompt), key, history);
  }
}

/** What the search has found becomes what is written. */
export function accepted(prompt: Prompt): Prompt {
  return prompt.search === null ? prompt : { ...prompt, search: null };
}

/** As Enter takes it: what the search has found is entered as a whole, wherever the text that was searched for stands in it. */
export function chosen(prompt: Prompt): Prompt {
  return prompt.search === null ? prompt : { ...prompt, area: atEnd(prompt.area), search: null };
}

function atEnd(area: TextArea): TextArea {
  const line = area.lines.length - 1;
  return { ...area, cursor: { line, column: area.lines[line]!.length } };
}

/** One that fits is taken at once; of several, what they begin with in common, and all of them are shown. */
export function suggested(prompt: Prompt, prefix: string, suggestions: readonly Suggestion[]): Prompt {
  if (suggestions.length === 0) return { ...prompt, menu: null };
  const common = commonStart(suggestions.map(({ text }) => text));
  const start = common.length > prefix.length ? common : prefix;
  const replaced = start === prefix ? prompt : replacedBefore(prompt, prefix, start);
  if (suggestions.length === 1) return { ...replaced, menu: null };
  return { ...replaced, menu: { suggestions, chosen: -1, typed: start } };
}

export function chosenNext(prompt: Prompt, by: 1 | -1): Prompt {
  const { menu } = prompt;
  if (menu === null) return prompt;
  const count = menu.suggestions.length;
  const chosen = menu.chosen === -1 && by === -1 ? count - 1 : (menu.chosen + by + count) % count;
  const { text } = menu.suggestions[chosen]!;
  return { ...replacedBefore(prompt, menu.typed, text), menu: { ...menu, chosen, typed: text } };
}

function replacedBefore(prompt: Prompt, before: string, text: string): Prompt {
  const { line, column } = prompt.area.cursor;
  const { lines } = prompt.area;
  const whole = lines[line]!;
  const start = column - before.length;
  const next = whole.slice(0, start) + text + whole.slice(column);
  const changed = replaceText(prompt.area, lines.with(line, next).join('\n'));
  return { ...prompt, area: { ...changed, cursor: { line, column: start + text.length } } };
}

function commonStart(texts: readonly string[]): string {
  let [common = ''] = texts;
  for (const text of texts) while (!text.startsWith(common)) common = common.slice(0, -1);
  return common;
}
