/**
 * One entry of a session becomes a script: what it declares stays for the entries that come after it, and may be declared
 * again; the value of its last expression is its result. Marks are those of a file (`instrument.ts`); lines count through all
 * entries of the session, so that a task that waits in an old one is still somewhere.
 */
import type * as ESTree from 'acorn';
import { parse, type Token } from 'acorn';
import MagicString from 'magic-string';
import {
  coroutineNames,
  markOf,
  type ModuleExports,
  nameOf,
  refusePowers,
  refuseSmuggledImport,
  takeExports,
  takeImports,
  warningsOf,
} from './compile.ts';
import type { LanePart } from './lane-parts.ts';
import { type Signature, signaturesIn } from './signatures.ts';
import { namesDeclaredBy, topLevelOf } from './top-level.ts';
import type { SayingCode } from '../trace/saying.ts';
import { placeMark } from '../trace/wire.ts';
import { Declared, persistNames } from './entry-names.ts';
import { type CoroutineNames, type HookNames, instrument } from './instrument.ts';
import { refuseDeepNesting, refusedBy } from './parse-source.ts';
import { assignedNames } from './scopes.ts';
import { orProblem, Refusal, refuseUnreadable, type Rejected, say, withoutTypes } from './strip-types.ts';
import type { CompileWarning } from './warnings.ts';

/** What earlier entries have left. */
export interface KnownNames extends CoroutineNames {
  /** All that was declared, or just given a value. */
  readonly given: ReadonlySet<string>;
}

/** Before the first entry: all of asyncio is there without an import. */
export const FIRST_NAMES: KnownNames = {
  functions: new Set(['coroutine']),
  namespaces: new Set(['asyncio']),
  given: new Set(),
};

export interface Entry {
  readonly number: number;
  readonly source: string;
  /** On which line of the session it begins, from 2: one line before it is left to whoever reads it. */
  readonly firstLine: number;
}

export interface CompiledEntry {
  readonly ok: true;
  readonly script: string;
  readonly warnings: readonly CompileWarning[];
  /** For the next entry. */
  readonly names: KnownNames;
  readonly declared: readonly string[];
  /** What threads and processes have of it. */
  readonly parts: readonly LanePart[];
  readonly signatures: readonly Signature[];
}

/** `known`: under which names `coroutine` and asyncio are known by now. */
export function compileEntry(
  entry: Entry,
  hooks: HookNames,
  modules: ModuleExports,
  known: KnownNames,
): CompiledEntry | Rejected {
  const file = { fileName: `entry-${entry.number}.ts`, source: entry.source };
  return orProblem(file, () => compileOrRefuse(entry, hooks, modules, known));
}

function compileOrRefuse(entry: Entry, hooks: HookNames, modules: ModuleExports, known: KnownNames): CompiledEntry {
  const { typed, javascript, tree, tokens } = readEntry(entry);
  refusePowers(tree);
  const text = new MagicString(javascript);
  const parts = partsOf(tree, javascript);
  const declared = new Declared();
  for (const name of importedNames(tree)) declared.add(name, 'const');
  const imports = takeImports(tree, text, modules, hooks, 'assign');
  takeExports(tree, text, tokens);
  const finish = persistNames(tree, text, declared);
  const names = namesAfter(known, tree, declared);
  const last = tree.body.findLast(({ type }) => type !== 'EmptyStatement');
  const result = last?.type === 'ExpressionStatement' ? last : null;
  instrument(tree, text, hooks, { coroutines: coroutineNames(tree, names), tokens, isModule: false, result });
  finish();
  const { door, task, current, caller, caught, error, line } = hooks;
  const list = (names: readonly string[]): string => JSON.stringify(names);
  const opening =
    `${door}.enter(${entry.number},async()=>{const ${task}=${current}();let ${caller}=0;${line}=${placeMark(entry.firstLine, 1)};` +
    `${door}.declare(${list(declared.kept)},${list(declared.fresh)});${imports}try{`;
  const closing = `}catch(${caught}){throw ${error}(${caught},${line})}finally{${door}.keep(${list(declared.constants)})}})`;
  const script = `${opening}${text.toString()}\n${closing}`;
  refuseSmuggledImport(script);
  // Of a call whose value is shown nobody has to be told that it is not awaited.
  const isTold = ({ line: at, column, saying }: CompileWarning): boolean =>
    ABOUT_NAMES.has(saying.code) || result === null || placeMark(at, column) !== markOf(result);
  const warnings = warningsOf(tree, modules, '')
    .filter(isTold)
    .flatMap((warning) => asInSession(warning, known.given));
  const signatures = signaturesIn(tree, javascript, typed);
  return { ok: true, script, warnings, names, declared: [...declared.kept, ...declared.fresh], parts, signatures };
}

const ABOUT_NAMES: ReadonlySet<SayingCode> = new Set([
  'python',
  'moduleNotImported',
  'notImported',
  'notOfNode',
  'noGlobal',
]);

/** All of asyncio is there without an import, and so is what earlier entries have declared. */
function asInSession(warning: CompileWarning, given: ReadonlySet<string>): readonly CompileWarning[] {
  const { code, args } = warning.saying;
  if (!ABOUT_NAMES.has(code)) return [warning];
  const [name = '', meant = '', module] = args;
  if (given.has(name) || (code === 'moduleNotImported' && name === 'asyncio')) return [];
  if (code !== 'notImported') return [warning];
  if (name === meant && module !== 'asyncio') {
    const message = `\`${name}\` is not imported: write \`import { ${name} } from "${module}"\`.`;
    return [{ ...warning, message, saying: say('nameNotImported', name, module!) }];
  }
  const isPythons = name.includes('_') && module === 'asyncio' && name.replaceAll('_', '') === meant.toLowerCase();
  const message = `There is no \`${name}\` here. Did you mean \`${meant}\`?`;
  return isPythons ? [{ ...warning, message, saying: say('noName', name, meant) }] : [];
}

function partsOf(tree: ESTree.Program, javascript: string): readonly LanePart[] {
  const { others } = topLevelOf(tree);
  return tree.body.flatMap((statement) => {
    if (others.includes(statement)) return [];
    const { line, column } = statement.loc!.start;
    const text = javascript.slice(statement.start, statement.end);
    return [{ names: namesDeclaredBy(statement), line, column: column + 1, text }];
  });
}

interface Read {
  readonly typed: string;
  readonly javascript: string;
  readonly tree: ESTree.Program;
  readonly tokens: readonly Token[];
}

/** What begins with a brace is an object, if it can be one. */
function readEntry({ source, firstLine }: Entry): Read {
  refuseUnreadable(source);
  const text = source.replace(/^\ufeff/, '');
  const before = '\n'.repeat(firstLine - 1);
  refuseDeepNesting(before + text);
  if (/^\s*\{/.test(text) && !/;\s*$/.test(text)) {
    const object = tryToRead(`${before.slice(1)}(\n${text}\n)`);
    if (object !== null) return object;
  }
  return read(before + text);
}

function tryToRead(text: string): Read | null {
  try {
    return read(text);
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

function read(typed: string): Read {
  const javascript = withoutTypesInSession(typed);
  const tokens: Token[] = [];
  try {
    const tree = parse(javascript, {
      ecmaVersion: 'latest',
      sourceType: 'script',
      locations: true,
      allowAwaitOutsideFunction: true,
      allowImportExportEverywhere: true,
      onToken: tokens,
    });
    return { typed, javascript, tree, tokens };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw refusedBy(error, javascript);
  }
}

function withoutTypesInSession(typed: string): string {
  try {
    return withoutTypes(typed);
  } catch (error) {
    const isOfAsyncio =
      error instanceof Refusal && error.saying?.code === 'pythonImport' && error.saying.args[2] === 'asyncio';
    if (!isOfAsyncio) throw error;
    const message =
      'All of asyncio is there already, without an import. For other modules write `import * as time from "time"`.';
    throw new Refusal(message, error.place, say('asyncioIsThere'));
  }
}

function importedNames(tree: ESTree.Program): readonly string[] {
  return tree.body.flatMap((node) =>
    node.type === 'ImportDeclaration' ? node.specifiers.map(({ local }) => local.name) : [],
  );
}

/** A name that is declared as something else stands for asyncio no longer. */
function namesAfter(known: KnownNames, tree: ESTree.Program, declared: Declared): KnownNames {
  const functions = new Set([...known.functions].filter((name) => !declared.has(name)));
  const namespaces = new Set([...known.namespaces].filter((name) => !declared.has(name)));
  for (const node of tree.body) {
    if (node.type !== 'ImportDeclaration' || node.source.value !== 'asyncio') continue;
    for (const specifier of node.specifiers) {
      const { name } = specifier.local;
      if (specifier.type === 'ImportNamespaceSpecifier') namespaces.add(name);
      else if (specifier.type === 'ImportSpecifier' && nameOf(specifier.imported) === 'coroutine') functions.add(name);
    }
  }
  const given = new Set([...known.given, ...declared.kept, ...declared.fresh, ...assignedNames(tree)]);
  return { functions, namespaces, given };
}
