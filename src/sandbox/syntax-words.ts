/**
 * What a parser says of a text that it cannot read, in plain words: a habit of another language's first, then what is wrong at
 * the place. One table for the stripper of types and for the parser of JavaScript; what is not in it stays as it is.
 */
import type { Saying, SayingCode } from '../trace/saying.ts';
import { openBracket } from './code-only.ts';
import { pythonHabit, TEMPLATE } from './python-habits.ts';

/** Both count from 1. */
interface Place {
  readonly line: number;
  readonly column: number;
}

export interface SyntaxWords {
  readonly message: string;
  readonly place: Place | null;
  /** None where the words are a parser's. */
  readonly saying: Saying | null;
}

/** `isEnd`: more was expected where the text ends. */
export function syntaxWords(message: string, source: string, place: Place | null, isEnd: boolean): SyntaxWords {
  const habit = place === null ? null : habitAt(source, place);
  if (habit !== null) return habit;
  const at = place ?? { line: 1, column: 1 };
  const saying = meantBy(message, { source, place: at, found: place === null ? '' : tokenAt(source, at), isEnd });
  if (saying === null) return { message: `SyntaxError: ${message}`, place, saying };
  return { message: english(saying), place, saying };
}

function habitAt(source: string, place: Place): SyntaxWords | null {
  const habit = pythonHabit(source, place.line);
  if (habit === null) return null;
  const { line, column, written, here, modules } = habit;
  const saying: Saying =
    here === TEMPLATE
      ? { code: 'pythonTemplate', args: [] }
      : modules === undefined
        ? { code: 'python', args: [written, here] }
        : { code: 'pythonImport', args: [written, here, modules.join(' ')] };
  return { message: english(saying), place: { line, column }, saying };
}

/** What of TypeScript would have to be turned into code, as the stripper calls it, and what is written instead. */
const TYPES_THAT_ARE_CODE: readonly (readonly [RegExp, what: string, here: string])[] = [
  [/^TypeScript enum/, 'enum', 'const E = { A: 0, B: 1 } as const'],
  [/^TypeScript namespace/, 'namespace', 'const N = { … }'],
  [/^TypeScript parameter property/, 'constructor(private x)', 'x; constructor(x) { this.x = x; }'],
  [/^TypeScript import equals/, 'import x = …', 'import * as x from "…"'],
  [/^TypeScript export assignment/, 'export = …', 'export default …'],
  [/^The angle-bracket syntax for type assertions/, '<T>x', 'x as T'],
];

export function codeInTypes(complaint: string): Omit<SyntaxWords, 'place'> | null {
  const known = TYPES_THAT_ARE_CODE.find(([pattern]) => pattern.test(complaint));
  if (known === undefined) return null;
  const saying: Saying = { code: 'typesThatAreCode', args: [known[1], known[2]] };
  return { message: english(saying), saying };
}

const LONGEST_TOKEN = 24;
const TOKEN =
  /[\p{ID_Start}$_][\p{ID_Continue}$]*|\d[\w.]*|(["'])(?:[^"'\\\n]|\\.)*\1|=>|\?\?|&&|\|\||[=!<>]=+|[^\s]/uy;

/** What stands at the place, or comes first behind it in its line; empty where nothing does. */
function tokenAt(source: string, { line, column }: Place): string {
  const text = (source.split('\n')[line - 1] ?? '').slice(column - 1).trimStart();
  TOKEN.lastIndex = 0;
  const token = TOKEN.exec(text)?.[0] ?? '';
  return token.length > LONGEST_TOKEN ? `${token.slice(0, LONGEST_TOKEN)}…` : token;
}

/** Marks that an input method for Chinese gives, and those that are meant. */
const FULL_WIDTH: { readonly [mark: string]: string } = {
  '（': '(',
  '）': ')',
  '【': '[',
  '】': ']',
  '｛': '{',
  '｝': '}',
  '，': ',',
  '。': '.',
  '；': ';',
  '：': ':',
  '！': '!',
  '？': '?',
  '＝': '=',
  '＋': '+',
  '“': '"',
  '”': '"',
  '‘': "'",
  '’': "'",
};

type Meant = readonly [code: SayingCode, ...args: string[]];

interface Complaint {
  readonly source: string;
  readonly place: Place;
  /** What stands there. */
  readonly found: string;
  readonly isEnd: boolean;
}

interface Said extends Complaint {
  readonly match: RegExpExecArray;
}

function meantBy(message: string, complaint: Complaint): Saying | null {
  const { found } = complaint;
  const mark = FULL_WIDTH[found];
  const [code, ...args] = mark === undefined ? meant(message, complaint) : (['fullWidth', found, mark] as const);
  return code === null ? null : { code, args };
}

function meant(message: string, complaint: Complaint): Meant | readonly [null] {
  for (const [pattern, means] of TABLE) {
    const match = pattern.exec(message);
    if (match !== null) return means({ ...complaint, match });
  }
  return [null];
}

function endsTooEarly(source: string): Meant {
  const open = openBracket(source);
  return open === null ? ['endsTooEarly'] : ['neverClosed', open];
}

function unexpected({ found, isEnd, source }: Said): Meant {
  return isEnd || found === '' ? endsTooEarly(source) : ['unexpected', found];
}

/** What is missing before the place could be this or that. */
function missing({ found, isEnd, source, place }: Said): Meant {
  if (isEnd || found === '') return endsTooEarly(source);
  const open = CLOSING[found] === undefined ? null : openBracket(upTo(source, place));
  const isOthers = open !== null && open !== CLOSING[found];
  return isOthers ? ['neverClosed', open] : ['missingBefore', found];
}

const CLOSING: { readonly [bracket: string]: string } = { ')': '(', ']': '[', '}': '{' };

function upTo(source: string, { line, column }: Place): string {
  const lines = source.split('\n').slice(0, line);
  return [...lines.slice(0, -1), lines.at(-1)!.slice(0, column - 1)].join('\n');
}

function nameNeeded({ found, isEnd, source }: Said): Meant {
  return isEnd || found === '' ? endsTooEarly(source) : ['nameNeeded', found];
}

function needed(what: string): (said: Said) => Meant {
  return ({ found, isEnd, source }) => (isEnd || found === '' ? endsTooEarly(source) : ['neededHere', what, found]);
}

/** Of the stripper (`swc`), and where it lets something pass, of the parser (`acorn`). */
const TABLE: readonly (readonly [RegExp, (said: Said) => Meant])[] = [
  [/^Unterminated (?:string|template|block comment|comment|reg)/, ({ match, found }) => unterminated(match[0], found)],
  [/let is reserved in const|^The keyword '(\w+)' is reserved/, ({ match }) => ['reservedWord', match[1] ?? 'let']],
  [/^Legacy octal literals/, ({ found }) => ['octal', found, `0o${found.replace(/^0+/, '')}`]],
  [/^The 'with' statement/, () => ['noWith']],
  [/^'const' declarations must be initialized/, () => ['needsValue', 'const']],
  [/^Destructuring bindings require|^Complex binding patterns require/, () => ['needsValue', '{ … }']],
  [
    /^'(new\.target)' is only|^'(super)' keyword|^(super)\(\) call/,
    ({ match }) => ['notHere', match.slice(1).find(Boolean)!],
  ],
  [/^Return statement is not allowed|^'return' outside of function/, () => ['returnOutside']],
  [/^A '(break|continue)' statement can only|^Unsyntactic (break|continue)/, ({ match }) => breakOutside(match)],
  [/^await isn't allowed in non-async|^Cannot use keyword 'await' outside/, () => ['awaitOutside']],
  [/^Identifier '([^']+)' has already been declared/, ({ match }) => ['alreadyDeclared', match[1]!]],
  [/^Argument name clash/, () => ['sameParameter']],
  [/^Invalid assignment target|^The left-hand side of an assignment|^Assigning to rvalue/, () => ['notAssignable']],
  [/^Nullish coalescing operator|^Logical expressions and coalesce/, () => ['mixedNullish']],
  [/^LineBreak cannot follow 'throw'|^Illegal newline after throw/, () => ['throwAlone']],
  [/^Using declaration cannot appear/, () => ['usingNeedsBlock']],
  [/^Identifier cannot follow number|^Identifier directly after number/, missing],
  [/^Expected (?:a semicolon|';', '\}' or <eof>)|^Expected ',', got/, missing],
  [/^Expected '([^']+)', got/, (said) => needed(said.match[1]!)(said)],
  [/^Expected ident$|^Unexpected token `[^`]*`\. Expected (?:yield, )?an identifier, \[ or/, nameNeeded],
  [/^Unexpected token|^Expression expected|^Unexpected eof|^Unexpected character/, unexpected],
];

function unterminated(what: string, found: string): Meant {
  const opening = /template/.test(what) ? '`' : /comment/.test(what) ? '/*' : /reg/.test(what) ? '/' : found[0];
  return ['unterminated', opening === "'" ? "'" : (opening ?? '"')];
}

function breakOutside([, said, also]: RegExpExecArray): Meant {
  return (said ?? also) === 'break' ? ['breakOutside'] : ['continueOutside'];
}

// In English

function english({ code, args }: Saying): string {
  const words = ENGLISH[code as keyof typeof ENGLISH] as (...args: readonly string[]) => string;
  const text = words(...args);
  return /^(?:python|noWith$|typesThat)/.test(code) ? text : `SyntaxError: ${text}`;
}

const ENGLISH = {
  typesThatAreCode: (what: string, here: string) =>
    `\`${what}\` cannot be used: types are only taken off here, never turned into code. Write \`${here}\`.`,
  python: (written: string, here: string) => `\`${written}\` is Python. Here: \`${here}\`.`,
  pythonImport: (written: string, here: string) => `\`${written}\` is Python. Here: \`${here}\`.`,
  pythonTemplate: () => '`f"…"` is Python. Here such a text stands in backquotes: `${name}` for `{name}`.',
  fullWidth: (written: string, meant: string) => `\`${written}\` is a full-width mark: write \`${meant}\``,
  endsTooEarly: () => 'the text ends too early: more is expected here',
  neverClosed: (bracket: string) => `a \`${bracket}\` is never closed`,
  unexpected: (found: string) => `\`${found}\` is not expected here`,
  missingBefore: (found: string) => `something is missing before \`${found}\``,
  neededHere: (what: string, found: string) => `\`${what}\` is expected here, not \`${found}\``,
  nameNeeded: (found: string) => `a name is expected here, not \`${found}\``,
  unterminated: (opening: string) =>
    opening === '`'
      ? 'the text in backquotes that begins here has no end'
      : `what begins with \`${opening}\` here has no end`,
  reservedWord: (word: string) => `\`${word}\` is a word of the language, and cannot be a name here`,
  octal: (written: string, meant: string) => `\`${written}\` is no number here: octal ones are written \`${meant}\``,
  noWith: () => "`with` can't be used here: write `object.name`, so that every name says where it comes from.",
  needsValue: (what: string) => `\`${what}\` needs a value here: \`= …\``,
  notHere: (what: string) => `\`${what}\` cannot be used here`,
  returnOutside: () => '`return` works only in a function',
  breakOutside: () => '`break` works only in a loop or a `switch`',
  continueOutside: () => '`continue` works only in a loop',
  awaitOutside: () => '`await` works only in an async function: write `async` before the one it stands in',
  alreadyDeclared: (name: string) => `\`${name}\` is declared already`,
  sameParameter: () => 'two parameters have the same name',
  notAssignable: () => 'what stands here cannot be given a value',
  mixedNullish: () => '`??` beside `&&` or `||` needs brackets: `(a ?? b) || c`',
  throwAlone: () => 'what is thrown must begin in the line of `throw`',
  usingNeedsBlock: () => '`using` and `await using` work only in a block here: `{ await using x = …; … }`',
} as const satisfies { readonly [C in SayingCode]?: (...args: string[]) => string };
