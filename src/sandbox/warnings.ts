/**
 * What looks wrong in a program that can run: a coroutine that nobody awaits, a task that an async function returns, a `catch`
 * that swallows cancellation, `Promise.all` where asyncio waits for one thing at a time. Lessons show such code on purpose, so
 * these are warnings, never refusals.
 *
 * A rule speaks only where the file itself makes it sure (`names.ts`).
 */
import type * as ESTree from 'acorn';
import { ancestor, full, recursive } from 'acorn-walk';
import type { ModuleExports } from './compile.ts';
import { type AnyFunction, isFunction, methodName, Names, type Node } from './names.ts';
import { MOST_WARNINGS } from './protocol.ts';
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

/** They take coroutines, and nothing else. */
const COROUTINE_TAKERS = new Set(['run', 'createTask']);
/** They make a task of each, or wait for it in the task that calls them. */
const AWAITABLE_TAKERS = new Set(['gather', 'wait', 'waitFor', 'shield', 'asCompleted', 'ensureFuture']);

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
    AwaitExpression(node) {
      checkAwaited(node.argument, names, warn);
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
    // JavaScript's own class of that name is here too; whoever uses asyncio means asyncio's.
    if (meant === name && GLOBAL_CLASSES.has(name) && !(module === 'asyncio' && names.usesAsyncio)) continue;
    const remedy = `Write \`import { ${meant} } from "${module}"\` at the top of the file.`;
    const message =
      meant === name
        ? `\`${name}\` is not imported. ${remedy}`
        : `There is no \`${name}\` here. Did you mean \`${meant}\`? ${remedy}`;
    return warn(node, say('notImported', name, meant, module), message);
  }
}

const GLOBAL_CLASSES = new Set(['Event', 'Response']);

/** What Node has globally: whoever writes one of these means it, though it may be missing here. */
const HOST_NAMES = new Set(Object.getOwnPropertyNames(globalThis));

/** `f();` where `f` makes a coroutine. */
function checkStatement(node: ESTree.ExpressionStatement, isTopLevel: boolean, names: Names, warn: Warn): void {
  const call = node.expression;
  if (call.type !== 'CallExpression') return;
  if (isTopLevel && names.exportCalled(call.callee) === 'run') return runNotAwaited(call, warn);
  if (names.gives(call) !== 'coroutine') return;
  if (isTopLevel) neverRun(call, warn);
  else neverAwaited(call, warn);
}

/** `const c = f();` where nobody uses `c`. */
function checkUnused(node: ESTree.VariableDeclarator, names: Names, warn: Warn): void {
  if (node.id.type !== 'Identifier' || !node.init || names.uses(node.id.name) !== 1) return;
  const call = node.init;
  if (call.type === 'CallExpression' && names.gives(call) === 'coroutine') neverAwaited(call, warn);
}

/** `run(main());`: in Python the program stops there until it is over. */
function runNotAwaited(call: ESTree.CallExpression, warn: Warn): void {
  const name = calleeText(call);
  warn(
    call,
    say('runNotAwaited', name),
    `Other than in Python, \`${name}(…)\` does not stop here: it gives a Promise, and what follows comes first. ` +
      `Write \`await ${name}(…)\`.`,
  );
}

/** `await f` where `f` was to be called, and `await sleep(1)` with the `sleep` that blocks. */
function checkAwaited(value: ESTree.Expression, names: Names, warn: Warn): void {
  if (value.type === 'Identifier' && (names.isCoroutineFunction(value.name) || names.isAsyncFunction(value.name))) {
    const { name } = value;
    return warn(
      value,
      say('functionAwaited', name),
      `\`${name}\` is the function, and awaiting it does nothing: write \`await ${name}()\`.`,
    );
  }
  if (value.type !== 'CallExpression' || value.callee.type !== 'Identifier') return;
  const { name } = value.callee;
  if (!names.isBlocking(name)) return;
  warn(
    value,
    say('blockingAwaited', name),
    `This \`${name}\` is of "time": it blocks the thread, no task can run meanwhile, and there is nothing to await. ` +
      'Import `sleep` from "asyncio".',
  );
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
      value.elements.filter((element) => element && element.type !== 'SpreadElement' && names.isAwaitable(element))
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
    names.isAwaitable(mapper.body as ESTree.Expression)
  );
}

/** `run(main())` where `main` is a plain async function: it has begun already, and what it gives is a promise. `run(main)`. */
function checkWork(call: ESTree.CallExpression, names: Names, warn: Warn): void {
  const taker = names.exportCalled(call.callee) ?? names.spawns(call.callee);
  if (taker === null) return;
  const takesCoroutines = COROUTINE_TAKERS.has(taker);
  if (!takesCoroutines && !AWAITABLE_TAKERS.has(taker)) return;
  for (const work of takesCoroutines ? call.arguments.slice(0, 1) : worksOf(call)) {
    if (work.type === 'Identifier' && names.isCoroutineFunction(work.name)) notCalled(work, taker, warn);
    if (work.type !== 'CallExpression' || work.callee.type !== 'Identifier') continue;
    const { name } = work.callee;
    // A promise of something else may be gathered too.
    if (takesCoroutines ? names.isAsyncFunction(name) : names.waitsByAsyncio(name))
      plainAsyncFunction(work, name, taker, warn);
  }
}

/** The arguments, and what is in those that are lists. */
function worksOf(call: ESTree.CallExpression): readonly Node[] {
  return call.arguments.flatMap((given): readonly Node[] =>
    given.type === 'ArrayExpression' ? given.elements.filter((element) => element !== null) : [given],
  );
}

function plainAsyncFunction(work: Node, name: string, taker: string, warn: Warn): void {
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

// The tree

function calleeText({ callee }: ESTree.CallExpression): string {
  if (callee.type === 'Identifier') return callee.name;
  const method = methodName(callee);
  const owner = callee.type === 'MemberExpression' && callee.object.type === 'Identifier' ? callee.object.name : '…';
  return `${owner}.${method}`;
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
