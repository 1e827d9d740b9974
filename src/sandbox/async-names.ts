/**
 * What the async functions of a file are called: by name they appear in the trace, and by its callee's name a call is known
 * to be one of theirs.
 */
import type * as ESTree from 'acorn';
import { full } from 'acorn-walk';
import type { CoroutineNames } from './instrument.ts';

type Node = ESTree.AnyNode;

/** Longer names are cut. */
const MOST_CHARACTERS = 100;
const COMBINATORS: readonly string[] = ['all', 'allSettled', 'race', 'any'];

export class AsyncNames {
  readonly #byFunction = new Map<unknown, string>();
  readonly #names = new Set<string>();

  add(node: unknown, name: string): void {
    const shown = name.slice(0, MOST_CHARACTERS);
    this.#byFunction.set(node, shown);
    this.#names.add(shown);
  }

  /** A call by one of the other's names may give a promise of a function there. */
  addCalls(others: AsyncNames): void {
    for (const name of others.#names) this.#names.add(name);
  }

  /** That of the body of a coroutine: what it is called with gives no promise. */
  addBody(node: unknown, name: string): void {
    this.#byFunction.set(node, name.slice(0, MOST_CHARACTERS));
  }

  of(node: unknown): string {
    return this.#byFunction.get(node) ?? 'anonymous';
  }

  has(name: string): boolean {
    return this.#names.has(name);
  }
}

/** As JavaScript names functions: by their own name, else by what they are assigned to. */
export function asyncNames(tree: ESTree.Program, coroutines: CoroutineNames): AsyncNames {
  const names = new AsyncNames();
  full(tree, (any) => {
    const node = any as Node;
    switch (node.type) {
      case 'FunctionDeclaration':
      case 'FunctionExpression':
        if (node.async && !node.generator && node.id) names.add(node, node.id.name);
        return;
      case 'VariableDeclarator':
        if (node.id.type === 'Identifier') name(node.init, node.id.name);
        return;
      case 'AssignmentExpression':
        if (node.left.type === 'Identifier') name(node.right, node.left.name);
        return;
      case 'AssignmentPattern':
        if (node.left.type === 'Identifier') name(node.right, node.left.name);
        return;
      case 'Property':
      case 'PropertyDefinition':
      case 'MethodDefinition':
        if (!node.computed) name(node.value, keyName(node.key as Node));
        return;
      default:
    }
  });
  return names;

  function name(value: unknown, given: string | null): void {
    const node = value as Node | null | undefined;
    if (!node || given === null) return;
    if (node.type === 'CallExpression' && isCoroutineCallee(node.callee as Node, coroutines))
      names.addBody(node.arguments[0], given);
    else if (isAsyncFunction(node) && !('id' in node && node.id)) names.add(node, given);
  }
}

/** The name under which a call of `callee` may give the promise of an async function, or `Promise.all` and its like. */
export function promiseMaker(callee: Node, names: AsyncNames): string | null {
  if (callee.type === 'Identifier') return names.has(callee.name) ? callee.name : null;
  if (callee.type !== 'MemberExpression' || callee.computed) return null;
  const property = keyName(callee.property as Node);
  if (property === null) return null;
  const { object } = callee;
  if (object.type === 'Identifier' && object.name === 'Promise' && COMBINATORS.includes(property))
    return `Promise.${property}`;
  return names.has(property) ? property : null;
}

export function isCoroutineCallee(callee: Node, { functions, namespaces }: CoroutineNames): boolean {
  if (callee.type === 'Identifier') return functions.has(callee.name);
  return (
    callee.type === 'MemberExpression' &&
    callee.object.type === 'Identifier' &&
    namespaces.has(callee.object.name) &&
    callee.property.type === 'Identifier' &&
    callee.property.name === 'coroutine'
  );
}

function isAsyncFunction(node: Node): boolean {
  return (
    (node.type === 'FunctionExpression' || node.type === 'ArrowFunctionExpression') && node.async && !node.generator
  );
}

function keyName(key: Node): string | null {
  if (key.type === 'Identifier') return key.name;
  if (key.type === 'PrivateIdentifier') return `#${key.name}`;
  return key.type === 'Literal' && typeof key.value === 'string' ? key.value : null;
}
