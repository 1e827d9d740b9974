/**
 * A learner's file becomes a script that the sandbox can run: types off, imports and exports resolved, every `await` and
 * statement marked with its place. Runs in the child, since it parses strangers' text.
 *
 * The marks keep lines as they are, change nothing that the program can observe, and call hooks whose names are random, so
 * that the program cannot name them. What can't be run is a `Problem` with its place; what merely looks wrong is in
 * `warnings.ts`.
 */
import { stripTypeScriptTypes } from 'node:module';
import type * as ESTree from 'acorn';
import { parse, type Token, tokenizer } from 'acorn';
import { base, full, recursive, simple } from 'acorn-walk';
import MagicString from 'magic-string';
import type { Saying, SayingCode } from '../trace/saying.ts';
import { placeMark } from '../trace/wire.ts';
import { type HookNames, instrument, mayBeBlock, tokensFrom } from './instrument.ts';
import { nearestName } from './nearest-name.ts';
import { tooLong } from './too-long.ts';
import { topLevelOf, wantsThreads } from './top-level.ts';
import { type CompileWarning, compileWarnings } from './warnings.ts';

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

export type Compiled =
  | { readonly ok: true; readonly script: string; readonly warnings: readonly CompileWarning[] }
  | { readonly ok: false; readonly problem: CompileProblem };

/** Deeper nesting of brackets is refused, before a parser's stack meets it. */
const MAX_NESTING = 200;
const TOO_DEEP = 'The program is nested too deeply to be read.';

interface Compilation {
  readonly script: string;
  readonly warnings: readonly CompileWarning[];
}

export type ModuleExports = { readonly [module: string]: readonly string[] };

class Refusal extends Error {
  readonly place: { readonly line: number; readonly column: number } | null;
  readonly saying: Saying | null;
  constructor(message: string, place: { line: number; column: number } | null, saying: Saying | null = null) {
    super(message);
    this.place = place;
    this.saying = saying;
  }
}

function say(code: SayingCode, ...args: readonly (string | number)[]): Saying {
  return { code, args: args.map(String) };
}

/** `part` lane: only what other threads and processes of the program have of it. */
export function compile(
  file: Source,
  hooks: HookNames,
  modules: ModuleExports,
  part: 'whole' | 'lane' = 'whole',
): Compiled {
  const problem = tooLong(file.source);
  if (problem !== null) return { ok: false, problem };
  try {
    return { ok: true, ...compileOrRefuse(file, hooks, modules, part) };
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

function compileOrRefuse(file: Source, hooks: HookNames, modules: ModuleExports, part: 'whole' | 'lane'): Compilation {
  refuseUnreadable(file.source);
  const source = blankHashbang(file.source.replace(/^\ufeff/, ''));
  refuseDeepNesting(source);
  const javascript = /\.m?ts$/.test(file.fileName) ? withoutTypes(source) : source;
  const isModule = !file.fileName.endsWith('.js') || looksLikeModule(javascript);
  const { tree, tokens } = parseProgram(javascript, isModule);
  refusePowers(tree);

  const text = new MagicString(javascript);
  const imports = takeImports(tree, text, modules, hooks);
  takeExports(tree, text, tokens);
  const table = wantsThreads(source) ? functionTable(tree, text, hooks, part) : '';
  instrument(tree, text, hooks, { coroutines: coroutineNames(tree), tokens, isModule });

  const isStrict =
    isModule || tree.body.some((node) => node.type === 'ExpressionStatement' && node.directive === 'use strict');
  const [open, close] = mayBeBlock(tree)
    ? ['try{', `}catch(${hooks.caught}){throw ${hooks.error}(${hooks.caught},${hooks.line})}`]
    : ['', ''];
  const opening =
    `${isStrict ? '"use strict";' : ''}${hooks.door}.start(${isModule ? 'async' : ''}(${hooks.parameters.join(',')})=>{` +
    `let ${hooks.line}=0;const ${hooks.task}=null;let ${hooks.caller}=0;${hooks.bind}(()=>${hooks.line},($m)=>{${hooks.line}=$m});${imports}${open}${table}`;
  const script = `${opening}${text.toString()}\n${close}},${JSON.stringify(kindOf(tree, isModule))})`;
  refuseSmuggledImport(script);
  // With its types blanked out, the program is as long as before: each name is where it was.
  const typed = source.length === javascript.length && javascript !== source ? source : '';
  return { script, warnings: warningsOf(tree, modules, typed) };
}

/** Hands over the functions of the file's top by name; for a lane, blanks what it does not have. */
function functionTable(tree: ESTree.Program, text: MagicString, hooks: HookNames, part: 'whole' | 'lane'): string {
  const { functions, others, absent } = topLevelOf(tree);
  if (part === 'lane') {
    for (const statement of others) blank(text, statement);
    tree.body = tree.body.filter((statement) => !others.includes(statement));
  }
  const entries = functions.map((name) => `[${JSON.stringify(name)},()=>${name}]`).join(',');
  return `${hooks.functions}([${entries}],${part === 'lane' ? JSON.stringify(absent) : '[]'});`;
}

/** A script runs in one go; Node ends a module that throws a little later where it may wait. */
function kindOf(tree: ESTree.Program, isModule: boolean): 'script' | 'module' | 'waiting module' {
  if (!isModule) return 'script';
  let waits = false;
  const wait = (): void => void (waits = true);
  recursive(tree, null, {
    Function() {},
    AwaitExpression: wait,
    ForOfStatement(node, state, visit) {
      if (node.await) wait();
      base.ForOfStatement?.(node, state, visit);
    },
    VariableDeclaration(node, state, visit) {
      if (node.kind === 'await using') wait();
      base.VariableDeclaration?.(node, state, visit);
    },
  });
  return waits ? 'waiting module' : 'module';
}

/** A program runs, whatever its warnings come to. */
function warningsOf(tree: ESTree.Program, modules: ModuleExports, typed: string): readonly CompileWarning[] {
  try {
    return compileWarnings(tree, modules, typed);
  } catch {
    return [];
  }
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
    // The stack opens with `:LINE`, a line or two of source, and a mark under the column.
    const place = /^[^\n]*:(\d+)\n[\s\S]*?\n([ \t]*)\^/.exec(error.stack ?? '');
    const shown = place ? shownPlace(source, Number(place[1]), place[2]!.length) : null;
    if (code !== 'ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX') throw new Refusal(`SyntaxError: ${error.message}`, shown);
    const why = 'types are only taken off here, never turned into code';
    const what = error.message.replace(/\.$/, '');
    // A sentence of its own already says what to write.
    const whole = what === error.message ? `${what}: write it without, since ${why}.` : `${what}: ${why}.`;
    throw new Refusal(whole, shown, say('typesThatAreCode', what));
  }
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
function refusedBy(error: SyntaxError, firstColumn: number | null): Refusal {
  const { loc } = error as SyntaxError & { loc?: { line: number; column: number } };
  const message = error.message.replace(/ \(\d+:\d+\)$/, '');
  const column = loc && firstColumn !== null ? loc.column + firstColumn : 1;
  return new Refusal(`SyntaxError: ${message}`, loc ? { line: loc.line, column } : null);
}

/** What would reach out of the context. The answers name what to write instead. */
function refusePowers(tree: ESTree.Program): void {
  full(tree, (node) => {
    if (node.type === 'ImportExpression') {
      throw new Refusal(
        'import() can\'t be used here: write `import … from "…"` at the top of the file.',
        placeOf(node),
        say('noDynamicImport'),
      );
    }
    if (node.type === 'MetaProperty' && (node as ESTree.MetaProperty).meta.name === 'import') {
      throw new Refusal(
        'import.meta does not exist here: a program in the sandbox has no file of its own.',
        placeOf(node),
        say('noImportMeta'),
      );
    }
    if (node.type === 'WithStatement') {
      throw new Refusal(
        "`with` can't be used here: write `object.name`, so that every name says where it comes from.",
        placeOf(node),
        say('noWith'),
      );
    }
  });
}

/** `import { a as b } from "asyncio"` → `const {a:b}=import("asyncio");` in front of the program, blanks in its place. */
function takeImports(tree: ESTree.Program, text: MagicString, modules: ModuleExports, hooks: HookNames): string {
  let bindings = '';
  for (const node of tree.body) {
    if (node.type !== 'ImportDeclaration') continue;
    const name = String(node.source.value);
    const exported = Object.hasOwn(modules, name) ? modules[name]! : null;
    if (exported === null) {
      const known = Object.keys(modules)
        .map((module) => `"${module}"`)
        .join(', ');
      const isShown = /^[\w@/.:-]{1,80}$/.test(name);
      const shown = isShown ? ` "${name}"` : ' of that name';
      throw new Refusal(
        `There is no module${shown} here. A program in the sandbox can import ${known}.`,
        placeOf(node.source),
        say('noModule', isShown ? name : '', known),
      );
    }
    bindings += importBindings(node, name, exported, hooks);
    blank(text, node);
  }
  return bindings;
}

function importBindings(
  node: ESTree.ImportDeclaration,
  name: string,
  exported: readonly string[],
  hooks: HookNames,
): string {
  const module = `${hooks.import}(${JSON.stringify(name)})`;
  let bindings = '';
  for (const specifier of node.specifiers) {
    const local = specifier.local.name;
    if (specifier.type === 'ImportNamespaceSpecifier') {
      bindings += `const ${local}=${module};`;
      continue;
    }
    if (specifier.type === 'ImportDefaultSpecifier') {
      const shown = /^[\w$]{1,60}$/.test(local) ? local : 'all';
      throw new Refusal(
        `"${name}" has no default export: write \`import * as ${shown} from "${name}"\`.`,
        placeOf(specifier),
        say('noDefaultExport', name, shown),
      );
    }
    const imported = nameOf(specifier.imported);
    if (!exported.includes(imported)) {
      if (!/^[\w$]{1,60}$/.test(imported))
        throw new Refusal(`"${name}" does not export that name.`, placeOf(specifier), say('noStrangeExport', name));
      const near = nearestName(imported, exported);
      const hint = near ? ` Did you mean \`${near}\`?` : '';
      const saying = say('noExport', name, imported, near ?? '');
      throw new Refusal(`"${name}" does not export \`${imported}\`.${hint}`, placeOf(specifier), saying);
    }
    bindings += `const {${JSON.stringify(imported)}:${local}}=${module};`;
  }
  return bindings;
}

/** A program in the sandbox exports to nobody: the declarations stay, the words go. */
function takeExports(tree: ESTree.Program, text: MagicString, tokens: readonly Token[]): void {
  for (const node of tree.body) {
    if (node.type === 'ExportAllDeclaration' || (node.type === 'ExportNamedDeclaration' && node.source)) {
      throw new Refusal('`export … from` has nothing to export from here.', placeOf(node), say('noExportFrom'));
    }
    if (node.type === 'ExportNamedDeclaration') {
      if (node.declaration) blank(text, { start: node.start, end: node.declaration.start });
      else blank(text, node);
    }
    if (node.type === 'ExportDefaultDeclaration') {
      const [word, second] = tokensFrom(tokens, node.start);
      blank(text, word!);
      blank(text, second!);
    }
  }
}

/** The local names under which the file knows asyncio's `coroutine`. */
function coroutineNames(tree: ESTree.Program): { readonly functions: Set<string>; readonly namespaces: Set<string> } {
  const functions = new Set<string>();
  const namespaces = new Set<string>();
  for (const node of tree.body) {
    if (node.type !== 'ImportDeclaration' || node.source.value !== 'asyncio') continue;
    for (const specifier of node.specifiers) {
      if (specifier.type === 'ImportNamespaceSpecifier') namespaces.add(specifier.local.name);
      if (specifier.type === 'ImportSpecifier' && nameOf(specifier.imported) === 'coroutine')
        functions.add(specifier.local.name);
    }
  }
  simple(tree, {
    CallExpression(node) {
      const [body] = node.arguments;
      if (node.callee.type !== 'Identifier' || !functions.has(node.callee.name)) return;
      if (body?.type === 'FunctionExpression' && body.id) {
        const { name } = body.id;
        throw new Refusal(
          `Inside this body \`${name}\` is the plain async function, not the coroutine: write \`const ${name} = coroutine(async (…) => { … })\`.`,
          placeOf(body),
          say('coroutineShadowed', name),
        );
      }
    },
  });
  return { functions, namespaces };
}

/**
 * V8 runs the text as a script, where `<!--` opens a comment that a module does not have: an `import()` could hide from the
 * parse above. So the very text that will run is read once more as V8 will read it.
 */
function refuseSmuggledImport(script: string): void {
  let tree;
  try {
    tree = parse(script, { ecmaVersion: 'latest', sourceType: 'script' });
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    // The marks keep lines but not columns.
    throw refusedBy(error, null);
  }
  refusePowers(tree);
}

function blank(text: MagicString, range: { readonly start: number; readonly end: number }): void {
  if (range.start === range.end) return;
  text.overwrite(range.start, range.end, text.original.slice(range.start, range.end).replace(/[^\n]/g, ' '));
}

function nameOf(node: ESTree.Identifier | ESTree.Literal): string {
  return node.type === 'Identifier' ? node.name : String(node.value);
}

function placeOf(node: ESTree.Node): { line: number; column: number } | null {
  return node.loc ? { line: node.loc.start.line, column: node.loc.start.column + 1 } : null;
}

function placeAt(source: string, offset: number): { line: number; column: number } {
  const before = source.slice(0, offset).split('\n');
  return { line: before.length, column: before.at(-1)!.length + 1 };
}

/** The mark of a node: where it starts, as one number. */
export function markOf(node: ESTree.AnyNode): number {
  return placeMark(node.loc!.start.line, node.loc!.start.column + 1);
}
