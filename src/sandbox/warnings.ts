/**
 * What looks wrong in a program that can run: a coroutine that nobody awaits, a task that an async function returns, a `catch`
 * that swallows cancellation, `Promise.all` where asyncio waits for one thing at a time. Lessons show such code on purpose, so
 * these are warnings, never refusals.
 *
 * A rule speaks only where the file itself makes it sure: names that are declared twice anywhere are taken for unknown.
 */
import type * as ESTree from 'acorn';
import { ancestor, full, recursive } from 'acorn-walk';
import type { ModuleExports } from './compile.ts';
import { nearestName } from './nearest-name.ts';
import type { Saying, SayingCode } from '../trace/saying.ts';

export interface CompileWarning {
  readonly message: string;
  /** Both count from 1. */
  readonly line: number;
  readonly column: number;
  /** `message` for other languages. */
  readonly saying: Saying;
}

/** A program with more of them is told of the first. */
export const MOST_WARNINGS = 20;

type Node = ESTree.AnyNode;
type AnyFunction = ESTree.FunctionDeclaration | ESTree.FunctionExpression | ESTree.ArrowFunctionExpression;

/** What a call gives, as far as it is known. */
type Gives = 'coroutine' | 'task' | 'future' | 'promise';

/** What a name stands for. */
type Meaning =
  | { readonly is: 'export'; readonly name: string }
  | { readonly is: 'namespace' }
  | { readonly is: 'coroutineFunction' }
  | { readonly is: 'asyncFunction' }
  | { readonly is: 'value'; readonly gives: Gives }
  /** A group or a loop: it has a `createTask` of asyncio's. */
  | { readonly is: 'spawner' };

const COROUTINE_EXPORTS = new Set(['sleep', 'wait', 'waitFor', 'toThread']);
const TASK_EXPORTS = new Set(['createTask', 'ensureFuture']);
const FUTURE_EXPORTS = new Set(['gather', 'shield', 'wrapPromise']);
const LOOP_EXPORTS = new Set(['getRunningLoop', 'newEventLoop', 'getEventLoop']);
/** They take coroutines, and nothing else. */
const COROUTINE_TAKERS = new Set(['run', 'createTask']);

export function compileWarnings(tree: ESTree.Program, modules: ModuleExports): readonly CompileWarning[] {
  const names = new Names(tree);
  const found = new Map<number, CompileWarning>();
  const warn: Warn = (node, saying, message) => {
    const { line, column } = node.loc!.start;
    if (!found.has(node.start)) found.set(node.start, { message, line, column: column + 1, saying });
  };
  full(tree, (node) => {
    if (node.type === 'Identifier') checkImported(node as ESTree.Identifier, names, modules, warn);
  });
  if (!names.usesAsyncio) return inOrder(found.values());
  ancestor(tree, {
    ExpressionStatement(node, _state, ancestors) {
      checkStatement(node, enclosingFunction(ancestors) === null, names, warn);
    },
    VariableDeclarator(node) {
      checkUnused(node, names, warn);
    },
    ReturnStatement(node, _state, ancestors) {
      if (node.argument) checkReturned(node.argument, enclosingFunction(ancestors), names, warn);
    },
    ArrowFunctionExpression(node) {
      if (node.expression) checkReturned(node.body as ESTree.Expression, node, names, warn);
    },
    TryStatement(node, _state, ancestors) {
      if (enclosingFunction(ancestors)?.async) checkCatch(node, names, warn);
    },
    CallExpression(node, _state, ancestors) {
      if (enclosingFunction(ancestors) !== null) checkCombinator(node, names, warn);
      checkWork(node, names, warn);
    },
  });
  return inOrder(found.values());
}

function inOrder(warnings: Iterable<CompileWarning>): readonly CompileWarning[] {
  return [...warnings].sort((a, b) => a.line - b.line || a.column - b.column).slice(0, MOST_WARNINGS);
}

type Warn = (node: Node, saying: Saying, message: string) => void;

function say(code: SayingCode, ...args: readonly string[]): Saying {
  return { code, args };
}

// The rules

/** A name of a module's that the file forgot to import, perhaps misspelt; once, where it stands first. */
function checkImported(node: ESTree.Identifier, names: Names, modules: ModuleExports, warn: Warn): void {
  const { name } = node;
  if (names.isDeclared(name) || !names.isFirst(node)) return;
  for (const [module, exported] of Object.entries(modules)) {
    const meant = nearestName(name, exported);
    if (meant === null || (meant !== name && HOST_NAMES.has(name))) continue;
    const remedy = `Write \`import { ${meant} } from "${module}"\` at the top of the file.`;
    const message =
      meant === name
        ? `\`${name}\` is not imported. ${remedy}`
        : `There is no \`${name}\` here. Did you mean \`${meant}\`? ${remedy}`;
    return warn(node, say('notImported', name, meant, module), message);
  }
}

/** What Node has globally: whoever writes one of these means it, though it may be missing here. */
const HOST_NAMES = new Set(Object.getOwnPropertyNames(globalThis));

/** `f();` where `f` makes a coroutine. */
function checkStatement(node: ESTree.ExpressionStatement, isTopLevel: boolean, names: Names, warn: Warn): void {
  const call = node.expression;
  if (call.type !== 'CallExpression' || names.gives(call) !== 'coroutine') return;
  if (isTopLevel) neverRun(call, warn);
  else neverAwaited(call, warn);
}

/** `const c = f();` where nobody uses `c`. */
function checkUnused(node: ESTree.VariableDeclarator, names: Names, warn: Warn): void {
  if (node.id.type !== 'Identifier' || !node.init || names.uses(node.id.name) !== 1) return;
  const call = node.init;
  if (call.type === 'CallExpression' && names.gives(call) === 'coroutine') neverAwaited(call, warn);
}

/** As `neverAwaited`, where no task is: a loop has to be started. */
function neverRun(call: ESTree.CallExpression, warn: Warn): void {
  const name = calleeText(call);
  warn(
    call,
    say('neverRun', name),
    `\`${name}(…)\` only makes a coroutine: none of its code runs. Write \`await run(${name}(…))\`, which starts a loop and runs it there.`,
  );
}

function neverAwaited(call: ESTree.CallExpression, warn: Warn): void {
  const name = calleeText(call);
  warn(
    call,
    say('neverAwaited', name),
    `\`${name}(…)\` only makes a coroutine: none of its code runs until somebody awaits it. ` +
      `Write \`await ${name}(…)\`, or \`createTask(${name}(…))\` to run it beside this code.`,
  );
}

/** An async function's result is awaited by JavaScript itself before the caller sees it. */
function checkReturned(value: ESTree.Expression, inside: AnyFunction | null, names: Names, warn: Warn): void {
  if (!inside?.async || inside.generator) return;
  const returned = value;
  const gives = returned.type === 'Identifier' ? names.valueOf(returned.name) : names.gives(returned);
  if (gives !== 'task') return;
  warn(
    returned,
    say('taskReturned'),
    'An async function cannot return a task: JavaScript awaits it first, and the caller gets its result. ' +
      'Return it in a box, `return [task]`, and take it out with `const [task] = await …`.',
  );
}

/** A `catch` around an `await` that lets nothing through, not even the request to cancel. */
function checkCatch(node: ESTree.TryStatement, names: Names, warn: Warn): void {
  const { handler } = node;
  if (!handler || !awaits(node.block)) return;
  const looksAtIt = holds(
    handler.body,
    (part) =>
      part.type === 'ThrowStatement' ||
      (part.type === 'Identifier' && CANCELLATION_WORDS.has(names.exportOf(part.name) ?? part.name)) ||
      (part.type === 'MemberExpression' && CANCELLATION_WORDS.has(methodName(part) ?? '')),
  );
  if (looksAtIt) return;
  const caught = handler.param?.type === 'Identifier' ? handler.param.name : 'error';
  const begin = handler.param ? 'Begin it with' : 'Write `catch (error) {` and begin it with';
  warn(
    handler,
    say('catchSwallows', caught),
    'This `catch` also catches CancelledError: a task that is cancelled here goes on as if nothing had happened. ' +
      `${begin} \`if (!isException(${caught})) throw ${caught};\` (\`isException\` is of "asyncio").`,
  );
}

/** Whoever names one of these has thought of it, or hands the error on. */
const CANCELLATION_WORDS = new Set(['CancelledError', 'isException', 'exceptStar', 'setException', 'reject']);

/** What to write instead of each. */
const COMBINATORS: { readonly [name: string]: string } = {
  all: 'gather(…)',
  allSettled: 'gather([…], { returnExceptions: true })',
  race: 'wait([…], { returnWhen: FIRST_COMPLETED })',
  any: 'asCompleted([…])',
};

/** `Promise.all([sleep(1), …])`: the task would have to wait at two awaits at once. */
function checkCombinator(call: ESTree.CallExpression, names: Names, warn: Warn): void {
  const { callee } = call;
  if (callee.type !== 'MemberExpression' || callee.computed || callee.property.type !== 'Identifier') return;
  if (callee.object.type !== 'Identifier' || callee.object.name !== 'Promise' || names.isDeclared('Promise')) return;
  const { name } = callee.property;
  const instead = Object.hasOwn(COMBINATORS, name) ? COMBINATORS[name]! : null;
  const [list] = call.arguments;
  if (instead === null || !list || list.type === 'SpreadElement' || !holdsAwaitables(list, names)) return;
  warn(
    call,
    say('promiseCombinator', name, instead),
    `\`Promise.${name}\` waits for several of them inside one task, and a task waits for one thing at a time. ` +
      `Write \`${instead}\`, which makes a task of each.`,
  );
}

function holdsAwaitables(list: ESTree.Expression, names: Names): boolean {
  const value = list;
  if (value.type === 'ArrayExpression')
    return (
      value.elements.filter((element) => element && element.type !== 'SpreadElement' && isAwaitable(element, names))
        .length > 1
    );
  // xs.map(f), xs.map((x) => f(x))
  if (value.type !== 'CallExpression' || value.callee.type !== 'MemberExpression') return false;
  const { property } = value.callee;
  const [mapper] = value.arguments;
  if (property.type !== 'Identifier' || property.name !== 'map' || !mapper) return false;
  if (mapper.type === 'Identifier') return names.isCoroutineFunction(mapper.name);
  return (
    mapper.type === 'ArrowFunctionExpression' &&
    !mapper.async &&
    mapper.expression &&
    isAwaitable(mapper.body as ESTree.Expression, names)
  );
}

function isAwaitable(node: ESTree.Expression, names: Names): boolean {
  const value = node;
  const gives = value.type === 'Identifier' ? names.valueOf(value.name) : names.gives(value);
  return gives === 'coroutine' || gives === 'task' || gives === 'future';
}

/** `run(main())` where `main` is a plain async function: it has begun already, and what it gives is a promise. `run(main)`. */
function checkWork(call: ESTree.CallExpression, names: Names, warn: Warn): void {
  const taker = names.exportCalled(call.callee) ?? names.spawns(call.callee);
  const [work] = call.arguments;
  if (taker === null || !COROUTINE_TAKERS.has(taker) || !work) return;
  if (work.type === 'Identifier' && names.isCoroutineFunction(work.name)) return notCalled(work, taker, warn);
  if (work.type !== 'CallExpression') return;
  const name = work.callee.type === 'Identifier' ? work.callee.name : null;
  if (name === null || !names.isAsyncFunction(name)) return;
  warn(
    work,
    say('plainAsyncFunction', name, taker),
    `\`${name}\` is a plain async function: a call starts it at once and gives a Promise, and \`${taker}\` needs a coroutine. ` +
      `Write \`const ${name} = coroutine(async (…) => { … })\`.`,
  );
}

function notCalled(work: ESTree.Identifier, taker: string, warn: Warn): void {
  const { name } = work;
  warn(
    work,
    say('notCalled', name, taker),
    `\`${name}\` is the function, and \`${taker}\` needs the coroutine that a call of it makes: write \`${taker}(${name}())\`.`,
  );
}

// What the names of the file stand for

class Names {
  readonly usesAsyncio: boolean;
  readonly #meanings = new Map<string, Meaning>();
  readonly #declared = new Map<string, number>();
  readonly #assigned = new Set<string>();
  readonly #uses = new Map<string, number>();
  readonly #first = new Map<string, number>();

  constructor(tree: ESTree.Program) {
    full(tree, (node) => this.#count(node as Node));
    this.usesAsyncio = this.#readImports(tree);
    const declarators: ESTree.VariableDeclarator[] = [];
    full(tree, (node) => {
      if (node.type === 'FunctionDeclaration')
        this.#readFunction(node as ESTree.FunctionDeclaration | ESTree.AnonymousFunctionDeclaration);
      if (node.type === 'VariableDeclarator') declarators.push(node as ESTree.VariableDeclarator);
    });
    for (const declarator of declarators) this.#readFunctionValue(declarator);
    this.#readGroups(tree);
    // What a call gives is known only when the functions are.
    for (const declarator of declarators) this.#readValue(declarator);
  }

  /** How often the name stands in the file, its declaration included. */
  uses(name: string): number {
    return this.#uses.get(name) ?? 0;
  }

  /** Whether the name stands nowhere before this. */
  isFirst(node: ESTree.Identifier): boolean {
    return this.#first.get(node.name) === node.start;
  }

  isDeclared(name: string): boolean {
    return this.#declared.has(name);
  }

  isCoroutineFunction(name: string): boolean {
    const meaning = this.#meanings.get(name);
    return meaning?.is === 'coroutineFunction' || (meaning?.is === 'export' && COROUTINE_EXPORTS.has(meaning.name));
  }

  isAsyncFunction(name: string): boolean {
    return this.#meanings.get(name)?.is === 'asyncFunction';
  }

  valueOf(name: string): Gives | null {
    const meaning = this.#meanings.get(name);
    return meaning?.is === 'value' ? meaning.gives : null;
  }

  /** The export of asyncio that is called, by its own name or through `import * as`. */
  exportOf(name: string): string | null {
    const meaning = this.#meanings.get(name);
    return meaning?.is === 'export' ? meaning.name : null;
  }

  /** `createTask` if it is a group's or a loop's that is called. */
  spawns(callee: Node): 'createTask' | null {
    if (callee.type !== 'MemberExpression' || callee.object.type !== 'Identifier') return null;
    const isSpawner = this.#meanings.get(callee.object.name)?.is === 'spawner';
    return isSpawner && methodName(callee) === 'createTask' ? 'createTask' : null;
  }

  exportCalled(callee: Node): string | null {
    if (callee.type === 'Identifier') return this.exportOf(callee.name);
    if (callee.type !== 'MemberExpression' || callee.computed || callee.object.type !== 'Identifier') return null;
    if (this.#meanings.get(callee.object.name)?.is !== 'namespace') return null;
    return methodName(callee);
  }

  /** What working out the expression gives; null: unknown, or no awaitable. */
  gives(node: Node): Gives | null {
    if (node.type !== 'CallExpression') return null;
    const exported = this.exportCalled(node.callee);
    if (exported !== null) {
      if (COROUTINE_EXPORTS.has(exported)) return 'coroutine';
      if (TASK_EXPORTS.has(exported)) return 'task';
      return FUTURE_EXPORTS.has(exported) ? 'future' : null;
    }
    if (node.callee.type === 'Identifier') {
      if (this.isCoroutineFunction(node.callee.name)) return 'coroutine';
      return this.isAsyncFunction(node.callee.name) ? 'promise' : null;
    }
    return this.spawns(node.callee) === null ? null : 'task';
  }

  #count(node: Node): void {
    if (node.type === 'Identifier') {
      this.#uses.set(node.name, this.uses(node.name) + 1);
      this.#first.set(node.name, Math.min(this.#first.get(node.name) ?? Infinity, node.start));
    }
    for (const name of assignedBy(node)) this.#assigned.add(name);
    for (const name of declaredBy(node)) this.#declared.set(name, (this.#declared.get(name) ?? 0) + 1);
  }

  #mean(name: string, meaning: Meaning): void {
    if (this.#declared.get(name) === 1 && !this.#assigned.has(name)) this.#meanings.set(name, meaning);
  }

  #readImports(tree: ESTree.Program): boolean {
    let found = false;
    for (const node of tree.body) {
      if (node.type !== 'ImportDeclaration' || node.source.value !== 'asyncio') continue;
      found = true;
      for (const specifier of node.specifiers) {
        if (specifier.type === 'ImportNamespaceSpecifier') this.#mean(specifier.local.name, { is: 'namespace' });
        else if (specifier.type === 'ImportSpecifier' && specifier.imported.type === 'Identifier')
          this.#mean(specifier.local.name, { is: 'export', name: specifier.imported.name });
      }
    }
    return found;
  }

  #readFunction(node: ESTree.FunctionDeclaration | ESTree.AnonymousFunctionDeclaration): void {
    if (node.async && !node.generator && node.id) this.#mean(node.id.name, { is: 'asyncFunction' });
  }

  #readFunctionValue({ id, init }: ESTree.VariableDeclarator): void {
    if (id.type !== 'Identifier' || !init) return;
    const value = init;
    if (value.type === 'CallExpression' && this.exportCalled(value.callee) === 'coroutine')
      this.#mean(id.name, { is: 'coroutineFunction' });
    const isFunction = value.type === 'ArrowFunctionExpression' || value.type === 'FunctionExpression';
    if (isFunction && value.async && !value.generator) this.#mean(id.name, { is: 'asyncFunction' });
  }

  /** The parameters of `taskGroup`'s bodies. A name that is theirs everywhere is a group's, however many there are. */
  #readGroups(tree: ESTree.Program): void {
    const groups = new Map<string, number>();
    full(tree, (node) => {
      if (node.type !== 'CallExpression') return;
      const { callee, arguments: given } = node as ESTree.CallExpression;
      const [body] = given;
      if (this.exportCalled(callee) !== 'taskGroup' || !body || !isFunction(body)) return;
      const [group] = body.params;
      if (group?.type === 'Identifier') groups.set(group.name, (groups.get(group.name) ?? 0) + 1);
    });
    for (const [name, times] of groups)
      if (this.#declared.get(name) === times && !this.#assigned.has(name)) this.#meanings.set(name, { is: 'spawner' });
  }

  #readValue({ id, init }: ESTree.VariableDeclarator): void {
    if (id.type !== 'Identifier' || !init || this.#meanings.has(id.name)) return;
    if (init.type === 'CallExpression' && LOOP_EXPORTS.has(this.exportCalled(init.callee) ?? ''))
      return this.#mean(id.name, { is: 'spawner' });
    const gives = this.gives(init);
    if (gives !== null) this.#mean(id.name, { is: 'value', gives });
  }
}

/** The names that a node gives another value. */
function assignedBy(node: Node): readonly string[] {
  switch (node.type) {
    case 'AssignmentExpression':
      return namesIn(node.left);
    case 'UpdateExpression':
      return node.argument.type === 'Identifier' ? [node.argument.name] : [];
    case 'ForInStatement':
    case 'ForOfStatement':
      return node.left.type === 'VariableDeclaration' ? [] : namesIn(node.left);
    default:
      return [];
  }
}

/** The names that a node itself declares: parameters, variables, functions, classes, imports, what a `catch` takes. */
function declaredBy(node: Node): readonly string[] {
  switch (node.type) {
    case 'VariableDeclarator':
      return namesIn(node.id);
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      return [...(node.id ? [node.id.name] : []), ...node.params.flatMap(namesIn)];
    case 'ClassDeclaration':
    case 'ClassExpression':
      return node.id ? [node.id.name] : [];
    case 'CatchClause':
      return node.param ? namesIn(node.param) : [];
    case 'ImportDeclaration':
      return node.specifiers.map((specifier) => specifier.local.name);
    default:
      return [];
  }
}

function namesIn(pattern: ESTree.Pattern): string[] {
  switch (pattern.type) {
    case 'Identifier':
      return [pattern.name];
    case 'ObjectPattern':
      return pattern.properties.flatMap((property) =>
        namesIn(property.type === 'RestElement' ? property.argument : property.value),
      );
    case 'ArrayPattern':
      return pattern.elements.flatMap((element) => (element ? namesIn(element) : []));
    case 'RestElement':
      return namesIn(pattern.argument);
    case 'AssignmentPattern':
      return namesIn(pattern.left);
    case 'MemberExpression':
      return [];
  }
}

// The tree

function methodName(callee: Node): string | null {
  return callee.type === 'MemberExpression' && !callee.computed && callee.property.type === 'Identifier'
    ? callee.property.name
    : null;
}

function calleeText({ callee }: ESTree.CallExpression): string {
  if (callee.type === 'Identifier') return callee.name;
  const method = methodName(callee);
  const owner = callee.type === 'MemberExpression' && callee.object.type === 'Identifier' ? callee.object.name : '…';
  return `${owner}.${method}`;
}

function isFunction(node: Node): node is AnyFunction {
  return (
    node.type === 'FunctionDeclaration' || node.type === 'FunctionExpression' || node.type === 'ArrowFunctionExpression'
  );
}

/** The innermost function around the last of `ancestors`. */
function enclosingFunction(ancestors: readonly Node[]): AnyFunction | null {
  return ancestors.slice(0, -1).findLast(isFunction) ?? null;
}

/** Whether the code itself awaits, the functions that it makes left out. */
function awaits(block: Node): boolean {
  let found = false;
  recursive(block, null, {
    Function() {},
    AwaitExpression() {
      found = true;
    },
    ForOfStatement(node, state, visit) {
      if (node.await) found = true;
      visit(node.right, state);
      visit(node.body, state);
    },
  });
  return found;
}

function holds(root: Node, isWanted: (node: Node) => boolean): boolean {
  let found = false;
  full(root, (node) => {
    found ||= isWanted(node as Node);
  });
  return found;
}
