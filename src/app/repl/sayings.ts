/** What the transcript says of entries, errors and warnings, as styled lines. */
import { highlightCode } from '../../text/code.ts';
import { byEntry, entryHint } from '../../text/entry-words.ts';
import { errorText, warningText } from '../../text/error-words.ts';
import { limitText } from '../../text/limit-words.ts';
import { PANEL_WORDS } from '../../text/panel-words.ts';
import type { StyledLine } from '../../text/styled.ts';
import { between } from '../../text/truncate.ts';
import { harmless, textWidth } from '../../text/width.ts';
import type { ErrorText, EventOf, Place } from '../../trace/event.ts';
import type { Language } from '../../course/course.ts';
import { type EntryLines, entryLabel } from '../../trace/entry-lines.ts';
import type { EntryProblem } from '../ports.ts';
import { textLines } from './transcript.ts';
import { REPL_WORDS } from './words.ts';

/** What an interactive session may hold the loop for, seconds: `commands/repl.ts` gives the sandbox the same. */
export const UNAWAITED_SECONDS = 5;
/** A longer result is shown without colours. */
const COLOURED_UP_TO = 4_000;

/** Whose lines are told of, and in which language. */
export interface About {
  readonly language: Language;
  readonly lines: EntryLines;
}

export function promptLabel(number: number): string {
  return `[${number}]› `;
}

export function entryLines(label: string, source: string): readonly StyledLine[] {
  const indent = continuation(label);
  return highlightCode(source, 'ts').map((line, row) => [
    { text: row === 0 ? label : indent, look: row === 0 ? 'key' : 'dim' },
    ...line,
  ]);
}

/** `   … `, as wide as the label of the first line. */
export function continuation(label: string): string {
  return `${' '.repeat(Math.max(0, textWidth(label) - 2))}… `;
}

export function resultLines(text: string): readonly StyledLine[] {
  return text.length > COLOURED_UP_TO ? textLines(text, 'plain') : highlightCode(text, 'js');
}

/** `task`: whose it is, and that no entry waits for it; '' where it is of no task. */
export function uncaughtLines(whose: About, task: string, error: ErrorText): readonly StyledLine[] {
  if (task === '') return errorLines(whose, error, (text) => REPL_WORDS[whose.language].uncaught(text));
  return [...textLines(REPL_WORDS[whose.language].taskFailed(task), 'bad'), ...errorLines(whose, error)];
}

export function errorLines(
  { language, lines: known }: About,
  error: ErrorText,
  told: (text: string) => string = (text) => text,
): readonly StyledLine[] {
  const { place, awaitedAt, name } = error;
  const quoted = place === null ? null : known.at(place.line);
  const hint = entryHint(error.message, quoted?.text ?? '', language);
  const text = byEntry(whatWentWrong(error, language), known);
  const lines = [...textLines(`✗ ${told(error.whole === undefined ? text : text.replaceAll('\n', '\n  '))}`, 'bad')];
  if (name === 'TimeLimit' && place === null) return lines;
  return [
    ...lines,
    ...quote(known, place),
    ...(awaitedAt === undefined ? [] : quote(known, awaitedAt)),
    ...(hint === null ? [] : textLines(hint, 'warning')),
  ];
}

function whatWentWrong(error: ErrorText, language: Language): string {
  if (error.name === 'TimeLimit') return limitText('seconds without an await', UNAWAITED_SECONDS, language);
  if (error.name === 'KeyboardInterrupt') return REPL_WORDS[language].stopped;
  return errorText(error, language);
}

/** Of an entry that could not be read. */
export function problemLines(
  { language }: About,
  number: number,
  source: string,
  problem: EntryProblem,
): readonly StyledLine[] {
  const { message, line, column, saying } = problem;
  const text = errorText({ name: 'Rejected', message, place: null, ...(saying && { saying }) }, language);
  const quoted =
    line === null ? [] : quoteLines(entryLabel(number, source, line), source.split('\n')[line - 1] ?? '', column);
  return [...textLines(`✗ ${text}`, 'bad'), ...quoted];
}

export function warningLines({ language, lines: known }: About, event: EventOf<'warning'>): readonly StyledLine[] {
  const text = PANEL_WORDS[language].labelled(PANEL_WORDS[language].warning, warningText(event, language));
  return [...textLines(`! ${text}`, 'warning'), ...quote(known, event.place)];
}

export function limitLines({ language, lines: known }: About, event: EventOf<'limitReached'>): readonly StyledLine[] {
  const text = limitText(event.name, event.value, language);
  return [...textLines(`! ${text}`, 'bad'), ...quote(known, event.place)];
}

function quote(lines: EntryLines, place: Place | null): readonly StyledLine[] {
  const found = place === null ? null : lines.at(place.line);
  return place === null || found === null ? [] : quoteLines(found.label, found.text, place.column);
}

/** A longer line is cut around the column, so that the mark below it stands where it belongs. */
const QUOTED_CELLS = 36;
const BEFORE_MARK = 20;

/** `  [3] │ await main()` with a mark under the column. */
function quoteLines(label: string, text: string, column: number | null): readonly StyledLine[] {
  const source = text.trimEnd();
  const isLong = source.length > QUOTED_CELLS;
  const from = isLong ? Math.max(0, Math.min((column ?? 1) - BEFORE_MARK, source.length - QUOTED_CELLS)) : 0;
  const code = between(highlightCode(source, 'ts')[0] ?? [], from, isLong ? from + QUOTED_CELLS : source.length);
  const ellipsis = (isCut: boolean): StyledLine => (isCut ? [{ text: '…', look: 'dim' }] : []);
  const line: StyledLine = [
    { text: `  ${label} │ `, look: 'dim' },
    ...ellipsis(from > 0),
    ...code,
    ...ellipsis(isLong && from + QUOTED_CELLS < source.length),
  ];
  if (column === null || column < 1 || column > source.length + 1) return [line];
  const before = (from > 0 ? 1 : 0) + textWidth(harmless(source.slice(from, column - 1)));
  return [line, [{ text: `${' '.repeat(label.length + 5 + before)}^`, look: 'bad' }]];
}
