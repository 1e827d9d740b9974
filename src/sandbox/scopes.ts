/**
 * Which declaration each name of a program stands for, with functions, blocks, hoisting and shadowing as JavaScript has them.
 * Knows nothing of what the declarations mean.
 */
import type * as ESTree from 'acorn';

export type Node = ESTree.AnyNode;
export type AnyFunction = ESTree.FunctionDeclaration | ESTree.FunctionExpression | ESTree.ArrowFunctionExpression;
export type AnyClass = ESTree.ClassDeclaration | ESTree.ClassExpression;

/** One name of one scope. */
export interface Binding {
  readonly name: string;
  /** Each with what declares it: a declarator, a function or class (by its own name, or a parameter), a `catch`, an import. */
  readonly declarations: readonly { readonly id: ESTree.Identifier; readonly by: Node }[];
  readonly reads: readonly ESTree.Identifier[];
  readonly writes: readonly ESTree.Identifier[];
}

type Growing<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer E)[] ? E[] : T[K] };

interface Scope {
  readonly bindings: Map<string, Growing<Binding>>;
  readonly outer: Scope | null;
  /** Where `var` puts its names. */
  readonly forVar: Scope | null;
}

interface Mention {
  readonly id: ESTree.Identifier;
  readonly scope: Scope;
}

const FUNCTION_SCOPES = new Set(['Program', 'StaticBlock']);
const BLOCK_SCOPES = new Set([
  'BlockStatement',
  'CatchClause',
  'ClassExpression',
  'ForInStatement',
  'ForOfStatement',
  'ForStatement',
  'SwitchStatement',
]);

export class Scopes {
  /** Names that nothing in the file declares, in the order of the text. */
  readonly undeclared: readonly ESTree.Identifier[];
  readonly #parents = new Map<Node, Node>();
  readonly #bindings = new Map<ESTree.Identifier, Binding>();
  readonly #scopes = new Map<Node, Scope>();
  readonly #mentions: Mention[] = [];
  /** What an assignment gives a value, and whether it looks at the old one. */
  readonly #written = new Map<ESTree.Identifier, 'only written' | 'also read'>();

  constructor(tree: ESTree.Program) {
    this.#visit(tree, null, '', null);
    const undeclared: ESTree.Identifier[] = [];
    for (const { id, scope } of this.#mentions) {
      const binding = find(scope, id.name);
      if (binding === null) {
        undeclared.push(id);
        continue;
      }
      this.#bindings.set(id, binding);
      const written = this.#written.get(id);
      if (written !== undefined) binding.writes.push(id);
      if (written !== 'only written') binding.reads.push(id);
    }
    this.undeclared = undeclared.sort((a, b) => a.start - b.start);
  }

  /** Null: nothing in the file declares it. */
  bindingOf(id: ESTree.Identifier): Binding | null {
    return this.#bindings.get(id) ?? null;
  }

  /** What a name would stand for in the scope around `place`. */
  lookUp(name: string, place: Node): Binding | null {
    for (let node: Node | null = place; node !== null; node = this.parentOf(node)) {
      const scope = this.#scopes.get(node);
      if (scope !== undefined) return find(scope, name);
    }
    return null;
  }

  parentOf(node: Node): Node | null {
    return this.#parents.get(node) ?? null;
  }

  #visit(node: Node, parent: Node | null, key: string, outer: Scope | null): void {
    if (parent !== null) this.#parents.set(node, parent);
    const scope = scopeOf(node, parent, outer);
    if (scope !== outer) this.#scopes.set(node, scope);
    this.#declare(node, scope, outer ?? scope);
    // The names in it are those of other modules.
    if (node.type === 'ExportNamedDeclaration' && node.source) return;
    if (node.type === 'AssignmentExpression')
      this.#noteWritten(node.left, node.operator === '=' ? 'only written' : 'also read');
    if (node.type === 'UpdateExpression') this.#noteWritten(node.argument, 'also read');
    if ((node.type === 'ForInStatement' || node.type === 'ForOfStatement') && node.left.type !== 'VariableDeclaration')
      this.#noteWritten(node.left, 'only written');
    if (node.type === 'Identifier') {
      if (!this.#bindings.has(node) && isMention(parent!, key)) this.#mentions.push({ id: node, scope });
      return;
    }
    eachChild(node, (child, at) => this.#visit(child, node, at, scope));
  }

  #noteWritten(target: Node, how: 'only written' | 'also read'): void {
    for (const id of namesIn(target)) this.#written.set(id, how);
  }

  #declare(node: Node, scope: Scope, outer: Scope): void {
    switch (node.type) {
      case 'VariableDeclaration':
        for (const declarator of node.declarations)
          this.#add(declarator.id, declarator, node.kind === 'var' ? scope.forVar! : scope);
        return;
      case 'FunctionDeclaration':
      case 'FunctionExpression':
      case 'ArrowFunctionExpression':
        if (node.id) this.#add(node.id, node, node.type === 'FunctionDeclaration' ? outer : scope);
        for (const parameter of node.params) this.#add(parameter, node, scope);
        return;
      case 'ClassDeclaration':
      case 'ClassExpression':
        if (node.id) this.#add(node.id, node, scope);
        return;
      case 'CatchClause':
        if (node.param) this.#add(node.param, node, scope);
        return;
      case 'ImportDeclaration':
        for (const specifier of node.specifiers) this.#add(specifier.local, specifier, scope);
        return;
      default:
    }
  }

  #add(pattern: Node, by: Node, scope: Scope): void {
    for (const id of namesIn(pattern)) {
      let binding = scope.bindings.get(id.name);
      if (binding === undefined) {
        binding = { name: id.name, declarations: [], reads: [], writes: [] };
        scope.bindings.set(id.name, binding);
      }
      binding.declarations.push({ id, by });
      this.#bindings.set(id, binding);
    }
  }
}

function scopeOf(node: Node, parent: Node | null, outer: Scope | null): Scope {
  if (outer === null || isFunction(node) || FUNCTION_SCOPES.has(node.type)) {
    const scope = { bindings: new Map<string, Growing<Binding>>(), outer, forVar: null as Scope | null };
    scope.forVar = scope;
    return scope;
  }
  // A function's body shares the scope of its parameters: their names cannot be declared again there.
  if (!BLOCK_SCOPES.has(node.type) || (parent !== null && isFunction(parent))) return outer;
  return { bindings: new Map(), outer, forVar: outer.forVar };
}

function find(scope: Scope, name: string): Growing<Binding> | null {
  for (let within: Scope | null = scope; within !== null; within = within.outer) {
    const binding = within.bindings.get(name);
    if (binding !== undefined) return binding;
  }
  return null;
}

/** Whether an identifier that declares nothing is a name at all: not a property's, a label, or another module's. */
function isMention(parent: Node, key: string): boolean {
  switch (parent.type) {
    case 'MemberExpression':
      return key === 'object' || parent.computed;
    case 'Property':
    case 'PropertyDefinition':
    case 'MethodDefinition':
      return key === 'value' || parent.computed;
    case 'LabeledStatement':
    case 'BreakStatement':
    case 'ContinueStatement':
      return key !== 'label';
    case 'ExportSpecifier':
      return key === 'local';
    case 'ImportSpecifier':
    case 'ImportAttribute':
    case 'ExportAllDeclaration':
    case 'MetaProperty':
      return false;
    default:
      return true;
  }
}

/** The names that a pattern binds. */
export function namesIn(pattern: Node): ESTree.Identifier[] {
  switch (pattern.type) {
    case 'Identifier':
      return [pattern];
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
    default:
      return [];
  }
}

/** The parts of a node, in the order of the text, each with the name that the node has for it. */
export function eachChild(node: Node, visit: (child: Node, key: string) => void): void {
  for (const [key, value] of Object.entries(node) as [string, unknown][]) {
    if (Array.isArray(value)) {
      for (const item of value as unknown[]) if (isNode(item)) visit(item, key);
    } else if (isNode(value)) visit(value, key);
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';
}

export function isFunction(node: Node): node is AnyFunction {
  return (
    node.type === 'FunctionDeclaration' || node.type === 'FunctionExpression' || node.type === 'ArrowFunctionExpression'
  );
}

export function isClass(node: Node): node is AnyClass {
  return node.type === 'ClassDeclaration' || node.type === 'ClassExpression';
}

/** The names that are given a value anywhere, by no declaration. */
export function assignedNames(tree: Node): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (node: Node): void => {
    if (node.type === 'AssignmentExpression' && node.left.type === 'Identifier') names.add(node.left.name);
    eachChild(node, visit);
  };
  visit(tree);
  return names;
}
