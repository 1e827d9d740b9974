/**
 * Marks every statement and `await` of a parsed program with its place, so that the sandbox knows which line runs, which
 * line each task waits on, and which task runs again after an await. Lines stay as they are.
 *
 * What is added calls hooks of `realm/hooks.ts`:
 * - statement: `line=MARK;`
 * - `await X` → `post(task,await pre(task,MARK,X),line=MARK)`
 * - every async function notes its task on entry, and the line of an error that leaves it
 * - `catch`/`finally` bodies restore the task, since a rejected await skips `post`
 * - `coroutine(fn)` learns the name of what it is assigned to
 */
import type * as ESTree from 'acorn';
import { base } from 'acorn-walk';
import type MagicString from 'magic-string';
import { markOf } from './compile.ts';

/** The names that the added code uses; all random, all different. */
export interface HookNames {
  /** The global constant whose `start` receives the program. */
  readonly door: string;
  readonly pre: string;
  readonly post: string;
  /** The current task, or null. */
  readonly current: string;
  readonly restore: string;
  readonly error: string;
  readonly forAwait: string;
  readonly import: string;
  readonly bind: string;
  /** A parameter for a `catch` that has none. */
  readonly caught: string;
  /** Local variables: the last mark, and the task that a function's body belongs to. */
  readonly line: string;
  readonly task: string;
  /** The parameters of the program's function, in the order in which `start` passes the hooks. */
  readonly parameters: readonly string[];
}

interface CoroutineNames {
  readonly functions: ReadonlySet<string>;
  readonly namespaces: ReadonlySet<string>;
}

/** Any node, told apart by its `type`. */
type Node = ESTree.AnyNode;
type AnyFunction =
  | ESTree.FunctionDeclaration
  | ESTree.AnonymousFunctionDeclaration
  | ESTree.FunctionExpression
  | ESTree.ArrowFunctionExpression;
type Visit = (node: Node, state: Scope, as?: string) => void;
type Walk = (node: Node, state: Scope, visit: Visit) => void;

interface Scope {
  /** Whether the code belongs to an async function (or the top level), where `task` is the variable of its own. */
  readonly isAsync: boolean;
  readonly isGenerator: boolean;
}

export function instrument(tree: ESTree.Program, text: MagicString, hooks: HookNames, coroutines: CoroutineNames): void {
  const marker = new Marker(text, hooks, coroutines);
  for (const statement of tree.body) marker.statement(statement, { isAsync: true, isGenerator: false });
}

/** Walks children first: closings are appended inside out, openings prepended outside in. */
class Marker {
  readonly text: MagicString;
  readonly hooks: HookNames;
  readonly coroutines: CoroutineNames;

  constructor(text: MagicString, hooks: HookNames, coroutines: CoroutineNames) {
    this.text = text;
    this.hooks = hooks;
    this.coroutines = coroutines;
  }

  /** A statement in a list: marked in front, unless it is a directive or hoisted anyway. */
  statement(node: Node, scope: Scope): void {
    this.visit(node, scope);
    if (!needsMark(node)) return;
    this.text.prependRight(node.start, `${this.hooks.line}=${markOf(node)};`);
  }

  /** The single statement that an `if`, a loop or a label may have instead of a block. */
  body(node: Node, scope: Scope): void {
    this.visit(node, scope);
    if (node.type === 'BlockStatement' || node.type === 'EmptyStatement' || !needsMark(node)) return;
    this.text.prependRight(node.start, `{${this.hooks.line}=${markOf(node)};`);
    this.text.appendLeft(node.end, '}');
  }

  visit(node: Node, scope: Scope): void {
    switch (node.type) {
      case 'FunctionDeclaration':
      case 'FunctionExpression':
      case 'ArrowFunctionExpression':
        return this.function(node, scope);
      case 'BlockStatement':
      case 'StaticBlock':
        return node.body.forEach((child) => this.statement(child, scope));
      case 'SwitchCase':
        if (node.test) this.visit(node.test, scope);
        return node.consequent.forEach((child) => this.statement(child, scope));
      case 'IfStatement':
        this.visit(node.test, scope);
        this.body(node.consequent, scope);
        if (node.alternate) this.body(node.alternate, scope);
        return;
      case 'ForStatement':
      case 'ForInStatement':
      case 'WhileStatement':
      case 'DoWhileStatement':
      case 'WithStatement':
      case 'LabeledStatement':
        this.children(node, scope, node.body);
        // A label belongs to its loop: the mark goes in front of the label.
        return node.type === 'LabeledStatement' ? this.visit(node.body, scope) : this.body(node.body, scope);
      case 'ForOfStatement':
        return this.forOf(node, scope);
      case 'TryStatement':
        return this.try(node, scope);
      case 'AwaitExpression':
        return this.await(node, scope);
      case 'YieldExpression':
        return this.yield(node, scope);
      case 'CallExpression':
      case 'NewExpression':
        this.children(node, scope, null);
        return;
      case 'VariableDeclarator':
        this.children(node, scope, null);
        if (node.id.type === 'Identifier' && node.init) this.nameCoroutine(node.init, node.id.name);
        return;
      case 'Property':
      case 'PropertyDefinition':
        this.children(node, scope, null);
        if (!node.computed && node.key.type === 'Identifier' && node.value) this.nameCoroutine(node.value, node.key.name);
        return;
      default:
        return this.children(node, scope, null);
    }
  }

  /** Every child but `except`, through acorn-walk's own knowledge of the tree. */
  children(node: Node, scope: Scope, except: Node | null): void {
    const walks = base as unknown as { readonly [type: string]: Walk };
    const visit: Visit = (child, state, as) => {
      // A class is walked under two names: the second is not another node.
      if (child === node && as !== undefined) walks[as]?.(child, state, visit);
      else if (child !== except) this.visit(child, state);
    };
    walks[node.type]?.(node, scope, visit);
  }

  function(node: AnyFunction, outer: Scope): void {
    const scope: Scope = { isAsync: node.async, isGenerator: node.generator };
    for (const parameter of node.params) this.visit(parameter, outer.isAsync && node.type === 'ArrowFunctionExpression' ? outer : scope);
    if (node.body.type === 'BlockStatement') {
      for (const child of node.body.body) this.statement(child, scope);
      if (node.async) this.asyncBlock(node.body, node.generator);
      return;
    }
    this.visit(node.body, scope);
    if (node.async) this.asyncExpression(node, node.body);
    else this.syncExpression(node.body);
  }

  asyncBlock(body: ESTree.BlockStatement, isGenerator: boolean): void {
    const { task, current, error, line, caught } = this.hooks;
    const directive = body.body.findLast((child) => child.type === 'ExpressionStatement' && child.directive !== undefined);
    const from = directive ? directive.end : body.start + 1;
    this.text.appendLeft(from, `${isGenerator ? 'let' : 'const'} ${task}=${current}();try{`);
    this.text.prependRight(body.end - 1, `}catch(${caught}){throw ${error}(${caught},${line})}`);
  }

  /** `async () => X` → `async () => {…return (X)…}`, the parentheses around X staying inside. */
  asyncExpression(node: AnyFunction, body: Node): void {
    const { task, current, error, line, caught } = this.hooks;
    const arrow = this.arrowBefore(body.start);
    this.text.appendLeft(arrow, `{const ${task}=${current}();try{${line}=${markOf(body)};return (`);
    this.text.appendLeft(node.end, `)}catch(${caught}){throw ${error}(${caught},${line})}}`);
  }

  syncExpression(body: Node): void {
    this.text.prependRight(body.start, `(${this.hooks.line}=${markOf(body)},`);
    this.text.appendLeft(body.end, ')');
  }

  /** The end of the `=>` before an arrow's body: only white space, comments and parentheses are between. */
  arrowBefore(bodyStart: number): number {
    const { original } = this.text;
    let end = original.lastIndexOf('=>', bodyStart);
    while (isInComment(original, end, bodyStart)) end = original.lastIndexOf('=>', end - 1);
    return end + 2;
  }

  await(node: ESTree.AwaitExpression, scope: Scope): void {
    this.visit(node.argument, scope);
    const { pre, post, task, line } = this.hooks;
    const mark = markOf(node);
    this.text.prependRight(node.start, `${post}(${task},`);
    this.text.prependRight(node.argument.start, `${pre}(${task},${mark},(`);
    // A parenthesised argument ends after its node: everything up to the await's own end is inside.
    this.text.appendLeft(node.end, `)),${line}=${mark})`);
  }

  yield(node: ESTree.YieldExpression, scope: Scope): void {
    if (node.argument) this.visit(node.argument, scope);
    if (!scope.isAsync || !scope.isGenerator) return;
    const { post, task, current } = this.hooks;
    // Whoever asked for the next value runs the generator from here on.
    this.text.prependRight(node.start, `${post}(void 0,(`);
    this.text.appendLeft(node.end, `),${task}=${current}())`);
  }

  forOf(node: ESTree.ForOfStatement, scope: Scope): void {
    this.children(node, scope, node.body);
    this.body(node.body, scope);
    if (!node.await) return;
    const { forAwait, task, restore } = this.hooks;
    this.text.prependRight(node.right.start, `${forAwait}(${task},${markOf(node)},`);
    this.text.appendLeft(node.right.end, ')');
    if (node.body.type === 'BlockStatement') this.text.appendLeft(node.body.start + 1, `${restore}(${task});`);
  }

  try(node: ESTree.TryStatement, scope: Scope): void {
    this.visit(node.block, scope);
    if (node.handler) this.catch(node.handler, scope);
    if (!node.finalizer) return;
    this.visit(node.finalizer, scope);
    if (scope.isAsync) this.text.appendLeft(node.finalizer.start + 1, `${this.hooks.restore}(${this.hooks.task});`);
  }

  catch(node: ESTree.CatchClause, scope: Scope): void {
    this.visit(node.body, scope);
    const { error, line, restore, task, caught: unnamed } = this.hooks;
    const caught = !node.param ? unnamed : node.param.type === 'Identifier' ? node.param.name : null;
    if (!node.param) this.text.appendRight(node.body.start, `(${unnamed})`);
    else this.visit(node.param, scope);
    const remember = caught === null ? '' : `${error}(${caught},${line});`;
    this.text.appendLeft(node.body.start + 1, remember + (scope.isAsync ? `${restore}(${task});` : ''));
  }

  /** `const fetch = coroutine(async () => …)`: an arrow has no name of its own there, so it is passed along. */
  nameCoroutine(value: Node, name: string): void {
    if (value.type !== 'CallExpression' || value.arguments.length !== 1 || !this.isCoroutine(value.callee)) return;
    const [body] = value.arguments;
    this.text.appendLeft(body!.end, `,${JSON.stringify(name)}`);
  }

  isCoroutine(callee: Node): boolean {
    if (callee.type === 'Identifier') return this.coroutines.functions.has(callee.name);
    return (
      callee.type === 'MemberExpression' &&
      callee.object.type === 'Identifier' &&
      this.coroutines.namespaces.has(callee.object.name) &&
      callee.property.type === 'Identifier' &&
      callee.property.name === 'coroutine'
    );
  }
}

function needsMark(node: Node): boolean {
  switch (node.type) {
    case 'FunctionDeclaration':
    case 'ImportDeclaration':
    case 'ExportNamedDeclaration':
    case 'ExportDefaultDeclaration':
    case 'ExportAllDeclaration':
    case 'EmptyStatement':
    case 'BlockStatement':
      return false;
    case 'ExpressionStatement':
      return node.directive === undefined;
    default:
      return true;
  }
}

/** Whether `=>` at `at` stands in a comment between the real arrow and the body that starts at `bodyStart`. */
function isInComment(original: string, at: number, bodyStart: number): boolean {
  const between = original.slice(at + 2, bodyStart);
  return /[^\s(]/.test(between.replace(/\/\*[\s\S]*?\*\//g, '').replace(/\/\/[^\n]*\n/g, ''));
}
