/**
 * Which expressions of a program stand for a thread, for a pool of threads or processes, or for a future of such a pool, as far as
 * its text alone makes it sure.
 */
import type * as ESTree from 'acorn';
import { memberName, type Names, returnedBy } from './names.ts';
import type { Node } from './scopes.ts';

export type WorkerObject = 'thread' | 'pool' | 'future';

/** What an object of each class is, by module. */
const CLASSES: { readonly [module: string]: { readonly [name: string]: WorkerObject } } = {
  threading: { Thread: 'thread' },
  'concurrent.futures': { ThreadPoolExecutor: 'pool', ProcessPoolExecutor: 'pool' },
};

/** Variables that stand for one another are followed so far. */
const MOST_STEPS = 20;

export function workerObject(node: Node, names: Names, steps = MOST_STEPS): WorkerObject | null {
  if (steps === 0) return null;
  switch (node.type) {
    case 'NewExpression':
      return classOf(node.callee, names);
    case 'CallExpression':
      return givesFuture(node, names, steps - 1) ? 'future' : null;
    case 'Identifier': {
      const value = names.initialValue(node);
      return value === null ? elementOf(node, names, steps - 1) : workerObject(value.init, names, steps - 1);
    }
    default:
      return null;
  }
}

/** `pool.submit(…)`, `runCoroutineThreadsafe(…)`. */
function givesFuture({ callee }: ESTree.CallExpression, names: Names, steps: number): boolean {
  if (names.exportOf(callee) === 'runCoroutineThreadsafe') return true;
  if (callee.type !== 'MemberExpression' || memberName(callee) !== 'submit') return false;
  return workerObject(callee.object, names, steps) === 'pool';
}

function classOf(callee: Node, { scopes }: Names): WorkerObject | null {
  const [space, named] = callee.type === 'MemberExpression' ? [callee.object, memberName(callee)] : [callee, null];
  const declarations = space.type === 'Identifier' ? (scopes.bindingOf(space)?.declarations ?? []) : [];
  const by = declarations.length === 1 ? declarations[0]!.by : null;
  if (by?.type !== (named === null ? 'ImportSpecifier' : 'ImportNamespaceSpecifier')) return null;
  const { source } = scopes.parentOf(by) as ESTree.ImportDeclaration;
  const name = by.type === 'ImportSpecifier' && by.imported.type === 'Identifier' ? by.imported.name : named;
  const classes = Object.hasOwn(CLASSES, `${source.value}`) ? CLASSES[`${source.value}`]! : {};
  return name !== null && Object.hasOwn(classes, name) ? classes[name]! : null;
}

/** `t` of `for (const t of threads)`, where all of them are the same. */
function elementOf(node: ESTree.Identifier, names: Names, steps: number): WorkerObject | null {
  const { scopes } = names;
  const binding = scopes.bindingOf(node);
  if (binding === null || binding.declarations.length !== 1 || binding.writes.length > 0) return null;
  const { id, by } = binding.declarations[0]!;
  if (by.type !== 'VariableDeclarator' || by.id !== id || by.init) return null;
  const declaration = scopes.parentOf(by);
  const loop = declaration === null ? null : scopes.parentOf(declaration);
  if (loop?.type !== 'ForOfStatement' || loop.left !== declaration) return null;
  return only(elementsOf(loop.right, names), names, steps);
}

function only(elements: readonly Node[] | null, names: Names, steps: number): WorkerObject | null {
  const kinds = new Set((elements ?? []).map((it) => workerObject(it, names, steps)));
  return kinds.size === 1 ? [...kinds][0]! : null;
}

/** The expressions that make all elements of a list; null: unknown. */
function elementsOf(list: Node, names: Names): readonly Node[] | null {
  switch (list.type) {
    case 'ArrayExpression':
      return list.elements.some((it) => it === null || it.type === 'SpreadElement') ? null : (list.elements as Node[]);
    case 'CallExpression':
      return madeByCall(list, names);
    case 'Identifier':
      return elementsOfVariable(list, names);
    default:
      return null;
  }
}

/** `xs.map(f)`, `Array.from(xs, f)`: what `f` gives. */
function madeByCall({ callee, arguments: given }: ESTree.CallExpression, names: Names): readonly Node[] | null {
  const method = memberName(callee);
  const mapper = method === 'map' ? given[0] : method === 'from' ? given[1] : undefined;
  const called = mapper === undefined ? null : names.functionOf(mapper);
  if (called === null || called.async || called.generator) return null;
  const returned = returnedBy(called);
  return returned.includes(null) ? null : (returned as Node[]);
}

/** `const threads = []`, and what is pushed. Null where anything else could change it. */
function elementsOfVariable(list: ESTree.Identifier, names: Names): readonly Node[] | null {
  const value = names.initialValue(list);
  const elements = value === null || value.init.type === 'Identifier' ? null : elementsOf(value.init, names);
  if (value === null || elements === null) return null;
  const { scopes } = names;
  const pushed: Node[] = [];
  for (const read of value.binding.reads) {
    const member = scopes.parentOf(read)!;
    if (member.type !== 'MemberExpression' || member.object !== read) continue;
    const around = scopes.parentOf(member)!;
    if (around.type === 'AssignmentExpression' && around.left === member) return null;
    if (memberName(member) !== 'push' || around.type !== 'CallExpression') continue;
    if (around.arguments.some((it) => it.type === 'SpreadElement')) return null;
    pushed.push(...around.arguments);
  }
  return [...elements, ...pushed];
}
