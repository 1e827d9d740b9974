/**
 * What an entry of a session declares becomes properties of the global object, where the entries after it find it and may
 * declare it again: declarations turn into assignments. So a function of an old entry calls what its names stand for now.
 */
import type * as ESTree from 'acorn';
import { base, recursive } from 'acorn-walk';
import type MagicString from 'magic-string';
import { namesIn } from './top-level.ts';

type Kind = 'var' | 'let' | 'const';

/** What is declared, and how: the realm makes room for it before the entry begins. */
export class Declared {
  readonly #kinds = new Map<string, Kind>();

  add(name: string, kind: Kind): void {
    this.#kinds.set(name, kind);
  }

  has(name: string): boolean {
    return this.#kinds.has(name);
  }

  /** Those that keep the value which they have by now. */
  get kept(): readonly string[] {
    return this.#named('var');
  }

  get fresh(): readonly string[] {
    return [...this.#named('let'), ...this.constants];
  }

  /** Those to which nothing may be assigned once the entry is over. */
  get constants(): readonly string[] {
    return this.#named('const');
  }

  #named(kind: Kind): readonly string[] {
    return [...this.#kinds].filter(([, is]) => is === kind).map(([name]) => name);
  }
}

/** What has to be done once the marks are in: an insertion made then stands around all that stands at the same place. */
export type Finish = () => void;

export function persistNames(tree: ESTree.Program, text: MagicString, declared: Declared): Finish {
  const finishes: Finish[] = [];
  for (const statement of tree.body) {
    const node =
      'declaration' in statement && statement.declaration ? (statement.declaration as ESTree.Node) : statement;
    if (node.type === 'VariableDeclaration') persistVariables(node as ESTree.VariableDeclaration, 'statement');
    else if (node.type === 'FunctionDeclaration') persistFunction(node as ESTree.FunctionDeclaration);
    else if (node.type === 'ClassDeclaration') persistClass(node as ESTree.ClassDeclaration);
    else persistNestedVariables(node);
  }
  return () => finishes.forEach((finish) => finish());

  function persistVariables(node: ESTree.VariableDeclaration, as: 'statement' | 'head of a loop'): void {
    const { kind, declarations } = node;
    // What is disposed of at the end of the entry is no use to the next one.
    if (kind !== 'var' && kind !== 'let' && kind !== 'const') return;
    for (const { id } of declarations) for (const name of namesIn(id)) declared.add(name, kind);
    text.remove(node.start, declarations[0]!.start);
    if (as === 'head of a loop') return;
    finishes.push(() => {
      for (const { id, init, start, end } of declarations) {
        if (!init && kind === 'let') text.appendLeft(end, '=void 0');
        if (id.type === 'Identifier') continue;
        text.prependRight(start, '(');
        text.appendLeft(end, ')');
      }
    });
  }

  /** Those of all blocks belong to the entry as a whole. */
  function persistNestedVariables(node: ESTree.Node): void {
    const heads = new Set<unknown>();
    recursive(node as ESTree.AnyNode, null, {
      Function() {},
      Class() {},
      VariableDeclaration(nested, state, visit) {
        for (const { init } of nested.declarations) if (init) visit(init, state);
        if (nested.kind === 'var') persistVariables(nested, heads.has(nested) ? 'head of a loop' : 'statement');
      },
      ForStatement(loop, state, visit) {
        heads.add(loop.init);
        base.ForStatement!(loop, state, visit);
      },
      ForInStatement(loop, state, visit) {
        heads.add(loop.left);
        base.ForInStatement!(loop, state, visit);
      },
      ForOfStatement(loop, state, visit) {
        heads.add(loop.left);
        base.ForOfStatement!(loop, state, visit);
      },
    });
  }

  /** Functions are there before the first statement runs. */
  function persistFunction(node: ESTree.FunctionDeclaration): void {
    if (!node.id) return;
    const { name, start, end } = node.id;
    declared.add(name, 'let');
    text.remove(start, end);
    text.prependRight(node.start, `${name}=`);
    if (node.start > 0) text.move(node.start, node.end, 0);
    finishes.push(() => void text.appendLeft(node.end, ';'));
  }

  function persistClass(node: ESTree.ClassDeclaration): void {
    if (!node.id) return;
    declared.add(node.id.name, 'let');
    text.prependRight(node.start, `${node.id.name}=`);
    finishes.push(() => void text.appendLeft(node.end, ';'));
  }
}
