/**
 * What can be said of a file without a parser of JavaScript: bytes that no program has, brackets without end, and what the
 * stripper of types finds, which reads the whole language.
 */
import { stripTypeScriptTypes } from 'node:module';
import type { Saying, SayingCode } from '../trace/saying.ts';
import type { OwnFile } from './own-files.ts';
import { codeInTypes, syntaxWords } from './syntax-words.ts';
import { tooLong } from './too-long.ts';

export interface Source {
  readonly fileName: string;
  readonly source: string;
  /** The other files of the program, in the order in which their lines count; none: it may not name any. */
  readonly files?: readonly OwnFile[];
}

/** By its name. */
export function mayHaveTypes(fileName: string): boolean {
  return /\.m?ts$/.test(fileName);
}

/** All that the program's files say, for whoever looks for a word. */
export function wholeText({ source, files = [] }: Source): string {
  return files.reduce((text, file) => `${text}\n${file.source ?? ''}`, source);
}

/** Why a file cannot run. `line` and `column` count from 1; null when the fault has no place. */
export interface CompileProblem {
  readonly message: string;
  readonly line: number | null;
  readonly column: number | null;
  /** `message` for other languages; none where the words are a parser's. */
  readonly saying?: Saying;
}

export interface Rejected {
  readonly ok: false;
  readonly problem: CompileProblem;
}

/** Deeper nesting of brackets is refused, before a parser's stack meets it. */
export const MAX_NESTING = 200;
const TOO_DEEP = 'The program is nested too deeply to be read.';

export class Refusal extends Error {
  readonly place: { readonly line: number; readonly column: number } | null;
  readonly saying: Saying | null;
  constructor(message: string, place: { line: number; column: number } | null, saying: Saying | null = null) {
    super(message);
    this.place = place;
    this.saying = saying;
  }
}

export function say(code: SayingCode, ...args: readonly (string | number)[]): Saying {
  return { code, args: args.map(String) };
}

/** What `read` makes of the file, or why it refused it. */
export function orProblem<T extends { readonly ok: true }>(file: Source, read: () => T): T | Rejected {
  const problem = tooLong(wholeText(file));
  if (problem !== null) return { ok: false, problem };
  try {
    return read();
  } catch (error) {
    if (error instanceof Refusal) {
      const { message, place, saying } = error;
      const problem = { message, line: place?.line ?? null, column: place?.column ?? null };
      return { ok: false, problem: saying === null ? problem : { ...problem, saying } };
    }
    if (error instanceof RangeError) {
      return { ok: false, problem: { message: TOO_DEEP, line: null, column: null, saying: say('tooDeep') } };
    }
    throw error;
  }
}

/** Node reads its stripper of types when it is needed first: that must be before its powers are gone. */
export function loadStripper(): void {
  stripTypeScriptTypes('');
}

/** False once a text has brought the stripper down: then it refuses every text, for as long as this process lives. */
export function isStripperAlive(): boolean {
  try {
    loadStripper();
    return true;
  } catch {
    return false;
  }
}

export function refuseUnreadable(source: string): void {
  const binary = /[\u0000-\u0008\u000e-\u001a\u001c-\u001f\ufffd]/.exec(source);
  if (binary)
    throw new Refusal('This is not a text file: it contains bytes that no program has.', null, say('notText'));
}

export function blankHashbang(source: string): string {
  return source.startsWith('#!') ? source.replace(/^[^\n]*/, (line) => ' '.repeat(line.length)) : source;
}

/** What the tokenizer can't read (a decorator, an error) may still hold brackets: they are counted as they stand. */
export function refuseUncounted(source: string, from: number, depthBefore: number): void {
  let depth = depthBefore;
  for (let index = from; index < source.length; index++) {
    if ('([{'.includes(source[index]!)) depth++;
    else if (')]}'.includes(source[index]!)) depth--;
    if (depth > MAX_NESTING) throw nestedTooDeep(placeAt(source, index));
  }
}

export function nestedTooDeep(place: { line: number; column: number }): Refusal {
  return new Refusal(`Brackets are nested more than ${MAX_NESTING} deep.`, place, say('bracketsTooDeep', MAX_NESTING));
}

export function withoutTypes(source: string): string {
  try {
    return stripTypeScriptTypes(source, { mode: 'strip' });
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const { code } = error as NodeJS.ErrnoException;
    // The stripper itself broke down; what it says then means nothing to a learner.
    if (!code?.endsWith('_TYPESCRIPT_SYNTAX')) throw new Refusal(TOO_DEEP, null, say('tooDeep'));
    const { stack = '', message } = error;
    const shown = placeInStack(source, stack);
    if (code === 'ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX') {
      const code = codeInTypes(message);
      if (code !== null) throw new Refusal(code.message, shown, code.saying);
    }
    throw syntaxRefusal(message, source, shown, markIn(stack) === null);
  }
}

/** In words that a learner knows, where there are some. */
export function syntaxRefusal(
  complaint: string,
  source: string,
  at: { readonly line: number; readonly column: number } | null,
  isEnd: boolean,
): Refusal {
  const { message, place, saying } = syntaxWords(complaint, source, at, isEnd);
  return new Refusal(message, place, saying);
}

/** `unfinished`: more is expected where the text ends; a bracket is open, a template, a comment, an operator has nothing behind it. */
export function howItReads(source: string): 'fine' | 'unfinished' | 'wrong' {
  try {
    stripTypeScriptTypes(source, { mode: 'strip' });
    return 'fine';
  } catch (error) {
    const { code, message, stack = '' } = error as NodeJS.ErrnoException;
    if (code !== 'ERR_INVALID_TYPESCRIPT_SYNTAX') return 'wrong';
    const isOpen = /^Unterminated (?:template|block comment)/.test(message) || markIn(stack) === null;
    return isOpen ? 'unfinished' : 'wrong';
  }
}

/** How far from the left the mark of a faulty place stands, cells; null: the text ends there. */
function markIn(stack: string): number | null {
  const mark = /^[^\n]*\n[\s\S]*?\n([ \t]*)\^/.exec(stack);
  return mark === null ? null : mark[1]!.length;
}

/**
 * The stack opens with `:LINE`, a line or two of source, and a mark under the column. Without the mark, more was
 * expected than there is: the place is where the text ends, blanks aside.
 */
function placeInStack(source: string, stack: string): { line: number; column: number } | null {
  const line = Number(/^[^\n]*:(\d+)\n/.exec(stack)?.[1]);
  if (!line) return null;
  const mark = markIn(stack);
  if (mark !== null) return shownPlace(source, line, mark);
  const upTo = source.split('\n').slice(0, line).join('\n');
  return placeAt(source, upTo.trimEnd().length);
}

/** The place under which a mark stands that is `width` cells from the left: the line is shown with tabs to every fourth cell. */
function shownPlace(source: string, line: number, width: number): { line: number; column: number } {
  let column = 1;
  let cells = 0;
  for (const character of source.split('\n')[line - 1] ?? '') {
    if (cells >= width) break;
    if (character === '\t') cells += 4 - (cells % 4);
    else if (WIDE.test(character)) cells += 2;
    else if (!/[\p{Mn}\p{Cf}]/u.test(character)) cells++;
    column += character.length;
  }
  return { line, column };
}

/** Characters that take two cells of a terminal. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;

export function placeAt(source: string, offset: number): { line: number; column: number } {
  const before = source.slice(0, offset).split('\n');
  return { line: before.length, column: before.at(-1)!.length + 1 };
}
