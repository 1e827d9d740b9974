/**
 * What the names of a program stand for, as far as its text alone makes it sure: exports of asyncio, coroutine functions, tasks.
 * A name that is declared twice anywhere, or given another value, is taken for unknown.
 */
import type * as ESTree from 'acorn';
import { full } from 'acorn-walk';

export type Node = ESTree.AnyNode;
export type AnyFunction = ESTree.FunctionDeclaration | ESTree.FunctionExpression | ESTree.ArrowFunctionExpression;

/** What a call gives, as far as it is known. */
type Gives = 'coroutine' | 'task' | 'future' | 'promise';

/** What a name stands for. */
type Meaning =
  | { readonly is: 'export'; readonly name: string }
  | { readonly is: 'namespace' }
  /** A function of another module that blocks the thread. */
  | { readonly is: 'blocking' }
  | { readonly is: 'coroutineFunction' }
  | { readonly is: 'asyncFunction'; readonly body: Node }
  | { readonly is: 'value'; readonly gives: Gives }
  /** An object of a class of asyncio's. */
  | { readonly is: 'instance'; readonly of: string }
  /** A group or a loop: it has a `createTask` of asyncio's. */
  | { readonly is: 'spawner' };

const COROUTINE_EXPORTS = new Set(['sleep', 'wait', 'waitFor', 'toThread']);
const TASK_EXPORTS = new Set(['createTask', 'ensureFuture']);
const FUTURE_EXPORTS = new Set(['gather', 'shield', 'wrapPromise']);
/** The methods of asyncio's classes that give a coroutine. */
const COROUTINE_METHODS: { readonly [name: string]: readonly string[] } = {
  Queue: ['put', 'get', 'join'],
  PriorityQueue: ['put', 'get', 'join'],
  LifoQueue: ['put', 'get', 'join'],
  Lock: ['acquire', 'with'],
  Semaphore: ['acquire', 'with'],
  BoundedSemaphore: ['acquire', 'with'],
  Condition: ['acquire', 'with', 'wait', 'waitFor'],
  Event: ['wait'],
  Barrier: ['wait', 'with', 'reset', 'abort'],
};
/** What blocks the thread, by module. */
const BLOCKING_EXPORTS = new Map([['time', 'sleep']]);
const LOOP_EXPORTS = new Set(['getRunningLoop', 'newEventLoop', 'getEventLoop']);
export class Names {
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

  /** Whether it is a plain async function that awaits something of asyncio's. */
  waitsByAsyncio(name: string): boolean {
    const meaning = this.#meanings.get(name);
    if (meaning?.is !== 'asyncFunction') return false;
    let found = false;
    full(meaning.body, (node) => {
      if (node.type === 'AwaitExpression') found ||= this.isAwaitable((node as ESTree.AwaitExpression).argument);
    });
    return found;
  }

  /** Whether the expression surely gives an awaitable of asyncio's. */
  isAwaitable(node: ESTree.Expression): boolean {
    const gives = node.type === 'Identifier' ? this.valueOf(node.name) : this.gives(node);
    return gives === 'coroutine' || gives === 'task' || gives === 'future';
  }

  isBlocking(name: string): boolean {
    return this.#meanings.get(name)?.is === 'blocking';
  }

  valueOf(name: string): Gives | null {
    const meaning = this.#meanings.get(name);
    return meaning?.is === 'value' ? meaning.gives : null;
  }

  /** The export of asyncio that the name stands for. */
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

  /** The export of asyncio that is called, by its own name or through `import * as`. */
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
    if (this.#isCoroutineMethod(node.callee)) return 'coroutine';
    return this.spawns(node.callee) === null ? null : 'task';
  }

  #isCoroutineMethod(callee: Node): boolean {
    if (callee.type !== 'MemberExpression' || callee.object.type !== 'Identifier') return false;
    const owner = this.#meanings.get(callee.object.name);
    return owner?.is === 'instance' && COROUTINE_METHODS[owner.of]!.includes(methodName(callee) ?? '');
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
      if (node.type !== 'ImportDeclaration') continue;
      if (node.source.value !== 'asyncio') {
        this.#readOtherImports(node);
        continue;
      }
      found = true;
      for (const specifier of node.specifiers) {
        if (specifier.type === 'ImportNamespaceSpecifier') this.#mean(specifier.local.name, { is: 'namespace' });
        else if (specifier.type === 'ImportSpecifier' && specifier.imported.type === 'Identifier')
          this.#mean(specifier.local.name, { is: 'export', name: specifier.imported.name });
      }
    }
    return found;
  }

  #readOtherImports({ source, specifiers }: ESTree.ImportDeclaration): void {
    for (const specifier of specifiers) {
      if (specifier.type !== 'ImportSpecifier' || specifier.imported.type !== 'Identifier') continue;
      if (BLOCKING_EXPORTS.get(`${source.value}`) === specifier.imported.name)
        this.#mean(specifier.local.name, { is: 'blocking' });
    }
  }

  #readFunction(node: ESTree.FunctionDeclaration | ESTree.AnonymousFunctionDeclaration): void {
    if (node.async && !node.generator && node.id) this.#mean(node.id.name, { is: 'asyncFunction', body: node.body });
  }

  #readFunctionValue({ id, init }: ESTree.VariableDeclarator): void {
    if (id.type !== 'Identifier' || !init) return;
    const value = init;
    if (value.type === 'CallExpression' && this.exportCalled(value.callee) === 'coroutine')
      this.#mean(id.name, { is: 'coroutineFunction' });
    const isFunction = value.type === 'ArrowFunctionExpression' || value.type === 'FunctionExpression';
    if (isFunction && value.async && !value.generator) this.#mean(id.name, { is: 'asyncFunction', body: value.body });
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
    const made = init.type === 'NewExpression' ? this.exportCalled(init.callee) : null;
    if (made !== null && Object.hasOwn(COROUTINE_METHODS, made))
      return this.#mean(id.name, { is: 'instance', of: made });
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

/** `m` of `x.m`. */
export function methodName(callee: Node): string | null {
  return callee.type === 'MemberExpression' && !callee.computed && callee.property.type === 'Identifier'
    ? callee.property.name
    : null;
}

export function isFunction(node: Node): node is AnyFunction {
  return (
    node.type === 'FunctionDeclaration' || node.type === 'FunctionExpression' || node.type === 'ArrowFunctionExpression'
  );
}
