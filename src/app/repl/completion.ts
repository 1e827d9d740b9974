/** What may be completed at the cursor, and whose parameters are being written. Pure: the names come from the session. */
import type { Signature } from '../ports.ts';

/** A name that may stand at the cursor, and what is said of it. */
export interface Suggestion {
  readonly text: string;
  readonly note: string;
}

export type Wanted =
  | { readonly is: 'command'; readonly prefix: string }
  | { readonly is: 'argument'; readonly command: string; readonly prefix: string }
  /** The last of these is the prefix; a first one that begins with a quotation mark is a module. */
  | { readonly is: 'names'; readonly path: readonly string[]; readonly prefix: string }
  | { readonly is: 'nothing' };

const NAME = '[\\p{ID_Start}$_][\\p{ID_Continue}$]*';
const COMMAND = /^\s*\.([a-z]*)$/u;
const ARGUMENT = /^\s*\.([a-z]+)\s+(\S*)$/u;
const FROM = /\b(?:from|import)\s*(["'])([^"']*)$/u;
const BRACES = /\bimport\s*\{[^}]*?([\p{ID_Continue}$]*)$/u;
const AFTER_BRACES = /^[^}"']*\}\s*from\s*["']([^"']+)["']/u;
const PATH = new RegExp(
  `(?<![\\p{ID_Continue}$.)\\]"'\`])((?:${NAME}(?:\\[\\d+\\])*\\s*\\??\\.\\s*)*)((?:${NAME})?)$`,
  'u',
);

/** `before` and `after`: the text around the cursor. `isText`: the cursor is in a string or a comment. */
export function wantedAt(before: string, after: string, isText: boolean): Wanted {
  const command = COMMAND.exec(before);
  if (command !== null) return { is: 'command', prefix: command[1]! };
  const argument = ARGUMENT.exec(before);
  if (argument !== null) return { is: 'argument', command: argument[1]!, prefix: argument[2]! };
  const from = FROM.exec(before);
  if (from !== null) return { is: 'names', path: [`"${from[2]!}`], prefix: from[2]! };
  if (isText) return { is: 'nothing' };
  const braces = BRACES.exec(before);
  if (braces !== null) {
    const module = AFTER_BRACES.exec(after)?.[1] ?? 'asyncio';
    return { is: 'names', path: [`"${module}`, braces[1]!], prefix: braces[1]! };
  }
  const found = PATH.exec(before);
  if (found === null) return { is: 'nothing' };
  const holders = found[1]!
    .replace(/\[(\d+)\]/g, '.$1')
    .split('.')
    .map((name) => name.replace('?', '').trim());
  return { is: 'names', path: [...holders.slice(0, -1), found[2]!], prefix: found[2]! };
}

const TEXTS = /\/\*[\s\S]*?\*\/|\/\/[^\n]*\n|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`/g;

/** The text ends in a string or a comment; in a hole of a template it does not. */
export function endsInText(before: string): boolean {
  const open = /["'`]|\/\/|\/\*/.exec(before.replace(TEXTS, ''));
  return open !== null && !/`[^`]*\$\{[^}]*$/.test(before);
}

const WORDS =
  `async await break case catch class const continue debugger default delete do else export extends finally for
function if import in instanceof let new null of return static super switch this throw true false try typeof undefined var void
while yield`.split(/\s+/);

/** Words of the language; of a letter alone there are too many. */
export function wordsFor(prefix: string): readonly string[] {
  return prefix.length < 2 ? [] : WORDS.filter((word) => word.startsWith(prefix) && word !== prefix);
}

/** The function whose parameters stand where the cursor is, and which of them. */
export interface Call {
  readonly name: string;
  readonly isMember: boolean;
  readonly argument: number;
}

/** So far back an open bracket is looked for. */
const FAR_BACK = 1_000;
const CALLED = new RegExp(`(\\.\\s*)?(${NAME})\\s*(?:<[^<>()]*>)?$`, 'u');

export function callAt(before: string): Call | null {
  const text = before
    .slice(-FAR_BACK)
    .replace(/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`/g, (quoted) => '_'.repeat(quoted.length));
  let depth = 0;
  let argument = 0;
  for (let at = text.length - 1; at >= 0; at--) {
    const character = text[at]!;
    if (')]}'.includes(character)) depth++;
    else if (character === ',' && depth === 0) argument++;
    else if ('([{'.includes(character) && --depth < 0) {
      const called = character === '(' ? CALLED.exec(text.slice(0, at)) : null;
      if (called !== null) return { name: called[2]!, isMember: called[1] !== undefined, argument };
      // The argument that is looked at is an object, a list or a bracket of another call.
      [depth, argument] = [0, 0];
    }
  }
  return null;
}

export type Signatures = ReadonlyMap<string, readonly string[]>;

export function withSignatures(known: Signatures, more: readonly Signature[]): Signatures {
  return more.length === 0 ? known : new Map([...known, ...more]);
}

/** Of a method, if all classes that have one of that name agree. */
export function parametersOf(signatures: Signatures, name: string, isMember: boolean): readonly string[] | null {
  const own = signatures.get(name);
  if (own !== undefined) return own;
  if (!isMember) return null;
  const found = methodsOf(signatures).get(name);
  return found ?? null;
}

const METHODS = new WeakMap<Signatures, ReadonlyMap<string, readonly string[] | null>>();

function methodsOf(signatures: Signatures): ReadonlyMap<string, readonly string[] | null> {
  const known = METHODS.get(signatures);
  if (known !== undefined) return known;
  const methods = new Map<string, readonly string[] | null>();
  for (const [name, parameters] of signatures) {
    const method = name.slice(name.indexOf('.') + 1);
    if (method === name) continue;
    const before = methods.get(method);
    const agrees = before === undefined || before?.join() === parameters.join();
    methods.set(method, agrees ? parameters : null);
  }
  METHODS.set(signatures, methods);
  return methods;
}

export function signatureText(name: string, parameters: readonly string[]): string {
  return `${name}(${parameters.join(', ')})`;
}
