/**
 * A learner's file becomes a script that the sandbox can run: types off, imports and exports resolved, every `await` and
 * statement marked with its place. Runs in the child, since it parses strangers' text.
 *
 * The marks keep lines as they are, change nothing that the program can observe, and call hooks whose names are random, so
 * that the program cannot name them. What can't be run is a `Problem` with its place; what merely looks wrong is in
 * `warnings.ts`.
 */
import type * as ESTree from 'acorn';
import { parse, type Token } from 'acorn';
import { base, full, recursive, simple } from 'acorn-walk';
import MagicString from 'magic-string';
import { placeMark } from '../trace/wire.ts';
import { compileFiles } from './compile-files.ts';
import { type CoroutineNames, type HookNames, instrument, mayBeBlock, tokensFrom } from './instrument.ts';
import type { Names } from './names.ts';
import { INSTEAD_WORDS, insteadOf, looksLikePackage } from './node-modules.ts';
import { nearestName } from './nearest-name.ts';
import { parseOrRefuse, refusedBy } from './parse-source.ts';
import { Scopes } from './scopes.ts';
import { orProblem, Refusal, type Rejected, say, type Source } from './strip-types.ts';
import { topLevelOf, wantsThreads } from './top-level.ts';
import { type CompileWarning, compileWarnings } from './warnings.ts';

export type Compiled =
  | { readonly ok: true; readonly script: string; readonly warnings: readonly CompileWarning[] }
  | Rejected;

export interface Compilation {
  readonly script: string;
  readonly warnings: readonly CompileWarning[];
}

export type ModuleExports = { readonly [module: string]: readonly string[] };

/** `part` lane: only what other threads and processes of the program have of it. */
export function compile(
  file: Source,
  hooks: HookNames,
  modules: ModuleExports,
  part: 'whole' | 'lane' = 'whole',
): Compiled {
  const read = file.files === undefined ? compileOrRefuse : compileFiles;
  return orProblem(file, () => ({ ok: true, ...read(file, hooks, modules, part) }));
}

function compileOrRefuse(file: Source, hooks: HookNames, modules: ModuleExports, part: 'whole' | 'lane'): Compilation {
  const { source, javascript, isModule, tree, tokens } = parseOrRefuse(file);
  refusePowers(tree);

  const text = new MagicString(javascript);
  const imports = takeImports(tree, text, modules, hooks);
  takeExports(tree, text, tokens);
  const table = part === 'lane' || wantsThreads(source) ? functionTable(tree, text, hooks, part) : '';
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
export function functionTable(
  tree: ESTree.Program,
  text: MagicString,
  hooks: HookNames,
  part: 'whole' | 'lane',
  file: string | null = null,
): string {
  const { functions, others, absent } = topLevelOf(tree);
  if (part === 'lane') {
    for (const statement of others) blank(text, statement);
    tree.body = tree.body.filter((statement) => !others.includes(statement));
  }
  const entries = functions.map((name) => `[${JSON.stringify(name)},()=>${name}]`).join(',');
  return `${hooks.functions}([${entries}],${part === 'lane' ? JSON.stringify(absent) : '[]'}${file === null ? '' : `,${JSON.stringify(file)}`});`;
}

/** A script runs in one go; Node ends a module that throws a little later where it may wait. */
function kindOf(tree: ESTree.Program, isModule: boolean): 'script' | 'module' | 'waiting module' {
  if (!isModule) return 'script';
  return waitsAtTop(tree) ? 'waiting module' : 'module';
}

export function waitsAtTop(tree: ESTree.Program): boolean {
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
  return waits;
}

/** A program runs, whatever its warnings come to. */
export function warningsOf(
  tree: ESTree.Program,
  modules: ModuleExports,
  typed: string,
  names?: Names,
): readonly CompileWarning[] {
  try {
    return compileWarnings(tree, modules, typed, names);
  } catch {
    return [];
  }
}

/** What would reach out of the context. The answers name what to write instead. */
export function refusePowers(tree: ESTree.Program): void {
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

/**
 * `import { a as b } from "asyncio"` → `const {a:b}=import("asyncio");` in front of the program, blanks in its place; or an
 * assignment, to names that are there already.
 */
export function takeImports(
  tree: ESTree.Program,
  text: MagicString,
  modules: ModuleExports,
  hooks: HookNames,
  by: 'declare' | 'assign' = 'declare',
): string {
  let bindings = '';
  for (const node of tree.body) {
    if (node.type !== 'ImportDeclaration') continue;
    bindings += importBindings(node, modules, hooks, by);
    blank(text, node);
  }
  return bindings;
}

/** What the module exports; throws a `Refusal` where there is none. */
export function exportsOf(source: ESTree.Literal, modules: ModuleExports): readonly string[] {
  const name = String(source.value);
  if (Object.hasOwn(modules, name)) return modules[name]!;
  const known = Object.keys(modules)
    .filter((module) => !module.startsWith('node:'))
    .map((module) => `"${module}"`)
    .join(', ');
  const instead = insteadOf(name);
  if (instead !== null && /^[\w/:]{1,80}$/.test(name)) {
    const message = `There is no module "${name}" here: ${INSTEAD_WORDS[instead]}. A program in the sandbox can import ${known}.`;
    throw new Refusal(message, placeOf(source), say('noNodeModule', name, instead, known));
  }
  const isShown = /^[\w@/.:-]{1,80}$/.test(name);
  const shown = isShown ? ` "${name}"` : ' of that name';
  throw new Refusal(
    `There is no module${shown} here${looksLikePackage(name) ? `, and ${INSTEAD_WORDS.package}` : ''}. A program in the sandbox can import ${known}.`,
    placeOf(source),
    say(looksLikePackage(name) ? 'noPackage' : 'noModule', isShown ? name : '', known),
  );
}

export function importBindings(
  node: ESTree.ImportDeclaration,
  modules: ModuleExports,
  hooks: HookNames,
  by: 'declare' | 'assign' = 'declare',
): string {
  const [open, close] = by === 'declare' ? ['const ', ';'] : ['(', ');'];
  const exported = exportsOf(node.source, modules);
  const name = String(node.source.value);
  const module = `${hooks.import}(${JSON.stringify(name)})`;
  let bindings = '';
  for (const specifier of node.specifiers) {
    const local = specifier.local.name;
    if (specifier.type === 'ImportNamespaceSpecifier') {
      bindings += `${open}${local}=${module}${close}`;
      continue;
    }
    if (specifier.type === 'ImportDefaultSpecifier' && exported.includes('default')) {
      bindings += `const {default:${local}}=${module};`;
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
    refuseUnexported(imported, name, exported, specifier);
    bindings += `${open}{${JSON.stringify(imported)}:${local}}=${module}${close}`;
  }
  return bindings;
}

export function refuseUnexported(name: string, module: string, exported: readonly string[], node: ESTree.Node): void {
  if (exported.includes(name)) return;
  if (!/^[\w$]{1,60}$/.test(name))
    throw new Refusal(`"${module}" does not export that name.`, placeOf(node), say('noStrangeExport', module));
  const near = nearestName(name, exported);
  const hint = near ? ` Did you mean \`${near}\`?` : '';
  const saying = say('noExport', module, name, near ?? '');
  throw new Refusal(`"${module}" does not export \`${name}\`.${hint}`, placeOf(node), saying);
}

/** A program in the sandbox exports to nobody: the declarations stay, the words go. */
export function takeExports(tree: ESTree.Program, text: MagicString, tokens: readonly Token[]): void {
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

const NO_NAMES: CoroutineNames = { functions: new Set(), namespaces: new Set() };

/** The local names under which the file knows asyncio's `coroutine`, besides those that are `known` without it. */
export function coroutineNames(tree: ESTree.Program, known: CoroutineNames = NO_NAMES): CoroutineNames {
  const functions = new Set(known.functions);
  const namespaces = new Set(known.namespaces);
  for (const node of tree.body) {
    if (node.type !== 'ImportDeclaration' || node.source.value !== 'asyncio') continue;
    for (const specifier of node.specifiers) {
      if (specifier.type === 'ImportNamespaceSpecifier') namespaces.add(specifier.local.name);
      if (specifier.type === 'ImportSpecifier' && nameOf(specifier.imported) === 'coroutine')
        functions.add(specifier.local.name);
    }
  }
  refuseShadowed(tree, functions);
  return { functions, namespaces };
}

/** A coroutine that calls itself by the name of its body calls the plain async function. */
function refuseShadowed(tree: ESTree.Program, coroutines: ReadonlySet<string>): void {
  const named: ESTree.FunctionExpression[] = [];
  simple(tree, {
    CallExpression({ callee, arguments: [body] }) {
      if (callee.type !== 'Identifier' || !coroutines.has(callee.name)) return;
      if (body?.type === 'FunctionExpression' && body.id) named.push(body);
    },
  });
  if (named.length === 0) return;
  const scopes = new Scopes(tree);
  const shadowed = named.find(({ id }) => scopes.bindingOf(id!)!.reads.length > 0);
  if (shadowed === undefined) return;
  const { name } = shadowed.id!;
  throw new Refusal(
    `Inside this body \`${name}\` is the plain async function, not the coroutine: write \`const ${name} = coroutine(async (…) => { … })\`.`,
    placeOf(shadowed),
    say('coroutineShadowed', name),
  );
}

/**
 * V8 runs the text as a script, where `<!--` opens a comment that a module does not have: an `import()` could hide from the
 * parse above. So the very text that will run is read once more as V8 will read it.
 */
export function refuseSmuggledImport(script: string): void {
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

export function blank(text: MagicString, range: { readonly start: number; readonly end: number }): void {
  if (range.start === range.end) return;
  text.overwrite(range.start, range.end, text.original.slice(range.start, range.end).replace(/[^\n]/g, ' '));
}

export function nameOf(node: ESTree.Identifier | ESTree.Literal): string {
  return node.type === 'Identifier' ? node.name : String(node.value);
}

export function placeOf(node: ESTree.Node): { line: number; column: number } | null {
  return node.loc ? { line: node.loc.start.line, column: node.loc.start.column + 1 } : null;
}

/** The mark of a node: where it starts, as one number. */
export function markOf(node: ESTree.AnyNode): number {
  return placeMark(node.loc!.start.line, node.loc!.start.column + 1);
}
