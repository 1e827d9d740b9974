/**
 * A program of several files becomes one script. Each file is a function of its own, with the scope of a module; what it imports
 * from another file it reads there every time, through a getter, so that bindings live and cycles work as the language has them.
 * Which name is whose is settled here; in which order the files are evaluated, `realm/own-modules.ts` decides as they run.
 */
import type * as ESTree from 'acorn';
import MagicString from 'magic-string';
import { firstLines, MOST_FILES } from '../trace/program-lines.ts';
import { type AsyncNames, asyncNames } from './async-names.ts';
import {
  blank,
  type Compilation,
  coroutineNames,
  exportsOf,
  functionTable,
  importBindings,
  type ModuleExports,
  nameOf,
  placeOf,
  refusePowers,
  refuseSmuggledImport,
  refuseUnexported,
  waitsAtTop,
  warningsOf,
} from './compile.ts';
import { type HookNames, instrument, mayBeBlock, tokensFrom } from './instrument.ts';
import { type Meaning, Names } from './names.ts';
import { nearestName } from './nearest-name.ts';
import { isOwnName, type OwnFile, type OwnFileLack, ownPath } from './own-files.ts';
import { type Parsed, parseOrRefuse } from './parse-source.ts';
import { MOST_WARNINGS } from './protocol.ts';
import { eachChild, type Node } from './scopes.ts';
import { placeAt, Refusal, say, type Source, wholeText } from './strip-types.ts';
import { MAX_SOURCE } from './too-long.ts';
import { wantsThreads } from './top-level.ts';

type Part = 'whole' | 'lane';
type Import = ESTree.ImportDeclaration | ESTree.ExportNamedDeclaration | ESTree.ExportAllDeclaration;

/** What a name that is exported stands for: a getter of a file's, or all that a file exports. */
type Target =
  | { readonly is: 'getter'; readonly file: FileUnit; readonly key: string }
  | { readonly is: 'namespace'; readonly file: FileUnit };

/** How a file exports a name. `code`: what gives its value inside the file. */
type Exported =
  | { readonly is: 'own'; readonly code: string; readonly local: string | null; readonly value: Node | null }
  | { readonly is: 'from'; readonly file: FileUnit; readonly name: string }
  | { readonly is: 'all of'; readonly file: FileUnit };

interface FileUnit {
  readonly index: number;
  readonly path: string;
  /** Null: it is JSON. */
  readonly code: CodeUnit | null;
  readonly json: string;
  readonly requested: FileUnit[];
  readonly exported: Map<string, Exported>;
  /** `export *`; `getters` are of a module's names. */
  readonly stars: { readonly file: FileUnit | null; readonly getters: ReadonlyMap<string, string> }[];
  /** What it imports from other files, by the names that it has for that. */
  readonly imported: Map<string, { readonly target: Target; readonly by: Node }>;
}

interface CodeUnit extends Parsed {
  readonly text: MagicString;
  names: Names;
}

/** @internal Called by `compile`, where a program may have several files. */
export function compileFiles(file: Source, hooks: HookNames, modules: ModuleExports, part: Part): Compilation {
  return new FileCompiler(file, hooks, modules, part).compile();
}

class FileCompiler {
  readonly #files: readonly OwnFile[];
  readonly #first: readonly number[];
  readonly #hooks: HookNames;
  readonly #modules: ModuleExports;
  readonly #part: Part;
  readonly #wantsThreads: boolean;
  readonly #units = new Map<string, FileUnit>();
  /** The modules of the sandbox's that any of the files names. */
  readonly #named = new Set<string>();

  constructor(file: Source, hooks: HookNames, modules: ModuleExports, part: Part) {
    this.#files = [{ fileName: file.fileName, source: file.source }, ...(file.files ?? [])];
    this.#first = firstLines(this.#files);
    this.#hooks = hooks;
    this.#modules = modules;
    this.#part = part;
    this.#wantsThreads = wantsThreads(wholeText(file));
  }

  compile(): Compilation {
    this.#read(0, true);
    const units = [...this.#units.values()];
    for (const unit of units) this.#takeExports(unit);
    for (const unit of units) this.#resolveImports(unit);
    for (const unit of units) this.#checkReexports(unit);
    const script = this.#write(units);
    refuseSmuggledImport(script);
    return { script, warnings: this.#warnings(units) };
  }

  // Reading

  /** The file and all that it names, in the order of the text. */
  #read(position: number, isFirst: boolean): FileUnit {
    const { fileName, source } = this.#files[position] as OwnFile & { readonly source: string };
    const index = this.#units.size;
    const base = { index, path: fileName, requested: [], exported: new Map(), stars: [], imported: new Map() };
    if (fileName.endsWith('.json')) {
      const unit = { ...base, code: null, json: this.#json(position, source) };
      unit.exported.set('default', { is: 'own', code: '', local: null, value: null });
      this.#units.set(fileName, unit);
      return unit;
    }
    const parsed = inFile(this.#first[position]!, () =>
      // What is imported is a module, whatever its ending leaves open.
      parseOrRefuse({ fileName: isFirst ? fileName : fileName.replace(/\.js$/, '.mjs'), source }),
    );
    shiftLines(parsed.tree, this.#first[position]! - 1);
    refusePowers(parsed.tree);
    // With its types blanked out, the file is as long as before: each name is where it was.
    const typed = parsed.source.length === parsed.javascript.length ? parsed.source : '';
    const code: CodeUnit = { ...parsed, text: new MagicString(parsed.javascript), names: null as unknown as Names };
    const unit: FileUnit = { ...base, code, json: '' };
    code.names = new Names(parsed.tree, typed === parsed.javascript ? '' : typed, {
      meaningOf: (by) => this.#meaningOf(unit, by),
      import: (...names) => [...this.#named].some((name) => names.includes(name)),
    });
    this.#units.set(fileName, unit);
    for (const node of parsed.tree.body) if (namesModule(node)) this.#request(unit, node);
    return unit;
  }

  #json(position: number, source: string): string {
    const text = source.replace(/^\ufeff/, '');
    try {
      JSON.parse(text);
    } catch (error) {
      const { message } = error as Error;
      const offset = Number(/at position (\d+)/.exec(message)?.[1] ?? text.length);
      const { line, column } = placeAt(text, offset);
      const what = message.replace(/ in JSON.*$| \(line.*$/s, '');
      const place = { line: line + this.#first[position]! - 1, column };
      throw new Refusal(`This is not JSON: ${what}`, place, say('notJson', what));
    }
    return text;
  }

  /** Also a module of the sandbox's may be named: then there is nothing to read. */
  #request(unit: FileUnit, node: Import): void {
    const name = String(node.source!.value);
    if (!isOwnName(name)) {
      exportsOf(node.source!, this.#modules);
      this.#named.add(name);
      refuseAttributes(node);
      return;
    }
    const path = ownPath(unit.path, name);
    if (path === null) throw ownRefusal(node, name, { why: 'outside' });
    const position = this.#files.findIndex(({ fileName }) => fileName === path);
    const found = this.#files[position];
    if (found === undefined) throw ownRefusal(node, name, { why: 'missing', instead: '' });
    if (found.source === null) throw ownRefusal(node, name, found.lack);
    checkAttributes(node, path, name);
    const requested = this.#units.get(path) ?? this.#read(position, false);
    if (!unit.requested.includes(requested)) unit.requested.push(requested);
  }

  /** Null: `node` names no file of the program. */
  #requested(unit: FileUnit, node: Import): FileUnit | null {
    const name = String(node.source?.value);
    return isOwnName(name) ? this.#units.get(ownPath(unit.path, name)!)! : null;
  }

  // Names

  #takeExports(unit: FileUnit): void {
    if (unit.code === null) return;
    for (const node of unit.code.tree.body) {
      if (node.type === 'ExportAllDeclaration') this.#takeAll(unit, node);
      if (node.type === 'ExportNamedDeclaration') this.#takeNamed(unit, node);
      if (node.type === 'ExportDefaultDeclaration') {
        const { declaration } = node;
        const id = 'id' in declaration && declaration.type.endsWith('Declaration') ? declaration.id : null;
        const code = id ? id.name : this.#defaultName(unit);
        const value = id ? null : (declaration as Node);
        unit.exported.set('default', { is: 'own', code, local: id ? id.name : null, value });
      }
    }
  }

  #takeAll(unit: FileUnit, node: ESTree.ExportAllDeclaration): void {
    const file = this.#requested(unit, node);
    const exported = node.exported ? nameOf(node.exported) : null;
    const module = `${this.#hooks.import}(${JSON.stringify(node.source.value)})`;
    if (exported !== null) {
      const all: Exported =
        file === null ? { is: 'own', code: module, local: null, value: null } : { is: 'all of', file };
      unit.exported.set(exported, all);
      return;
    }
    const names = file === null ? exportsOf(node.source, this.#modules) : [];
    unit.stars.push({ file, getters: new Map(names.map((name) => [name, `${module}[${JSON.stringify(name)}]`])) });
  }

  #takeNamed(unit: FileUnit, node: ESTree.ExportNamedDeclaration): void {
    const own = (name: string, code: string, local: string | null): void =>
      void unit.exported.set(name, { is: 'own', code, local, value: null });
    const { declaration } = node;
    if (declaration?.type === 'VariableDeclaration') {
      for (const name of declaration.declarations.flatMap(({ id }) => boundNames(id))) own(name, name, name);
    } else if (declaration) own(declaration.id.name, declaration.id.name, declaration.id.name);
    const file = node.source ? this.#requested(unit, node) : null;
    for (const specifier of node.specifiers) {
      const [local, exported] = [nameOf(specifier.local), nameOf(specifier.exported)];
      if (!node.source) own(exported, local, local);
      else if (file !== null) unit.exported.set(exported, { is: 'from', file, name: local });
      else {
        const module = String(node.source.value);
        refuseUnexported(local, module, this.#modules[module]!, specifier);
        own(exported, `${this.#hooks.import}(${JSON.stringify(module)})[${JSON.stringify(local)}]`, null);
      }
    }
  }

  #resolveImports(unit: FileUnit): void {
    for (const node of unit.code?.tree.body ?? []) {
      if (node.type !== 'ImportDeclaration') continue;
      const file = this.#requested(unit, node);
      if (file === null) continue;
      for (const specifier of node.specifiers) {
        const { name } = specifier.local;
        const target: Target =
          specifier.type === 'ImportNamespaceSpecifier'
            ? { is: 'namespace', file }
            : this.#resolved(file, importedName(specifier), specifier, String(node.source.value));
        unit.imported.set(name, { target, by: specifier });
      }
    }
  }

  /** An `export … from` of a name that is not there is wrong, whether or not somebody asks for it. */
  #checkReexports(unit: FileUnit): void {
    for (const node of unit.code?.tree.body ?? []) {
      if (node.type !== 'ExportNamedDeclaration' || !node.source) continue;
      const file = this.#requested(unit, node);
      if (file === null) continue;
      for (const specifier of node.specifiers)
        this.#resolved(file, nameOf(specifier.local), specifier, String(node.source.value));
    }
  }

  #resolved(file: FileUnit, name: string, node: Node, from: string): Target {
    const target = this.#resolve(file, name);
    if (target === 'several') {
      const shown = shownName(name);
      const message = `"${from}" exports a different \`${shown}\` by each of several \`export *\`: export one of them by its name.`;
      throw new Refusal(message, placeOf(node), say('ownSeveralExports', from, shown));
    }
    if (target === null) throw this.#notExported(file, name, node, from);
    return target;
  }

  #notExported(file: FileUnit, name: string, node: Node, from: string): Refusal {
    const place = placeOf(node);
    if (file.code === null) {
      const message = `A JSON file has a default export only: write \`import data from "${from}" with { type: "json" }\`.`;
      return new Refusal(message, place, say('jsonOnlyDefault', from));
    }
    const shown = shownName(name);
    if (name === 'default') {
      const local = node.type === 'ImportDefaultSpecifier' ? shownName(node.local.name) : 'all';
      const message = `"${from}" has no default export: write \`import * as ${local} from "${from}"\`.`;
      return new Refusal(message, place, say('ownNoDefault', from, local));
    }
    if (
      shown === name &&
      new RegExp(`\\b(?:interface|type)\\s+${name.replaceAll('$', '\\$')}\\b`).test(file.code.source)
    ) {
      const message = `\`${name}\` is a type in "${from}", which is gone when the program runs: write \`import type { ${name} } from "${from}"\`.`;
      return new Refusal(message, place, say('ownTypeOnly', from, name));
    }
    const near = nearestName(shown, this.#namesOf(file)) ?? '';
    const hint = near === '' ? '' : ` Did you mean \`${near}\`?`;
    return new Refusal(`"${from}" does not export \`${shown}\`.${hint}`, place, say('ownNoExport', from, shown, near));
  }

  /** As the language does it: what a file exports itself goes before what it exports by `*`. */
  #resolve(file: FileUnit, name: string, seen: ReadonlySet<string> = new Set()): Target | 'several' | null {
    const key = `${file.index} ${name}`;
    if (seen.has(key)) return null;
    const looked = new Set(seen).add(key);
    const exported = file.exported.get(name);
    switch (exported?.is) {
      case 'from':
        return this.#resolve(exported.file, exported.name, looked);
      case 'all of':
        return { is: 'namespace', file: exported.file };
      case 'own': {
        const imported = exported.local === null ? undefined : this.#importOf(file, exported.local);
        if (imported === undefined) return { is: 'getter', file, key: name };
        return imported.name === null
          ? { is: 'namespace', file: imported.file }
          : this.#resolve(imported.file, imported.name, looked);
      }
      case undefined:
    }
    return name === 'default' ? null : this.#resolveByStars(file, name, looked);
  }

  #resolveByStars(file: FileUnit, name: string, looked: ReadonlySet<string>): Target | 'several' | null {
    let found: Target | null = null;
    for (const star of file.stars) {
      const target: Target | 'several' | null =
        star.file === null
          ? star.getters.has(name)
            ? { is: 'getter', file, key: name }
            : null
          : this.#resolve(star.file, name, looked);
      if (target === 'several') return target;
      if (target === null) continue;
      if (found !== null && !this.#isSame(found, target)) return 'several';
      found ??= target;
    }
    return found;
  }

  #isSame(one: Target, other: Target): boolean {
    if (one.is === 'getter' && other.is === 'getter' && this.#codeOf(one) === this.#codeOf(other))
      return one.file === other.file || this.#codeOf(one).startsWith(`${this.#hooks.import}(`);
    return one.is === 'namespace' && other.is === 'namespace' && one.file === other.file;
  }

  #codeOf({ file, key }: Target & { is: 'getter' }): string {
    const exported = file.exported.get(key);
    if (exported?.is === 'own') return exported.code;
    return file.stars.find(({ getters }) => getters.has(key))?.getters.get(key) ?? '';
  }

  /** A name of the file's that it has from another file. `name` null: all of it. */
  #importOf(unit: FileUnit, local: string): { readonly file: FileUnit; readonly name: string | null } | undefined {
    for (const node of unit.code?.tree.body ?? []) {
      if (node.type !== 'ImportDeclaration') continue;
      const specifier = node.specifiers.find((each) => each.local.name === local);
      const file = specifier === undefined ? null : this.#requested(unit, node);
      if (specifier === undefined || file === null) continue;
      return { file, name: specifier.type === 'ImportNamespaceSpecifier' ? null : importedName(specifier) };
    }
    return undefined;
  }

  /** All that a file exports, as `import * as` lists it. */
  #namesOf(file: FileUnit, seen = new Set<FileUnit>()): readonly string[] {
    if (seen.has(file)) return [];
    seen.add(file);
    const names = new Set(file.exported.keys());
    for (const star of file.stars)
      for (const name of star.file === null ? star.getters.keys() : this.#namesOf(star.file, seen))
        if (name !== 'default') names.add(name);
    return [...names].sort();
  }

  // Warnings

  #meaningOf(unit: FileUnit, by: Node): Meaning | null {
    const [, found] = [...unit.imported].find(([, each]) => each.by === by) ?? [];
    if (found?.target.is !== 'getter') return null;
    const { file, key } = found.target;
    const exported = file.exported.get(key);
    if (exported?.is !== 'own' || file.code === null) return null;
    if (exported.local !== null) return file.code.names.ofTop(exported.local);
    if (exported.value !== null) return file.code.names.ofValue(exported.value);
    return asyncioExport(exported.code, this.#hooks);
  }

  #warnings(units: readonly FileUnit[]): Compilation['warnings'] {
    return units
      .flatMap(({ code }) => (code === null ? [] : warningsOf(code.tree, this.#modules, '', code.names)))
      .sort((a, b) => a.line - b.line || a.column - b.column)
      .slice(0, MOST_WARNINGS);
  }

  // Writing

  #defaultName(unit: FileUnit): string {
    return `${this.#hooks.import}d${unit.index}`;
  }

  #importsName(unit: FileUnit): string {
    return `${this.#hooks.import}i${unit.index}`;
  }

  #write(units: readonly FileUnit[]): string {
    const { door, parameters, line, task, caller, bind } = this.#hooks;
    const calls = this.#asyncNames(units);
    const bodies = units.map((unit) => this.#definition(unit, calls));
    const imports = units.map((unit) => `${this.#importsName(unit)}={__proto__:null}`).join(',');
    const places = units.map(({ path }) => [path, this.#firstLineOf(path)]);
    return (
      `"use strict";${door}.startFiles(${JSON.stringify(places)},(${parameters.join(',')})=>{` +
      `let ${line}=0;const ${task}=null;let ${caller}=0;${bind}(()=>${line},($m)=>{${line}=$m});const ${imports};` +
      `return [${bodies.join(',')}]})`
    );
  }

  #firstLineOf(path: string): number {
    return this.#first[this.#files.findIndex(({ fileName }) => fileName === path)]!;
  }

  /** A call in one file may be of a function in another. */
  #asyncNames(units: readonly FileUnit[]): ReadonlyMap<FileUnit, AsyncNames> {
    const each = new Map<FileUnit, AsyncNames>();
    for (const unit of units)
      if (unit.code !== null) each.set(unit, asyncNames(unit.code.tree, coroutineNames(unit.code.tree)));
    for (const names of each.values()) for (const others of each.values()) names.addCalls(others);
    return each;
  }

  /** What `realm/own-modules.ts` reads as `Definition`. */
  #definition(unit: FileUnit, calls: ReadonlyMap<FileUnit, AsyncNames>): string {
    const { path, code, requested, imported } = unit;
    const isWaiting = code !== null && waitsAtTop(code.tree);
    const links = [...imported].map(([name, { target }]) => [name, ...written(target)]);
    const all = this.#namesOf(unit).flatMap((name) => {
      const target = this.#resolve(unit, name);
      return target === null || target === 'several' ? [] : [[name, ...written(target)]];
    });
    const list = (value: unknown): string => JSON.stringify(value);
    const body = code === null ? list(unit.json) : this.#body(unit, code, isWaiting, calls.get(unit)!);
    const requests = list(requested.map(({ index }) => index));
    return `[${list(path)},${requests},${isWaiting},${this.#importsName(unit)},${list(links)},${list(all)},${body}]`;
  }

  #body(unit: FileUnit, code: CodeUnit, isWaiting: boolean, calls: AsyncNames): string {
    const { hooks } = this;
    const { tree, text, tokens } = code;
    const getters = this.#getters(unit);
    const opening = this.#takeImports(unit, code);
    this.#blankExports(code);
    const file = unit.index === 0 ? null : `./${unit.path}`;
    const table = this.#wantsThreads ? functionTable(tree, text, hooks, this.#part, file) : '';
    instrument(tree, text, hooks, {
      coroutines: coroutineNames(tree),
      tokens,
      isModule: true,
      defaultName: this.#defaultName(unit),
      asyncNames: calls,
    });
    const { caught, error, line } = hooks;
    const [open, close] = mayBeBlock(tree)
      ? ['try{', `}catch(${caught}){throw ${error}(${caught},${line})}`]
      : ['', ''];
    return `${isWaiting ? 'async ' : ''}function*(){${opening}${open}${table}yield [${getters}];${text.toString()}\n${close}}`;
  }

  get hooks(): HookNames {
    return this.#hooks;
  }

  /** How others look at what the file exports, and whether its default has to be given its name. */
  #getters(unit: FileUnit): string {
    const pairs = [...unit.exported].flatMap(([name, exported]) =>
      exported.is === 'own' && (exported.local === null || !unit.imported.has(exported.local))
        ? [`${JSON.stringify(name)}:()=>${exported.code}`]
        : [],
    );
    for (const { getters } of unit.stars)
      for (const [name, code] of getters)
        if (!unit.exported.has(name)) pairs.push(`${JSON.stringify(name)}:()=>${code}`);
    const value = unit.exported.get('default');
    const isUnnamed = value?.is === 'own' && value.value?.type === 'FunctionDeclaration' && this.#part === 'whole';
    return `{__proto__:null,${pairs.join(',')}},${isUnnamed ? this.#defaultName(unit) : 'null'}`;
  }

  /** Names of other files are looked up where they are read; a constant of that name refuses to be written. */
  #takeImports(unit: FileUnit, { tree, text, names }: CodeUnit): string {
    let opening = '';
    for (const node of tree.body) {
      if (node.type !== 'ImportDeclaration') continue;
      if (this.#requested(unit, node) === null) opening += importBindings(node, this.#modules, this.#hooks);
      else {
        for (const { local } of node.specifiers) {
          opening += `const ${local.name}=0;`;
          const { reads, writes } = names.scopes.bindingOf(local)!;
          for (const read of reads.filter((each) => !writes.includes(each)))
            lookUp(read, names.scopes.parentOf(read)!, text, `${this.#importsName(unit)}.${local.name}`);
        }
      }
      blank(text, node);
    }
    return opening;
  }

  #blankExports({ tree, text, tokens }: CodeUnit): void {
    for (const node of tree.body) {
      if (node.type === 'ExportAllDeclaration') blank(text, node);
      if (node.type === 'ExportNamedDeclaration')
        blank(text, node.declaration ? { start: node.start, end: node.declaration.start } : node);
      if (node.type === 'ExportDefaultDeclaration') {
        const [word, second] = tokensFrom(tokens, node.start);
        blank(text, word!);
        blank(text, second!);
      }
    }
  }
}

function written(target: Target): readonly unknown[] {
  return target.is === 'getter' ? [target.file.index, target.key] : [target.file.index];
}

function lookUp(id: ESTree.Identifier, parent: Node, text: MagicString, code: string): void {
  if (parent.type === 'ExportSpecifier') return;
  if (parent.type === 'Property' && parent.shorthand) return void text.update(id.start, id.end, `${id.name}:${code}`);
  // What is called has no `this`.
  const isCalled =
    (parent.type === 'CallExpression' && parent.callee === id) ||
    (parent.type === 'TaggedTemplateExpression' && parent.tag === id);
  text.update(id.start, id.end, isCalled ? `(0,${code})` : code);
}

function namesModule(node: Node): node is Import {
  if (node.type === 'ImportDeclaration' || node.type === 'ExportAllDeclaration') return true;
  return node.type === 'ExportNamedDeclaration' && node.source != null;
}

function importedName(specifier: ESTree.ImportSpecifier | ESTree.ImportDefaultSpecifier): string {
  return specifier.type === 'ImportDefaultSpecifier' ? 'default' : nameOf(specifier.imported);
}

function boundNames(pattern: Node): readonly string[] {
  switch (pattern.type) {
    case 'Identifier':
      return [pattern.name];
    case 'AssignmentPattern':
      return boundNames(pattern.left);
    case 'RestElement':
      return boundNames(pattern.argument);
    case 'ObjectPattern':
      return pattern.properties.flatMap((each) => boundNames(each.type === 'Property' ? each.value : each.argument));
    case 'ArrayPattern':
      return pattern.elements.flatMap((each) => (each === null ? [] : boundNames(each)));
    default:
      return [];
  }
}

function shownName(name: string): string {
  return /^[\w$]{1,60}$/.test(name) ? name : '…';
}

function asyncioExport(code: string, { import: word }: HookNames): Meaning | null {
  const [, name] = /^"asyncio"\)\["(\w+)"\]$/.exec(code.slice(word.length + 1)) ?? [];
  return name === undefined ? null : { is: 'export', name };
}

/** Problems of a file that is read count its own lines. */
function inFile<T>(firstLine: number, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof Refusal) || error.place === null) {
      if (error instanceof Refusal && firstLine > 1)
        throw new Refusal(error.message, { line: firstLine, column: 1 }, error.saying);
      throw error;
    }
    const { line, column } = error.place;
    throw new Refusal(error.message, { line: line + firstLine - 1, column }, error.saying);
  }
}

/** Nodes share the objects that their places are. */
function shiftLines(tree: ESTree.Program, by: number): void {
  if (by === 0) return;
  const shifted = new Set<object>();
  const shift = (node: Node): void => {
    for (const position of [node.loc!.start, node.loc!.end]) {
      if (shifted.has(position)) continue;
      shifted.add(position);
      position.line += by;
    }
    eachChild(node, shift);
  };
  shift(tree);
}

function attributesOf(node: Import): readonly ESTree.ImportAttribute[] {
  return node.attributes ?? [];
}

function refuseAttributes(node: Import): void {
  const [attribute] = attributesOf(node);
  if (attribute === undefined) return;
  const message = 'Only a JSON file is imported with an attribute, `with { type: "json" }`: leave it out here.';
  throw new Refusal(message, placeOf(attribute), say('noSuchAttribute'));
}

function checkAttributes(node: Import, path: string, name: string): void {
  if (!path.endsWith('.json')) return refuseAttributes(node);
  const [only, ...others] = attributesOf(node);
  const isJson =
    only !== undefined && nameOf(only.key) === 'type' && only.value.value === 'json' && others.length === 0;
  if (isJson) return;
  const message = `An import of JSON says so: write \`import … from "${name}" with { type: "json" }\`.`;
  throw new Refusal(message, placeOf(node.source!), say('jsonNeedsType', name));
}

function ownRefusal(node: Import, named: string, lack: OwnFileLack): Refusal {
  const name = /^[^\p{C}\p{Zl}\p{Zp}]{1,200}$/u.test(named) ? named : '…';
  const [message, saying] = lackWords(name, lack);
  return new Refusal(message, placeOf(node.source!), saying);
}

function lackWords(name: string, lack: OwnFileLack): readonly [string, ReturnType<typeof say>] {
  switch (lack.why) {
    case 'missing': {
      const hint = lack.instead === '' ? '' : ` Did you mean "${lack.instead}"?`;
      return [`There is no file "${name}".${hint}`, say('noOwnFile', name, lack.instead)];
    }
    case 'ending': {
      const instead = lack.instead === '' ? `"${name}.ts", or what it is called` : `"${lack.instead}"`;
      return [`Write the ending of the file: ${instead}, not "${name}".`, say('noOwnEnding', name, lack.instead)];
    }
    case 'outside':
      return [
        `"${name}" is outside of the program's folder: only files in it can be imported.`,
        say('ownOutside', name),
      ];
    case 'link':
      return [
        `"${name}" is a link out of the program's folder: only files in it can be imported.`,
        say('ownLink', name),
      ];
    case 'notRegular':
      return [`"${name}" is not a regular file.`, say('ownNotRegular', name)];
    case 'kind':
      return [`"${name}" can't be imported: only .ts, .mts, .js, .mjs and .json files can.`, say('ownKind', name)];
    case 'name':
      return [
        "The name of this file has characters that it can't have here: use letters, digits, blanks, dots, hyphens and underscores.",
        say('ownStrangeName'),
      ];
    case 'tooMany':
      return [
        `"${name}" was not read: a program has at most ${MOST_FILES} files besides its first.`,
        say('ownTooMany', name, MOST_FILES),
      ];
    case 'tooLong':
      return [
        `"${name}" was not read: all files of a program have at most ${MAX_SOURCE} characters together.`,
        say('ownTooLong', name, MAX_SOURCE),
      ];
    case 'unreadable':
      return [`"${name}" cannot be read.`, say('ownUnreadable', name)];
  }
}
