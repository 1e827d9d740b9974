/**
 * What the expressions of a program stand for, as far as its text alone makes it sure: exports of asyncio, coroutine functions,
 * tasks, locks and queues. A name that is declared twice in one scope, or given another value, is taken for unknown, unless a
 * type says what it is.
 */
import type * as ESTree from 'acorn';
import { annotationAfter, type TypeName, typeImports } from './annotations.ts';
import {
  type AnyClass,
  type AnyFunction,
  type Binding,
  eachChild,
  isClass,
  isFunction,
  type Node,
  Scopes,
} from './scopes.ts';

/** What a call gives, as far as it is known. */
export type Gives = 'coroutine' | 'task' | 'future' | 'promise';

/** What an expression stands for. */
export type Meaning =
  | { readonly is: 'export'; readonly name: string }
  | { readonly is: 'namespace' }
  /** A function of another module that blocks the thread. */
  | { readonly is: 'blocking' }
  | { readonly is: 'coroutineFunction' }
  | { readonly is: 'function'; readonly node: AnyFunction }
  | { readonly is: 'value'; readonly gives: Gives }
  /** An object of a class of asyncio's. */
  | { readonly is: 'instance'; readonly of: string }
  /** A group or a loop: it has a `createTask` of asyncio's. */
  | { readonly is: 'spawner' }
  | { readonly is: 'class'; readonly node: AnyClass }
  /** An object of a class of the file's. */
  | { readonly is: 'object'; readonly of: AnyClass | ESTree.ObjectExpression };

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
const SPAWNER_CLASSES = new Set(['TaskGroup', 'EventLoop']);

type ImportedName = ESTree.ImportSpecifier | ESTree.ImportDefaultSpecifier | ESTree.ImportNamespaceSpecifier;
/** What a file of several knows of the others. */
export interface OwnFiles {
  /** What an import from another file stands for; null: unknown, or no import of that kind. */
  meaningOf(specifier: ImportedName): Meaning | null;
  /** Whether one of them imports one of these modules. */
  import(...modules: readonly string[]): boolean;
}

export class Names {
  readonly scopes: Scopes;
  readonly #imports: (...modules: readonly string[]) => boolean;
  readonly #text: string;
  readonly #typeImports: ReadonlyMap<string, string>;
  /** Null also while it is being worked out: it then depends on itself. */
  readonly #meanings = new Map<Node | Binding, Meaning | null>();
  readonly #functionsGive = new Map<AnyFunction, Gives | null>();
  /** The assignments to properties, by the property's name. */
  readonly #assigned = new Map<string, ESTree.AssignmentExpression[]>();
  readonly #classes: AnyClass[] = [];
  readonly #tree: ESTree.Program;
  readonly #ownFiles: OwnFiles | null;

  /**
   * @param text the program with its types, each name at the same place as in `tree`; empty: there are none.
   * @param ownFiles of a program of several files.
   */
  constructor(tree: ESTree.Program, text = '', ownFiles: OwnFiles | null = null) {
    this.scopes = new Scopes(tree);
    this.#tree = tree;
    this.#ownFiles = ownFiles;
    this.#text = text;
    this.#typeImports = typeImports(text);
    this.#imports = (...modules) =>
      tree.body.some((node) => node.type === 'ImportDeclaration' && modules.includes(`${node.source.value}`)) ||
      (ownFiles?.import(...modules) ?? false);
    this.#collect(tree);
  }

  #collect(node: Node): void {
    if (isClass(node)) this.#classes.push(node);
    if (node.type === 'AssignmentExpression' && node.left.type === 'MemberExpression') {
      const name = memberName(node.left) ?? '*';
      const others = this.#assigned.get(name);
      if (others === undefined) this.#assigned.set(name, [node]);
      else others.push(node);
    }
    eachChild(node, (child) => this.#collect(child));
  }

  get usesAsyncio(): boolean {
    return this.#imports('asyncio');
  }

  /** Whether threads or pools are imported, or reached through asyncio. */
  get usesWorkers(): boolean {
    return this.#imports('asyncio', 'threading', 'concurrent.futures');
  }

  /** What other files get by a name of the top; of objects, only what is true of them wherever they come from. */
  ofTop(name: string): Meaning | null {
    const binding = this.scopes.lookUp(name, this.#tree);
    return binding === null ? null : abroad(this.#meaningOfBinding(binding));
  }

  /** The same of an expression that has no name. */
  ofValue(node: Node): Meaning | null {
    return abroad(this.#meaningOf(node));
  }

  isCoroutineFunction(node: Node): boolean {
    const meaning = this.#meaningOf(node);
    return meaning?.is === 'coroutineFunction' || (meaning?.is === 'export' && COROUTINE_EXPORTS.has(meaning.name));
  }

  /** The function of the file that the expression stands for, or is. */
  functionOf(node: Node): AnyFunction | null {
    const meaning = this.#meaningOf(node);
    return meaning?.is === 'function' ? meaning.node : null;
  }

  isAsyncFunction(node: Node): boolean {
    const found = this.functionOf(node);
    return found !== null && found.async && !found.generator;
  }

  /** Whether it is a plain async function that awaits something of asyncio's. */
  waitsByAsyncio(node: Node): boolean {
    const found = this.functionOf(node);
    if (found === null || !found.async || found.generator) return false;
    const waits = (part: Node): boolean => {
      if (part.type === 'AwaitExpression' && this.isAwaitable(part.argument)) return true;
      let inside = false;
      eachChild(part, (child) => (inside ||= waits(child)));
      return inside;
    };
    return waits(found.body);
  }

  /** Whether the expression surely gives an awaitable of asyncio's. */
  isAwaitable(node: Node): boolean {
    const gives = this.gives(node);
    return gives === 'coroutine' || gives === 'task' || gives === 'future';
  }

  isBlocking(node: Node): boolean {
    return this.#meaningOf(node)?.is === 'blocking';
  }

  /** The export of asyncio that the expression stands for, by its own name or through `import * as`. */
  exportOf(node: Node): string | null {
    const meaning = this.#meaningOf(node);
    return meaning?.is === 'export' ? meaning.name : null;
  }

  /** The class of the file's own. */
  classOf(node: Node): AnyClass | null {
    const meaning = this.#meaningOf(node);
    return meaning?.is === 'class' ? meaning.node : null;
  }

  /** Whether it is an object that the file itself describes. */
  isOwnObject(node: Node): boolean {
    return this.#meaningOf(node)?.is === 'object';
  }

  /** `createTask` if it is a group's or a loop's that is called. */
  spawns(callee: Node): 'createTask' | null {
    if (callee.type !== 'MemberExpression' || memberName(callee) !== 'createTask') return null;
    return this.#meaningOf(callee.object)?.is === 'spawner' ? 'createTask' : null;
  }

  /** What working out the expression gives; null: unknown, or no awaitable. */
  gives(node: Node): Gives | null {
    const meaning = this.#meaningOf(node);
    return meaning?.is === 'value' ? meaning.gives : null;
  }

  /** What a variable was declared with, if that is what it always is. */
  initialValue(node: Node): { readonly init: Node; readonly binding: Binding; readonly declarator: Node } | null {
    if (node.type !== 'Identifier') return null;
    const binding = this.scopes.bindingOf(node);
    if (binding === null || binding.declarations.length !== 1 || binding.writes.length > 0) return null;
    const { id, by } = binding.declarations[0]!;
    if (by.type !== 'VariableDeclarator' || by.id !== id || !by.init) return null;
    return { init: by.init, binding, declarator: by };
  }

  /** A long chain of calls would be looked through again and again: each is worked out once. */
  #meaningOf(node: Node): Meaning | null {
    return this.#once(node, () => this.#workOut(node));
  }

  #once(key: Node | Binding, workOut: () => Meaning | null): Meaning | null {
    const known = this.#meanings.get(key);
    if (known !== undefined) return known;
    this.#meanings.set(key, null);
    const meaning = workOut();
    this.#meanings.set(key, meaning);
    return meaning;
  }

  #workOut(node: Node): Meaning | null {
    switch (node.type) {
      case 'Identifier': {
        const binding = this.scopes.bindingOf(node);
        return binding === null ? null : this.#meaningOfBinding(binding);
      }
      case 'ThisExpression': {
        const around = this.#classOfThis(node);
        return around === null ? null : { is: 'object', of: around };
      }
      case 'ChainExpression':
        return this.#meaningOf(node.expression);
      case 'MemberExpression':
        return this.#meaningOfMember(node);
      case 'ArrowFunctionExpression':
      case 'FunctionExpression':
      case 'FunctionDeclaration':
        return { is: 'function', node: node as AnyFunction };
      case 'ClassExpression':
      case 'ClassDeclaration':
        return { is: 'class', node: node as AnyClass };
      case 'ObjectExpression':
        return { is: 'object', of: node };
      case 'NewExpression': {
        const made = this.exportOf(node.callee);
        if (made !== null) return instanceOf(made);
        const own = this.classOf(node.callee);
        return own === null ? null : { is: 'object', of: own };
      }
      case 'CallExpression':
        return this.#meaningOfCall(node);
      case 'ConditionalExpression': {
        const gives = this.gives(node.consequent);
        return gives !== null && gives === this.gives(node.alternate) ? { is: 'value', gives } : null;
      }
      default:
        return null;
    }
  }

  #meaningOfCall({ callee }: ESTree.CallExpression): Meaning | null {
    const exported = this.exportOf(callee);
    if (exported === 'coroutine') return { is: 'coroutineFunction' };
    if (exported !== null && LOOP_EXPORTS.has(exported)) return { is: 'spawner' };
    const gives = exported === null ? this.#givenBy(callee) : givenByExport(exported);
    return gives === null ? null : { is: 'value', gives };
  }

  #givenBy(callee: Node): Gives | null {
    if (this.isCoroutineFunction(callee) || this.#isCoroutineMethod(callee)) return 'coroutine';
    if (this.spawns(callee) !== null) return 'task';
    const called = this.functionOf(callee);
    return called === null ? null : this.#givenByFunction(called);
  }

  /** A plain function gives what all of its `return`s give. */
  #givenByFunction(called: AnyFunction): Gives | null {
    if (called.generator) return null;
    if (called.async) return 'promise';
    const known = this.#functionsGive.get(called);
    if (known !== undefined) return known;
    this.#functionsGive.set(called, null);
    const kinds = new Set(returnedBy(called).map((value) => (value === null ? null : this.gives(value))));
    const [only = null] = kinds.size === 1 ? kinds : [];
    this.#functionsGive.set(called, only);
    return only;
  }

  #isCoroutineMethod(callee: Node): boolean {
    if (callee.type !== 'MemberExpression') return false;
    const owner = this.#meaningOf(callee.object);
    return owner?.is === 'instance' && COROUTINE_METHODS[owner.of]!.includes(memberName(callee) ?? '');
  }

  #meaningOfBinding(binding: Binding): Meaning | null {
    return this.#once(binding, () => this.#declaredMeaning(binding));
  }

  #declaredMeaning({ declarations, writes }: Binding): Meaning | null {
    const [{ id, by }] = declarations as [Binding['declarations'][0]];
    if (declarations.length > 1) return null;
    const typed = this.#typedMeaning(id);
    if (typed !== null) return typed;
    if (writes.length > 0) return null;
    switch (by.type) {
      case 'ImportDefaultSpecifier':
        return this.#ownFiles?.meaningOf(by) ?? null;
      case 'ImportSpecifier':
      case 'ImportNamespaceSpecifier':
        return (
          this.#ownFiles?.meaningOf(by) ?? importedMeaning(by, this.scopes.parentOf(by) as ESTree.ImportDeclaration)
        );
      case 'VariableDeclarator':
        return by.id === id && by.init ? this.#meaningOf(by.init) : null;
      case 'FunctionDeclaration':
      case 'FunctionExpression':
      case 'ArrowFunctionExpression':
        if (by.id === id) return { is: 'function', node: by as AnyFunction };
        return by.params[0] === id && this.#isBodyOfGroup(by as AnyFunction) ? { is: 'spawner' } : null;
      case 'ClassDeclaration':
      case 'ClassExpression':
        return { is: 'class', node: by as AnyClass };
      default:
        return null;
    }
  }

  /** `taskGroup(async (group) => …)`, `asyncWith(new TaskGroup(), async (group) => …)`. */
  #isBodyOfGroup(body: AnyFunction): boolean {
    const call = this.scopes.parentOf(body);
    if (call?.type !== 'CallExpression') return false;
    const exported = this.exportOf(call.callee);
    if (exported === 'taskGroup') return call.arguments[0] === body;
    const [manager] = call.arguments;
    return exported === 'asyncWith' && call.arguments[1] === body && this.#meaningOf(manager!)?.is === 'spawner';
  }

  /** What the type beside a name says. */
  #typedMeaning(name: Node): Meaning | null {
    const type = this.#text === '' ? null : annotationAfter(this.#text, name.end);
    const exported = type === null ? null : this.#exportNamed(type, name);
    return exported === null ? null : instanceOf(exported);
  }

  #exportNamed({ namespace, name }: TypeName, place: Node): string | null {
    const outermost = namespace ?? name;
    const binding = this.scopes.lookUp(outermost, place);
    if (binding === null) {
      const imported = this.#typeImports.get(outermost);
      if (imported === undefined || (imported === '*') !== (namespace !== null)) return null;
      return namespace === null ? imported : name;
    }
    const meaning = this.#meaningOfBinding(binding);
    if (namespace !== null) return meaning?.is === 'namespace' ? name : null;
    return meaning?.is === 'export' ? meaning.name : null;
  }

  /** The class whose object `this` is there. */
  #classOfThis(node: Node): AnyClass | null {
    let inside = this.scopes.parentOf(node);
    while (inside !== null && !isFunctionWithThis(inside) && inside.type !== 'PropertyDefinition')
      inside = this.scopes.parentOf(inside);
    if (inside?.type === 'FunctionExpression') inside = this.scopes.parentOf(inside);
    if (inside?.type !== 'MethodDefinition' && inside?.type !== 'PropertyDefinition') return null;
    const around = this.scopes.parentOf(this.scopes.parentOf(inside)!)!;
    return !inside.static && isClass(around) ? around : null;
  }

  #meaningOfMember(node: ESTree.MemberExpression): Meaning | null {
    const name = memberName(node);
    const owner = name === null ? null : this.#meaningOf(node.object);
    if (owner?.is === 'namespace') return { is: 'export', name: name! };
    if (owner?.is !== 'object') return null;
    return isClass(owner.of) ? this.#meaningOfField(owner.of, name!) : this.#meaningOfProperty(owner.of, name!);
  }

  #meaningOfProperty(owner: ESTree.ObjectExpression, name: string): Meaning | null {
    if (this.#assignmentsTo(name).length > 0) return null;
    const named = owner.properties.filter((it) => it.type === 'SpreadElement' || keyName(it) === name);
    const [only] = named;
    if (named.length !== 1 || only!.type === 'SpreadElement' || only!.kind !== 'init') return null;
    return this.#meaningOf(only!.value);
  }

  #meaningOfField(owner: AnyClass, name: string): Meaning | null {
    const members = owner.body.body.filter(
      (it) =>
        (it.type === 'PropertyDefinition' || it.type === 'MethodDefinition') && !it.static && keyName(it) === name,
    ) as (ESTree.PropertyDefinition | ESTree.MethodDefinition)[];
    const [member] = members;
    if (members.length > 1 || this.#isOverridden(owner, name)) return null;
    const typed = member?.type === 'PropertyDefinition' ? this.#typedMeaning(member.key) : null;
    if (typed !== null) return typed;
    const assignments = this.#assignmentsTo(name);
    const initial = member?.type === 'MethodDefinition' && member.kind !== 'method' ? null : (member?.value ?? null);
    if (initial !== null) return assignments.length === 0 ? this.#meaningOf(initial) : null;
    // `this.queue = new Queue()`, in the constructor as a rule.
    const [assignment] = assignments;
    if (assignments.length !== 1 || assignment!.operator !== '=') return null;
    const { object } = assignment!.left as ESTree.MemberExpression;
    const isOwn = object.type === 'ThisExpression' && this.#classOfThis(object) === owner;
    return isOwn ? this.#meaningOf(assignment!.right) : null;
  }

  #isOverridden(owner: AnyClass, name: string): boolean {
    return this.#classes.some(
      (it) =>
        it !== owner && it.superClass && it.body.body.some((member) => 'key' in member && keyName(member) === name),
    );
  }

  /** Those to properties of that name, whatever object has them; those to names that are worked out may be any. */
  #assignmentsTo(name: string): readonly ESTree.AssignmentExpression[] {
    return this.#assigned.get(name) ?? [];
  }
}

/** Classes and objects are understood by the file that describes them. */
function abroad(meaning: Meaning | null): Meaning | null {
  return meaning?.is === 'class' || meaning?.is === 'object' ? null : meaning;
}

function instanceOf(exported: string): Meaning | null {
  if (SPAWNER_CLASSES.has(exported)) return { is: 'spawner' };
  return Object.hasOwn(COROUTINE_METHODS, exported) ? { is: 'instance', of: exported } : null;
}

function givenByExport(exported: string): Gives | null {
  if (COROUTINE_EXPORTS.has(exported)) return 'coroutine';
  if (TASK_EXPORTS.has(exported)) return 'task';
  return FUTURE_EXPORTS.has(exported) ? 'future' : null;
}

function importedMeaning(
  specifier: ESTree.ImportSpecifier | ESTree.ImportNamespaceSpecifier,
  { source }: ESTree.ImportDeclaration,
): Meaning | null {
  const isAsyncio = source.value === 'asyncio';
  if (specifier.type === 'ImportNamespaceSpecifier') return isAsyncio ? { is: 'namespace' } : null;
  if (specifier.imported.type !== 'Identifier') return null;
  const { name } = specifier.imported;
  if (isAsyncio) return { is: 'export', name };
  return BLOCKING_EXPORTS.get(`${source.value}`) === name ? { is: 'blocking' } : null;
}

/** What a function returns, in the order of the text; null for a bare `return`, and for the end of its body. */
export function returnedBy(called: AnyFunction): readonly (Node | null)[] {
  if (called.body.type !== 'BlockStatement') return [called.body];
  const found: (Node | null)[] = [];
  const look = (node: Node): void => {
    if (node.type === 'ReturnStatement') found.push(node.argument ?? null);
    if (!isFunction(node) && !isClass(node)) eachChild(node, look);
  };
  look(called.body);
  if (called.body.body.at(-1)?.type !== 'ReturnStatement') found.push(null);
  return found;
}

/** An arrow function has its surroundings' `this`. */
function isFunctionWithThis(node: Node): boolean {
  return node.type === 'FunctionExpression' || node.type === 'FunctionDeclaration' || node.type === 'StaticBlock';
}

function keyName({
  key,
  computed,
}: ESTree.Property | ESTree.MethodDefinition | ESTree.PropertyDefinition): string | null {
  if (computed) return null;
  if (key.type === 'PrivateIdentifier') return `#${key.name}`;
  return key.type === 'Identifier' ? key.name : null;
}

/** `m` of `x.m`, `#m` of `x.#m`. */
export function memberName(callee: Node): string | null {
  if (callee.type !== 'MemberExpression' || callee.computed) return null;
  if (callee.property.type === 'PrivateIdentifier') return `#${callee.property.name}`;
  return callee.property.type === 'Identifier' ? callee.property.name : null;
}
