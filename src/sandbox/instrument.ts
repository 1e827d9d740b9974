/**
 * Marks every statement and `await` of a parsed program with its place, so that the sandbox knows which line runs, which
 * line each task waits on, and which task runs again after an await. Lines stay as they are.
 *
 * What is added calls hooks of `realm/hooks.ts`:
 * - statement: `line=MARK;`
 * - `await X` → `post(task,await pre(task,MARK,X),line=MARK)`
 * - every function notes the line of an error that leaves it, and gives its caller the line back that it was called on,
 *   an async one at its first await; that one notes its task on entry, and tells that it begins and ends
 * - a call of what is an async function elsewhere in the file, and of `Promise.all` and its like, tells whose promise it gave
 * - `throw X` notes the line of a value that is no object
 * - conditions of loops and cases have lines of their own
 * - `catch`/`finally` bodies restore the task, since a rejected await skips `post`
 * - `coroutine(fn)` learns the name of what it is assigned to
 */
import type * as ESTree from 'acorn';
import type { Token } from 'acorn';
import { base, full, recursive } from 'acorn-walk';
import type MagicString from 'magic-string';
import { type AsyncNames, asyncNames, isCoroutineCallee, promiseMaker } from './async-names.ts';
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
  /** Gives the line back that was before a value was worked out. */
  readonly back: string;
  /** Where the function was called that begins now, if it was called by code of the program; else 0. */
  readonly enter: string;
  /** Notes where a value was thrown that cannot carry the note itself. */
  readonly thrown: string;
  /** Takes the functions of the file's top, by name. */
  readonly functions: string;
  /** An async function's body begins, ends, and is left by an error. */
  readonly begin: string;
  readonly end: string;
  readonly failed: string;
  /** A call gave a promise. */
  readonly called: string;
  /** An async generator gives its next value. */
  readonly yields: string;
  /** A parameter for a `catch` that has none. */
  readonly caught: string;
  /** Local variables: the last mark, the task that a function's body belongs to. */
  readonly line: string;
  readonly task: string;
  /**
   * A local variable: the mark where a function was called; of an async one, until it waits for the first time. Of an async
   * generator: 1 while it runs for who asked it for a value, 2 once a microtask has woken it.
   */
  readonly caller: string;
  /** A local variable: what an async function returns. */
  readonly result: string;
  /** The parameters of the program's function, in the order in which `start` passes the hooks. */
  readonly parameters: readonly string[];
}

export interface CoroutineNames {
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
  /** Whether it belongs to a function that tells when it ends. */
  readonly tellsEnd: boolean;
  /** Whether `this` is that of a module's top, which is undefined; the script around it would have the global object. */
  readonly hasModuleThis: boolean;
}

/** What is known of the program besides its tree. */
interface Known {
  readonly coroutines: CoroutineNames;
  readonly tokens: readonly Token[];
  readonly isModule: boolean;
  /** Its value is what the whole gives, as the one element of an array: a promise is not to be awaited. */
  readonly result?: ESTree.ExpressionStatement | null;
  /** Of a file that others import: the variable that keeps what it exports by default, if that has no name. */
  readonly defaultName?: string;
  /** By default those of the file itself. */
  readonly asyncNames?: AsyncNames;
}

export function instrument(tree: ESTree.Program, text: MagicString, hooks: HookNames, known: Known): void {
  const marker = new Marker(text, hooks, known, known.asyncNames ?? asyncNames(tree, known.coroutines));
  for (const statement of tree.body)
    marker.statement(statement, {
      isAsync: true,
      isGenerator: false,
      tellsEnd: false,
      hasModuleThis: known.isModule,
    });
}

/**
 * Whether the statements of a function's body mean the same inside `try { … }`. They do not where a function's name is
 * declared twice: a block forbids, or keeps apart, what a function's body allows.
 */
export function mayBeBlock(body: { readonly body: readonly Node[] }): boolean {
  const own = body.body.flatMap((node) => (node.type === 'FunctionDeclaration' && node.id ? [node.id.name] : []));
  if (own.length === 0) return true;
  const declared = new Set<string>();
  const variables = new Set<string>();
  let functions = 0;
  for (const statement of body.body) {
    recursive(statement, null, {
      Expression() {},
      Class() {},
      FunctionDeclaration(node) {
        functions++;
        if (node.id) declared.add(node.id.name);
      },
      VariableDeclaration(node) {
        if (node.kind !== 'var') return;
        for (const { id } of node.declarations)
          full(id, (part) => void (part.type === 'Identifier' && variables.add((part as ESTree.Identifier).name)));
      },
    });
  }
  return declared.size === functions && own.every((name) => !variables.has(name));
}

/** The tokens from `position` on, where one starts. */
export function tokensFrom(
  tokens: readonly Token[],
  position: number,
): readonly [Token | undefined, Token | undefined] {
  const at = indexFrom(tokens, position);
  return [tokens[at], tokens[at + 1]];
}

/** The index of the first token that does not start before `position`. */
function indexFrom(tokens: readonly Token[], position: number): number {
  let [low, high] = [0, tokens.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (tokens[middle]!.start < position) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Walks children first: closings are appended inside out, openings prepended outside in. */
class Marker {
  readonly text: MagicString;
  readonly hooks: HookNames;
  readonly known: Known;
  readonly names: AsyncNames;

  constructor(text: MagicString, hooks: HookNames, known: Known, names: AsyncNames) {
    this.text = text;
    this.hooks = hooks;
    this.known = known;
    this.names = names;
  }

  /** A statement in a list: marked in front, unless it is a directive or hoisted anyway. */
  statement(node: Node, scope: Scope): void {
    if (node.type === 'ExportNamedDeclaration' && node.declaration) return this.statement(node.declaration, scope);
    if (node.type === 'ExportDefaultDeclaration') return this.defaultExport(node, scope);
    this.visit(node, scope);
    if (node === this.known.result) this.result(node);
    else if (!needsMark(node)) return;
    this.text.prependRight(node.start, `${this.hooks.line}=${markOf(node)};`);
  }

  /** Behind a comma a function that has no name gets none. */
  result(node: Node): void {
    this.text.prependRight(node.start, 'return {__proto__:null,value:(0,');
    this.text.appendLeft(this.text.original[node.end - 1] === ';' ? node.end - 1 : node.end, ')}');
  }

  /** A value that nobody takes, or only other files; its words are blank by now. */
  defaultExport(node: ESTree.ExportDefaultDeclaration, scope: Scope): void {
    const { declaration } = node;
    const isDeclaration = declaration.type === 'FunctionDeclaration' || declaration.type === 'ClassDeclaration';
    if (isDeclaration && declaration.id) return this.statement(declaration as Node, scope);
    this.visit(declaration as Node, scope);
    const { defaultName } = this.known;
    if (declaration.type === 'FunctionDeclaration' && defaultName !== undefined) {
      this.text.appendLeft(this.parenthesisFrom(declaration.start), ` ${defaultName}`);
      return;
    }
    if (defaultName !== undefined) this.nameCoroutine(declaration as Node, 'default');
    // As a property it is named as JavaScript names it.
    const [open, close] =
      defaultName === undefined ? ['void (', ');'] : [`const ${defaultName}={default:`, '}.default;'];
    const [, word] = tokensFrom(this.known.tokens, node.start);
    this.text.appendLeft(word!.end, `${this.hooks.line}=${markOf(declaration as Node)};${open}`);
    this.text.appendLeft(this.text.original[node.end - 1] === ';' ? node.end - 1 : node.end, close);
  }

  /** The first one behind `position`: of a function's parameters. */
  parenthesisFrom(position: number): number {
    const { tokens } = this.known;
    let at = indexFrom(tokens, position);
    while (tokens[at]!.type.label !== '(') at++;
    return tokens[at]!.start;
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
        return node.body.forEach((child) => this.statement(child, scope));
      case 'StaticBlock':
        return node.body.forEach((child) => this.statement(child, { ...scope, hasModuleThis: false }));
      case 'ThisExpression':
        if (scope.hasModuleThis) this.text.update(node.start, node.end, '(void 0)');
        return;
      case 'SwitchCase':
        if (node.test) this.visit(node.test, scope);
        this.head(node.test);
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
        if (node.type === 'ForStatement' || node.type === 'WhileStatement' || node.type === 'DoWhileStatement')
          this.head(node.test);
        if (node.type === 'ForStatement') this.head(node.update);
        // A label belongs to its loop: the mark goes in front of the label.
        return node.type === 'LabeledStatement' ? this.visit(node.body, scope) : this.body(node.body, scope);
      case 'ForOfStatement':
        return this.forOf(node, scope);
      case 'TryStatement':
        return this.try(node, scope);
      case 'ThrowStatement':
        return this.throw(node, scope);
      case 'AwaitExpression':
        return this.await(node, scope);
      case 'ReturnStatement':
        return this.return(node, scope);
      case 'CallExpression':
        this.children(node, scope, null);
        return node.arguments.forEach((argument) => this.called(argument));
      case 'ArrayExpression':
        this.children(node, scope, null);
        return node.elements.forEach((element) => this.called(element));
      case 'AssignmentExpression':
        this.children(node, scope, null);
        return this.called(node.right);
      case 'YieldExpression':
        return this.yield(node, scope);
      case 'VariableDeclarator':
        this.children(node, scope, null);
        if (node.id.type === 'Identifier') this.called(node.init);
        if (node.id.type === 'Identifier' && node.init) this.nameCoroutine(node.init, node.id.name);
        return;
      case 'PropertyDefinition':
        if (node.computed) this.visit(node.key, scope);
        if (node.value) this.visit(node.value, { ...scope, hasModuleThis: false });
        if (!node.computed && node.key.type === 'Identifier' && node.value)
          this.nameCoroutine(node.value, node.key.name);
        return;
      case 'Property':
        this.children(node, scope, null);
        if (!node.computed && node.key.type === 'Identifier' && node.value)
          this.nameCoroutine(node.value, node.key.name);
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
    const hasModuleThis = outer.hasModuleThis && node.type === 'ArrowFunctionExpression';
    const tellsEnd = node.async && !node.generator && (node.body.type !== 'BlockStatement' || mayBeBlock(node.body));
    const scope: Scope = { isAsync: node.async, isGenerator: node.generator, tellsEnd, hasModuleThis };
    for (const parameter of node.params) this.visit(parameter, scope);
    if (node.body.type === 'BlockStatement') {
      for (const child of node.body.body) this.statement(child, scope);
      if (node.async && node.generator) this.generatorBlock(node.body);
      else if (node.async) this.asyncBlock(node, node.body);
      else if (!node.generator) this.syncBlock(node.body);
      return;
    }
    this.visit(node.body, scope);
    this.called(node.body);
    if (node.async) this.asyncExpression(node, node.body);
    else this.syncExpression(node.body);
  }

  /** One that cannot tell when it ends is not told of at all. */
  asyncBlock(node: AnyFunction, body: ESTree.BlockStatement): void {
    const { from, separator } = startOf(body);
    if (!mayBeBlock(body)) {
      const { task, begin, caller, enter } = this.hooks;
      this.text.appendLeft(from, `${separator}const ${task}=${begin}("",0,0);let ${caller}=${enter}();`);
      return;
    }
    this.text.appendLeft(from, `${separator}${this.begin(node)}`);
    this.text.prependRight(body.end - 1, this.end());
  }

  /** It runs in the task of whoever asks it for a value. */
  generatorBlock(body: ESTree.BlockStatement): void {
    const { task, current, error, line, caught, caller, yields } = this.hooks;
    const { from, separator } = startOf(body);
    const isGuarded = mayBeBlock(body);
    this.text.appendLeft(from, `${separator}let ${task}=${current}(),${caller}=1;${isGuarded ? 'try{' : ''}`);
    if (!isGuarded) return;
    this.text.prependRight(
      body.end - 1,
      `}catch(${caught}){throw ${error}(${caught},${line})}finally{${yields}(${task},${caller})}`,
    );
  }

  begin(node: AnyFunction): string {
    const { task, caller, enter, begin, result } = this.hooks;
    const name = JSON.stringify(this.names.of(node));
    return `let ${caller}=${enter}(),${result};const ${task}=${begin}(${name},${caller},${markOf(node)});try{`;
  }

  /** An async function that ends without having waited returns to its caller now. */
  end(): string {
    const { task, line, caller, caught, end, failed, result } = this.hooks;
    return (
      `}catch(${caught}){throw ${failed}(${caught},${line},${task})}` +
      `finally{${end}(${task},${result});if(${caller})${line}=${caller}}`
    );
  }

  /** The caller's statement goes on after the call, at the caller's line. */
  syncBlock(body: ESTree.BlockStatement): void {
    if (body.body.length === 0 || !mayBeBlock(body)) return;
    const { error, line, caught, caller } = this.hooks;
    const { from, separator } = startOf(body);
    this.text.appendLeft(from, `${separator}const ${caller}=${line};try{`);
    this.text.prependRight(
      body.end - 1,
      `}catch(${caught}){throw ${error}(${caught},${line})}finally{${line}=${caller}}`,
    );
  }

  /** `async () => X` → `async () => {…return result=(0,X)…}`, the parentheses around X staying inside. */
  asyncExpression(node: AnyFunction, body: Node): void {
    const { line, result } = this.hooks;
    this.text.appendLeft(
      this.arrowBefore(body.start),
      `{${this.begin(node)}${line}=${markOf(body)};return ${result}=(0,`,
    );
    this.text.appendLeft(node.end, `)${this.end()}}`);
  }

  /** What is returned by an expression of its own keeps its name: a function would take that of the variable. */
  return(node: ESTree.ReturnStatement, scope: Scope): void {
    const { argument } = node;
    if (!argument) return;
    this.visit(argument, scope);
    this.called(argument);
    if (!scope.tellsEnd) return;
    this.text.prependRight(argument.start, `${this.hooks.result}=(0,`);
    this.text.appendLeft(argument.end, ')');
  }

  /** Tells whose promise the call gave, if that can be known; where the value is taken and not looked into. */
  called(node: Node | null | undefined, isAwaited = false): void {
    if (node?.type !== 'CallExpression') return;
    const name = promiseMaker(node.callee as Node, this.names);
    if (name === null) return;
    this.text.prependRight(node.start, `${this.hooks.called}(${JSON.stringify(name)},`);
    this.text.appendLeft(node.end, `,${isAwaited})`);
  }

  syncExpression(body: Node): void {
    const { back, line } = this.hooks;
    this.text.prependRight(body.start, `${back}(${line},(${line}=${markOf(body)},`);
    this.text.appendLeft(body.end, '))');
  }

  /** A condition or a step that is worked out again and again, long after its statement's mark. */
  head(node: Node | null | undefined): void {
    if (!node || !mayThrow(node)) return;
    this.text.prependRight(node.start, `(${this.hooks.line}=${markOf(node)},`);
    this.text.appendLeft(node.end, ')');
  }

  /** The end of the `=>` before an arrow's body: only parentheses are between. */
  arrowBefore(bodyStart: number): number {
    const { tokens } = this.known;
    let at = indexFrom(tokens, bodyStart) - 1;
    while (tokens[at]!.type.label !== '=>') at--;
    return tokens[at]!.end;
  }

  await(node: ESTree.AwaitExpression, scope: Scope): void {
    this.visit(node.argument, scope);
    this.called(node.argument, true);
    const { pre, post, task, line } = this.hooks;
    const mark = markOf(node);
    // An optional call, since V8's messages then speak of an `(intermediate value)`, as they do of an await.
    this.text.prependRight(node.start, `${post}?.(${task},`);
    // Around the parentheses that the argument may stand in.
    this.text.prependRight(node.start + 'await'.length, ` ${pre}(${task},${mark},(`);
    const woken = scope.isGenerator ? `,${this.hooks.caller}=2` : '';
    this.text.appendLeft(node.end, `),${this.leave(scope)}),${line}=${mark}${woken})`);
  }

  /** Evaluated right before the function waits: if it does so for the first time, its caller goes on. */
  leave(scope: Scope): string {
    const { line, caller } = this.hooks;
    if (scope.isGenerator) return caller;
    return `${caller}&&(${line}=${caller},${caller}=0)`;
  }

  throw(node: ESTree.ThrowStatement, scope: Scope): void {
    this.visit(node.argument, scope);
    // A name is thrown again, more often than not: it keeps the place where it was thrown first.
    if (node.argument.type === 'Identifier') return;
    this.text.prependRight(node.argument.start, `${this.hooks.thrown}(${markOf(node)},(`);
    this.text.appendLeft(node.argument.end, '))');
  }

  yield(node: ESTree.YieldExpression, scope: Scope): void {
    if (node.argument) this.visit(node.argument, scope);
    if (!scope.isAsync || !scope.isGenerator) return;
    const { post, task, current, caller, yields } = this.hooks;
    // Whoever asked for the next value runs the generator from here on.
    if (node.delegate) this.text.prependRight(node.start, `${post}?.(void 0,(`);
    else {
      const value = `${yields}(${task},${caller},`;
      this.text.prependRight(node.start, `${post}?.(void 0,(`);
      if (node.argument) {
        this.text.prependRight(node.argument.start, `${value}(`);
        this.text.appendLeft(node.argument.end, `),${caller}=1)`);
      } else this.text.appendLeft(node.end, ` ${value}void 0,${caller}=1)`);
    }
    this.text.appendLeft(node.end, `),${task}=${current}(),${caller}=1)`);
  }

  forOf(node: ESTree.ForOfStatement, scope: Scope): void {
    this.children(node, scope, node.body);
    if (!node.await) return this.body(node.body, scope);
    const { forAwait, task, line } = this.hooks;
    const restore = `${this.hooks.restore}(${task});${scope.isGenerator ? `${this.hooks.caller}=2;` : ''}`;
    // The parentheses keep a sequence together.
    this.text.prependRight(node.right.start, `${forAwait}(${task},${markOf(node)},(`);
    const leave = scope.isGenerator ? `()=>${this.leave(scope)}` : this.leave(scope);
    this.text.appendLeft(node.right.end, `),${leave})`);
    this.visit(node.body, scope);
    if (node.body.type === 'BlockStatement') this.text.appendLeft(node.body.start + 1, restore);
    else {
      this.text.prependRight(node.body.start, `{${restore}${line}=${markOf(node.body)};`);
      this.text.appendLeft(node.body.end, '}');
    }
    this.text.appendLeft(node.end, restore);
  }

  try(node: ESTree.TryStatement, scope: Scope): void {
    this.visit(node.block, scope);
    if (node.handler) this.catch(node.handler, scope);
    if (!node.finalizer) return;
    const { error, line, caught } = this.hooks;
    // The error is noted before the finally's own statements run.
    if (!node.handler) this.text.appendLeft(node.block.end, `catch(${caught}){throw ${error}(${caught},${line})}`);
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
    if (
      value.type !== 'CallExpression' ||
      value.arguments.length !== 1 ||
      !isCoroutineCallee(value.callee as Node, this.known.coroutines)
    )
      return;
    const [body] = value.arguments;
    if (body!.type === 'SpreadElement') return;
    // Behind the parentheses that the argument may stand in, and before a comma that may follow it.
    const { tokens } = this.known;
    let end = body!.end;
    for (let at = indexFrom(tokens, end); tokens[at]!.type.label === ')' && tokens[at]!.end < value.end; at++)
      end = tokens[at]!.end;
    this.text.appendLeft(end, `,${JSON.stringify(name)}`);
  }
}

/** Where a function's body begins after its directives, the last of which may have done without its semicolon. */
function startOf(body: ESTree.BlockStatement): { readonly from: number; readonly separator: '' | ';' } {
  const directive = body.body.findLast(
    (child) => child.type === 'ExpressionStatement' && child.directive !== undefined,
  );
  return directive ? { from: directive.end, separator: ';' } : { from: body.start + 1, separator: '' };
}

const THROWING = new Set([
  'MemberExpression',
  'CallExpression',
  'NewExpression',
  'TaggedTemplateExpression',
  'AwaitExpression',
]);

/** Whether working it out can reach code of others or fail by itself; comparing two numbers can't. */
function mayThrow(node: Node): boolean {
  let found = false;
  full(node, (part) => {
    if (THROWING.has(part.type)) found = true;
  });
  return found;
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
