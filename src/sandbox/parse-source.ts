/**
 * A learner's file is read: types off, and what is left as a syntax tree. What can't be read is a problem with its place; text
 * that would wear a parser out is refused before a parser sees it, so strangers' text may come in.
 */
import { stripTypeScriptTypes } from 'node:module';
import type * as ESTree from 'acorn';
import { parse, type Token, tokenizer } from 'acorn';
import { recursive } from 'acorn-walk';
import type { Saying, SayingCode } from '../trace/saying.ts';
import { tooLong } from './too-long.ts';

export interface Source {
  readonly fileName: string;
  readonly source: string;
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

/** A file that can be read. `javascript` is `source` without its types, everything where it was. */
interface Parsed {
  readonly source: string;
  readonly javascript: string;
  readonly isModule: boolean;
  readonly tree: ESTree.Program;
  readonly tokens: readonly Token[];
}

/** Deeper nesting of brackets is refused, before a parser's stack meets it. */
const MAX_NESTING = 200;
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
  const problem = tooLong(file.source);
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

/** Throws a `Refusal`, or a `RangeError` where a parser's stack ends. */
export function parseOrRefuse(file: Source): Parsed {
  refuseUnreadable(file.source);
  const source = blankHashbang(file.source.replace(/^\ufeff/, ''));
  refuseDeepNesting(source);
  const javascript = /\.m?ts$/.test(file.fileName) ? withoutTypes(source) : source;
  const isModule = !file.fileName.endsWith('.js') || looksLikeModule(javascript);
  return { source, javascript, isModule, ...parseProgram(javascript, isModule) };
}

function refuseUnreadable(source: string): void {
  const binary = /[\u0000-\u0008\u000e-\u001a\u001c-\u001f\ufffd]/.exec(source);
  if (binary)
    throw new Refusal('This is not a text file: it contains bytes that no program has.', null, say('notText'));
}

function blankHashbang(source: string): string {
  return source.startsWith('#!') ? source.replace(/^[^\n]*/, (line) => ' '.repeat(line.length)) : source;
}

/** Counts brackets with acorn's tokenizer, which does not recurse; what it can't read is left to the parsers. */
function refuseDeepNesting(source: string): void {
  let depth = 0;
  let operators = 0;
  const tokens = tokenizer(source, { ecmaVersion: 'latest', sourceType: 'module', allowHashBang: true });
  for (;;) {
    let token;
    try {
      token = tokens.getToken();
    } catch {
      return refuseUncounted(source, (tokens as unknown as { pos: number }).pos, depth);
    }
    const label = token.type.label;
    if (label === 'eof') return;
    if (label === '(' || label === '[' || label === '{' || label === '${') depth++;
    else if (label === ')' || label === ']' || label === '}') depth--;
    operators = label === ';' || label === '}' || label === '{' ? 0 : operators + 1;
    if (depth > MAX_NESTING) {
      throw nestedTooDeep(placeAt(source, token.start));
    }
    if (operators > 20_000) {
      const place = placeAt(source, token.start);
      throw new Refusal('This statement is too long to be read.', place, say('statementTooLong'));
    }
  }
}

/** What the tokenizer can't read (a decorator, an error) may still hold brackets: they are counted as they stand. */
function refuseUncounted(source: string, from: number, depthBefore: number): void {
  let depth = depthBefore;
  for (let index = from; index < source.length; index++) {
    if ('([{'.includes(source[index]!)) depth++;
    else if (')]}'.includes(source[index]!)) depth--;
    if (depth > MAX_NESTING) throw nestedTooDeep(placeAt(source, index));
  }
}

function nestedTooDeep(place: { line: number; column: number }): Refusal {
  return new Refusal(`Brackets are nested more than ${MAX_NESTING} deep.`, place, say('bracketsTooDeep', MAX_NESTING));
}

function withoutTypes(source: string): string {
  try {
    return stripTypeScriptTypes(source, { mode: 'strip' });
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const { code } = error as NodeJS.ErrnoException;
    // The stripper itself broke down; what it says then means nothing to a learner.
    if (!code?.endsWith('_TYPESCRIPT_SYNTAX')) throw new Refusal(TOO_DEEP, null, say('tooDeep'));
    const shown = placeInStack(source, error.stack ?? '');
    if (code !== 'ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX') throw new Refusal(`SyntaxError: ${error.message}`, shown);
    const why = 'types are only taken off here, never turned into code';
    const what = error.message.replace(/\.$/, '');
    // A sentence of its own already says what to write.
    const whole = what === error.message ? `${what}: write it without, since ${why}.` : `${what}: ${why}.`;
    throw new Refusal(whole, shown, say('typesThatAreCode', what));
  }
}

/**
 * The stack opens with `:LINE`, a line or two of source, and a mark under the column. Without the mark, more was
 * expected than there is: the place is where the text ends, blanks aside.
 */
function placeInStack(source: string, stack: string): { line: number; column: number } | null {
  const line = Number(/^[^\n]*:(\d+)\n/.exec(stack)?.[1]);
  if (!line) return null;
  const mark = /^[^\n]*\n[\s\S]*?\n([ \t]*)\^/.exec(stack);
  if (mark) return shownPlace(source, line, mark[1]!.length);
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

/**
 * Node's rule for `.js`: import, export, `import.meta` or a top-level `await` make it a module. Unlike Node, `await (x)`
 * counts too, which a script could only mean as a call of a function named `await`.
 */
function looksLikeModule(source: string): boolean {
  try {
    const tree = parse(source, {
      ecmaVersion: 'latest',
      sourceType: 'script',
      allowHashBang: true,
      allowReturnOutsideFunction: true,
    });
    return namesAwait(tree) && canBeModule(source);
  } catch {
    return true;
  }
}

/** Whether code outside every function uses `await` as a name. */
function namesAwait(tree: ESTree.Program): boolean {
  let found = false;
  recursive(tree, null, {
    Function() {},
    Identifier(node: ESTree.Identifier) {
      found ||= node.name === 'await';
    },
  });
  return found;
}

function canBeModule(source: string): boolean {
  try {
    parse(source, { ecmaVersion: 'latest', sourceType: 'module', allowHashBang: true });
    return true;
  } catch {
    return false;
  }
}

function parseProgram(
  source: string,
  isModule: boolean,
): { readonly tree: ESTree.Program; readonly tokens: readonly Token[] } {
  const tokens: Token[] = [];
  try {
    const tree = parse(source, {
      ecmaVersion: 'latest',
      sourceType: isModule ? 'module' : 'script',
      locations: true,
      allowHashBang: true,
      allowReturnOutsideFunction: !isModule,
      onToken: tokens,
    });
    if (isModule) refuseHtmlComments(source, tokens);
    return { tree, tokens };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw refusedBy(error, 1);
  }
}

/** V8 takes `<!--` for no operators in a module, as acorn does, and for a comment in the script that it runs here. */
function refuseHtmlComments(source: string, tokens: readonly Token[]): void {
  const found = tokens.find((token) => token.end === token.start + 1 && source.startsWith('<!--', token.start));
  if (found) throw new Refusal('SyntaxError: HTML comments are not allowed in modules', placeAt(source, found.start));
}

/** A parser's complaint, with its place. */
export function refusedBy(error: SyntaxError, firstColumn: number | null): Refusal {
  const { loc } = error as SyntaxError & { loc?: { line: number; column: number } };
  const message = error.message.replace(/ \(\d+:\d+\)$/, '');
  const column = loc && firstColumn !== null ? loc.column + firstColumn : 1;
  return new Refusal(`SyntaxError: ${message}`, loc ? { line: loc.line, column } : null);
}

function placeAt(source: string, offset: number): { line: number; column: number } {
  const before = source.slice(0, offset).split('\n');
  return { line: before.length, column: before.at(-1)!.length + 1 };
}
