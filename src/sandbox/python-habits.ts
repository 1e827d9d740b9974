/**
 * What people write who come from Python, found in a text that cannot be read: what to write here instead. Only the line is
 * looked at in which a parser stopped, or an `import` right above it, which goes on over the end of its line.
 */
import { codeOnly } from './code-only.ts';

export interface PythonHabit {
  /** Both count from 1. */
  readonly line: number;
  readonly column: number;
  readonly written: string;
  readonly here: string;
  /** Of an import that gives nothing another name. */
  readonly modules?: readonly string[];
}

const LONGEST_QUOTED = 72;
/** Nobody writes longer ones by hand. */
const LONGEST_LINE = 300;
/** `f"…"`: what it is here has no short form. */
export const TEMPLATE = '`…`';

/** `line`: where the parser stopped, from 1. */
export function pythonHabit(source: string, line: number): PythonHabit | null {
  const lines = source.split('\n');
  const codes = codeOnly(source)
    .split('\n')
    .map((code) => (code.length > LONGEST_LINE ? '' : code));
  const above = codes.slice(0, line - 1).findLastIndex((code) => code.trim() !== '');
  const before = above === -1 ? null : importIn(codes[above]!);
  if (before !== null) return { line: above + 1, ...before };
  const found = habitIn(lines[line - 1] ?? '', codes[line - 1] ?? '');
  return found === null ? null : { line, ...found };
}

/** A line that opens a block in Python: what is indented below it belongs to it. */
export function opensPythonBlock(source: string): boolean {
  const last = codeOnly(source).trimEnd().split('\n').at(-1)!;
  return blockIn(withoutComment(last)) !== null && withoutComment(last).endsWith(':');
}

/** A line that goes on with a block of Python's: `else:` and its like. */
export function continuesPythonBlock(line: string): boolean {
  return /^(?:\s+\S|\s*$|(?:else|elif|except|finally)\b.*:)/.test(line);
}

type Found = Omit<PythonHabit, 'line'>;

function habitIn(text: string, code: string): Found | null {
  const import_ = importIn(code);
  if (import_ !== null) return import_;
  const bare = withoutComment(code);
  // What is in strings is said again as it was written.
  const block = blockIn(text.slice(0, bare.length));
  if (block !== null && blockIn(bare) !== null) {
    const written = text.slice(0, bare.length).trim();
    return { column: indentOf(text) + 1, written: cut(written), here: cut(block) };
  }
  for (const [pattern, here] of WORDS) {
    const match = pattern.exec(bare);
    if (match === null) continue;
    const whole = match[1]!;
    const column = match.index + match[0].indexOf(whole) + 1;
    const written = text.slice(column - 1, column - 1 + whole.length).trim();
    return { column, written: cut(written), here: cut(typeof here === 'string' ? here : here(match, written)) };
  }
  if (bare === code.trimEnd()) return null;
  return { column: code.indexOf('#') + 1, written: '# …', here: '// …' };
}

function cut(text: string): string {
  return text.length > LONGEST_QUOTED ? `${text.slice(0, LONGEST_QUOTED)}…` : text;
}

function indentOf(text: string): number {
  return text.length - text.trimStart().length;
}

/** `#` begins a comment in Python; here it begins a private name. */
function withoutComment(code: string): string {
  return code.replace(/(?:^|\s)#(?=\s|$|[^\w\s!]|\w+(?!\s+in\b)(?:\s+\w+)+).*$/, '').trimEnd();
}

// Imports

const MODULE = String.raw`[A-Za-z_]\w*(?:\.\w+)*`;
const IMPORT = new RegExp(
  String.raw`^\s*import\s+(${MODULE}(?:\s+as\s+\w+)?(?:\s*,\s*${MODULE}(?:\s+as\s+\w+)?)*)\s*;?\s*(?:#.*)?$`,
);
const FROM = new RegExp(String.raw`^\s*from\s+(${MODULE})\s+import\s+(\*|\(?[\w\s,]+\)?)\s*;?\s*(?:#.*)?$`);

function importIn(code: string): Found | null {
  const column = indentOf(code) + 1;
  const written = cut(code.replace(/#.*/, '').trim());
  const modules = IMPORT.exec(code)?.[1]!.split(',').map(asPair);
  if (modules !== undefined) {
    const here = modules.map(({ name, as }) => `import * as ${as ?? name.split('.').at(-1)!} from "${name}"`);
    const unnamed = modules.every(({ as }) => as === null) ? { modules: modules.map(({ name }) => name) } : {};
    return { column, written, here: cut(here.join('; ')), ...unnamed };
  }
  const from = FROM.exec(code);
  if (from === null) return null;
  const [, module, listed] = from as unknown as [string, string, string];
  if (listed === '*') {
    const here = `import * as ${module.split('.').at(-1)!} from "${module}"`;
    return { column, written, here, modules: [module] };
  }
  const names = listed
    .replace(/[()]/g, '')
    .split(',')
    .map(asPair)
    .filter(({ name }) => name !== '');
  const list = names.map(({ name, as }) => (as === null ? camelCase(name) : `${camelCase(name)} as ${as}`));
  const unnamed = names.every(({ as }) => as === null) ? { modules: [module] } : {};
  return { column, written, here: cut(`import { ${list.join(', ')} } from "${module}"`), ...unnamed };
}

function asPair(text: string): { readonly name: string; readonly as: string | null } {
  const [name = '', , as] = text.trim().split(/\s+/);
  return { name, as: as ?? null };
}

/** `create_task` is `createTask` here; names in capitals stay. */
function camelCase(name: string): string {
  return /[a-z]/.test(name)
    ? name.replace(/(?<=[a-z\d])_([a-z\d])/g, (_, letter: string) => letter.toUpperCase())
    : name;
}

// Blocks

const NAME = '[A-Za-z_]\\w*';

/** What a line that opens a block is here; null: it opens none. */
function blockIn(line: string): string | null {
  for (const [pattern, here] of BLOCKS) {
    const match = pattern.exec(line.trim());
    if (match !== null) return here(...(match.slice(1) as (string | undefined)[]).map((part) => part ?? ''));
  }
  return null;
}

const BLOCKS: readonly (readonly [RegExp, (...parts: string[]) => string])[] = [
  [new RegExp(`^async\\s+def\\s+(${NAME})\\s*(?:\\((.*)\\))?`), (name, given) => asyncFunction(name!, given!)],
  [new RegExp(`^def\\s+(${NAME})\\s*(?:\\((.*)\\))?`), (name, given) => plainFunction(name!, given!)],
  [
    new RegExp(`^class\\s+(${NAME})\\s*(?:\\(\\s*([\\w.]*)[^)]*\\))?\\s*:`),
    (name, base) => `class ${name}${base === '' ? '' : ` extends ${base === 'Exception' ? 'Error' : base}`} { … }`,
  ],
  [/^(if|elif|while)\b\s*([^({\s][^{};]*?|\([^{};]*\)[^{};?]*?)\s*:$/, (word, what) => conditional(word!, what!)],
  [/^(if|elif|while)\s+([^({\s:][^{};:?]*):\s*[^\s{};][^{};]*$/, (word, what) => conditional(word!, what!)],
  [/^(else|try|finally)\s*:$/, (word) => `${word} { … }`],
  [
    /^except\s*\*\s*(.+?)(?:\s+as\s+(\w+))?\s*:$/,
    (what, name) => `catch (e) { await exceptStar(e, [${what}, (${name || 'group'}) => { … }]) }`,
  ],
  [/^except\b(?:.*?\s+as\s+(\w+))?.*:$/, (name) => `catch (${name || 'error'}) { … }`],
  [/^async\s+for\s+(.+?)\s+in\s+(.+?):/, (name, list) => `for await (const ${target(name!)} of ${list}) { … }`],
  [new RegExp(`^for\\s+(${NAME})\\s+in\\s+range\\((.*)\\)\\s*:`), (name, given) => counting(name!, given!)],
  [/^for\s+([^(\s].*?)\s+in\s+(.+?):/, (name, list) => `for (const ${target(name!)} of ${iterable(list!)}) { … }`],
  [/^async\s+with\s+(.+?)(?:\s+as\s+(\w+))?\s*:/, (what, name) => asyncWith(what!, name!)],
  [/^with\s+([\w.]+)\s*:/, (lock) => `${lock}.with(() => { … })`],
  [/^with\s+([^(\s].*?)(?:\s+as\s+(\w+))?\s*:/, (what, name) => `{ using ${name || '_'} = ${what}; … }`],
  [/^match\s+([^(\s:].*?):$/, (what) => `switch (${what}) { … }`],
];

function asyncFunction(name: string, given: string): string {
  const { parameters, isMethod } = parametersOf(given);
  return isMethod
    ? `async ${camelCase(name)}(${parameters}) { … }`
    : `const ${camelCase(name)} = coroutine(async (${parameters}) => { … })`;
}

function plainFunction(name: string, given: string): string {
  const { parameters, isMethod } = parametersOf(given);
  if (name === '__init__') return `constructor(${parameters}) { … }`;
  return `${isMethod ? '' : 'function '}${camelCase(name)}(${parameters}) { … }`;
}

/** Without their types; `self` is `this` here, and no parameter. */
function parametersOf(given: string): { readonly parameters: string; readonly isMethod: boolean } {
  const parts = given.split(/,(?![^([{]*[)\]}])/).map((part) => part.trim());
  const isMethod = /^(?:self|cls)\b/.test(parts[0]!);
  const names = parts.slice(isMethod ? 1 : 0).flatMap((part) => {
    const match = /^(\*{0,2})(\w+)(?:\s*:[^=]*)?(?:\s*=\s*(.*))?$/.exec(part);
    if (match === null) return [];
    const [, stars, name, value] = match;
    return [`${stars === '*' ? '...' : ''}${name}${value === undefined ? '' : ` = ${inWords(value)}`}`];
  });
  return { parameters: names.join(', '), isMethod };
}

function conditional(word: string, what: string): string {
  const condition = inWords(/^\(.*\)$/.test(what) ? what.slice(1, -1) : what);
  return `${word === 'elif' ? 'else if' : word} (${condition}) { … }`;
}

function counting(name: string, given: string): string {
  const [first = '', last, step] = given.split(',').map((part) => part.trim());
  const [from, to] = last === undefined ? ['0', first] : [first, last];
  const on = step === undefined ? `${name}++` : `${name} += ${step}`;
  return `for (let ${name} = ${from}; ${name} < ${to}; ${on}) { … }`;
}

function target(name: string): string {
  return name.includes(',') ? `[${name.replace(/[()]/g, '')}]` : name;
}

function iterable(list: string): string {
  const counted = /^enumerate\((.*)\)$/.exec(list);
  if (counted !== null) return `${counted[1]}.entries()`;
  const items = /^(.*)\.items\(\)$/.exec(list);
  return items === null ? list : `Object.entries(${items[1]})`;
}

function asyncWith(what: string, name: string): string {
  const call = /^(?:asyncio\.)?(TaskGroup|timeout|timeout_at)\((.*)\)$/.exec(what);
  if (call?.[1] === 'TaskGroup') return `await taskGroup(async (${name || 'tg'}) => { … })`;
  if (call !== null) return `await ${camelCase(call[1]!)}(${call[2]}, async (${name}) => { … })`;
  if (/^[\w.]+$/.test(what) && name === '') return `await ${what}.with(async () => { … })`;
  return `await asyncWith(${what}, async (${name}) => { … })`;
}

function mapped(list: string, name: string, each: string): string {
  const counted = /^range\(([^,]+)\)$/.exec(list);
  return counted === null
    ? `${list}.map((${name}) => ${each})`
    : `Array.from({ length: ${counted[1]} }, (_, ${name}) => ${each})`;
}

/** Words of Python's that are signs or other words here. */
function inWords(text: string): string {
  return text
    .replace(/\bis\s+not\b/g, '!==')
    .replace(/\bis\b/g, '===')
    .replace(/\bnot\s+(?!in\b)/g, '!')
    .replace(/\band\b/g, '&&')
    .replace(/\bor\b/g, '||')
    .replace(/\bNone\b/g, 'null')
    .replace(/\bTrue\b/g, 'true')
    .replace(/\bFalse\b/g, 'false');
}

// Within a line

/** `written`: all of it as it stands there, with what is in its strings. */
type Here = string | ((match: RegExpExecArray, written: string) => string);

const VALUE = String.raw`[\w)\]}"'\x60]`;
const BEGINS_VALUE = String.raw`[\w(\[{"'\x60-]`;

/** What is in the first group is said again. */
const WORDS: readonly (readonly [RegExp, Here])[] = [
  [/^\s*(elif)\b/, 'else if (…) { … }'],
  [/^\s*(print)\s+[^(=.\s]/, 'console.log(…)'],
  [
    new RegExp(String.raw`^\s*(raise\s+(${NAME})\b.*)`),
    ({ 2: name }) => `throw new ${name === 'Exception' ? 'Error' : name}(…)`,
  ],
  [/^\s*(del\s+\w[\w.[\]"' ]*)$/, (_, written) => written.replace(/^del/, 'delete')],
  [/^\s*(assert)\s+\w/, 'console.assert(…)'],
  [/^\s*((?:global|nonlocal)\s+(\w+))/, ({ 2: name }) => `let ${name}`],
  [
    /(\blambda\s+(\w[\w,\s]*):)/,
    ({ 2: names }) =>
      `(${names!
        .split(',')
        .map((name) => name.trim())
        .join(', ')}) => …`,
  ],
  [/(?:[=(]\s*|\breturn\s+)(lambda\s*:)/, '() => …'],
  [/(?<![\w$])([rbu]*f[rb]*)["']/i, TEMPLATE],
  [/("""|''')/, '/* … */'],
  [
    /(\[\s*([^[\]]+?)\s+for\s+(\w+)\s+in\s+([^[\]]+?)\s*\])/,
    ({ 2: each, 3: name, 4: list }) => mapped(list!.replace(/\s+if\b.*/, ''), name!, each!),
  ],
  [/[[(,].*\b(for\s+(\w+)\s+in)\b/, ({ 2: name }) => `.map((${name}) => …)`],
  [/(?:^|[=(,]|\breturn\b)\s*([^=(,]+?\s+if\s+[^()]+\s+else\s+[^,)]+)/, 'condition ? one : other'],
  [new RegExp(String.raw`(?:${VALUE})\s+(is\s+not)\s+${BEGINS_VALUE}`), '!=='],
  [new RegExp(String.raw`(?:${VALUE})\s+(is)\s+(?:None|True|False|\d)`), '==='],
  [new RegExp(String.raw`(?:${VALUE})\s+(not\s+in)\s+${BEGINS_VALUE}`), '!list.includes(x)'],
  [new RegExp(String.raw`(?:${VALUE})\s+(and)\s+${BEGINS_VALUE}`), '&&'],
  [new RegExp(String.raw`(?:${VALUE})\s+(or)\s+${BEGINS_VALUE}`), '||'],
  [/(?:^|[=(,:&|]|\breturn|\band|\bor)\s*(not)\s+[\w(]/, '!'],
  [/[(,]\s*(\*\*\w+)/, ({ 1: name }) => `{ ...${name!.slice(2)} }`],
  [/[(,]\s*(\*\w+)\s*[,)]/, ({ 1: name }) => `...${name!.slice(1)}`],
  [
    /[\w)\]](\[\s*(-?\w*)\s*:\s*(-?\w*)\s*\])/,
    ({ 2: from, 3: to }) => `.slice(${from || '0'}${to === '' ? '' : `, ${to}`})`,
  ],
];
