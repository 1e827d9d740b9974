/**
 * What looks wrong in a program that can run: a coroutine that nobody awaits, a task that an async function returns, a `catch`
 * that swallows cancellation, `Promise.all` where asyncio waits for one thing at a time. Lessons show such code on purpose, so
 * these are warnings, never refusals.
 *
 * A rule speaks only where the file itself makes it sure (`names.ts`).
 */
import type * as ESTree from 'acorn';
import { ancestor } from 'acorn-walk';
import type { ModuleExports } from './compile.ts';
import { memberName, Names, returnedBy } from './names.ts';
import { MOST_WARNINGS } from './protocol.ts';
import { type Instead, INSTEAD_WORDS, insteadOfGlobal, UNGUESSED } from './node-modules.ts';
import { nearestName } from './nearest-name.ts';
import { PYTHON_NAMES } from './python-names.ts';
import { type AnyFunction, assignedNames, isFunction, type Node } from './scopes.ts';
import { swallowsCancellation } from './swallows.ts';
import type { Saying, SayingCode } from '../trace/saying.ts';
import { workerObject } from './worker-objects.ts';

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

/** @param text the program with its types, each name at the same place as in `tree`; empty: there are none. */
export function compileWarnings(
  tree: ESTree.Program,
  modules: ModuleExports,
  text = '',
  names: Names = new Names(tree, text),
): readonly CompileWarning[] {
  const found = new Map<number, CompileWarning>();
  const warn: Warn = (node, saying, message) => {
    const { line, column } = node.loc!.start;
    if (!found.has(node.start)) found.set(node.start, { message, line, column: column + 1, saying });
  };
  checkUndeclared(tree, names, modules, warn);
  if (names.usesWorkers) checkWorkers(tree, names, warn);
  if (!names.usesAsyncio) return inOrder(found.values());
  ancestor(tree, {
    ExpressionStatement(node, _state, ancestors) {
      const isTopLevel = enclosingFunction(ancestors) === null;
      checkStatement(node, { isTopLevel, isLast: isTopLevel && isLast(node, tree) }, names, warn);
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
      checkForEach(node, names, warn);
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

/** Names of a module's that the file forgot to import, perhaps misspelt, and those of Python; each once, where it stands first. */
function checkUndeclared(tree: ESTree.Program, names: Names, modules: ModuleExports, warn: Warn): void {
  const told = new Set<string>();
  const assigned = assignedNames(tree);
  for (const id of names.scopes.undeclared) {
    if (id.name === 'process') checkProcess(id, names, told, warn);
    if (told.has(id.name)) continue;
    const around = names.scopes.parentOf(id);
    // Who asks whether it is there knows that it may not be.
    const isMissing = NOT_OF_NODE.has(id.name) || insteadOfGlobal(id.name) !== null;
    if (isMissing && around?.type === 'UnaryExpression' && around.operator === 'typeof') continue;
    told.add(id.name);
    if (assigned.has(id.name) || !checkHabit(id, modules, warn)) checkImported(id, names, modules, warn);
  }
}

/** What Python has without an import, and a module that is used as in Python; whether it is one of these. */
function checkHabit(node: ESTree.Identifier, modules: ModuleExports, warn: Warn): boolean {
  const { name } = node;
  const here = PYTHON_NAMES.get(name);
  if (here !== undefined) warn(node, say('python', name, here), `\`${name}\` is Python. Here: \`${here}\`.`);
  const isModule = Object.hasOwn(modules, name);
  const remedy = `write \`import * as ${name} from "${name}"\`.`;
  if (isModule) warn(node, say('moduleNotImported', name), `\`${name}\` is not imported: ${remedy}`);
  return here !== undefined || isModule;
}

function checkImported(node: ESTree.Identifier, names: Names, modules: ModuleExports, warn: Warn): void {
  const { name } = node;
  if (NOT_OF_NODE.has(name)) return notOfNode(node, warn);
  const instead = insteadOfGlobal(name);
  if (instead !== null) return noGlobal(node, name, instead, warn);
  for (const [module, exported] of Object.entries(modules)) {
    if (UNGUESSED.has(module)) continue;
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

function noGlobal(node: Node, name: string, instead: Instead, warn: Warn): void {
  warn(node, say('noGlobal', name, instead), `There is no \`${name}\` here: ${INSTEAD_WORDS[instead]}.`);
}

/** `process.cwd()`: of `process` only a part is here. */
function checkProcess(node: ESTree.Identifier, { scopes }: Names, told: Set<string>, warn: Warn): void {
  const member = scopes.parentOf(node);
  if (member?.type !== 'MemberExpression' || member.object !== node) return;
  const name = `process.${memberName(member)}`;
  const instead = insteadOfGlobal(name);
  const around = scopes.parentOf(member);
  const isAsked =
    (around?.type === 'UnaryExpression' && around.operator === 'typeof') ||
    (around?.type === 'CallExpression' && around.optional) ||
    (around?.type === 'MemberExpression' && around.optional);
  if (instead === null || isAsked || told.has(name)) return;
  told.add(name);
  noGlobal(node, name, instead, warn);
}

/** What Node's scripts have around them. */
const NOT_OF_NODE = new Set(['require', 'module', 'exports', '__dirname', '__filename']);

function notOfNode(node: ESTree.Identifier, warn: Warn): void {
  const { name } = node;
  const instead = name.startsWith('__')
    ? 'a program in the sandbox sees no folder of this machine'
    : 'write `import … from "…"` and `export`';
  warn(node, say('notOfNode', name), `There is no \`${name}\` here: ${instead}.`);
}

const GLOBAL_CLASSES = new Set(['Event', 'Response']);

/** What Node has globally: whoever writes one of these means it, though it may be missing here. */
const HOST_NAMES = new Set(Object.getOwnPropertyNames(globalThis));

/** `f();` where `f` makes a coroutine; also `ready && f();`, and `c = f();` where nobody uses `c`. */
function checkStatement(
  node: ESTree.ExpressionStatement,
  { isTopLevel, isLast }: { readonly isTopLevel: boolean; readonly isLast: boolean },
  names: Names,
  warn: Warn,
): void {
  for (const call of droppedBy(node.expression, names)) {
    if (isTopLevel && names.exportOf(call.callee) === 'run') {
      if (!isLast) runNotAwaited(call, warn);
    } else if (names.gives(call) !== 'coroutine') continue;
    else if (isTopLevel) neverRun(call, warn);
    else neverAwaited(call, warn);
  }
}

/** Whether nothing of the program's top level runs after it. */
function isLast(node: ESTree.Statement, tree: ESTree.Program): boolean {
  const at = tree.body.indexOf(node);
  return (
    at >= 0 &&
    tree.body.slice(at + 1).every(({ type }) => type === 'FunctionDeclaration' || type === 'ImportDeclaration')
  );
}

/** The calls whose results nobody can have. */
function droppedBy(expression: Node, names: Names): readonly ESTree.CallExpression[] {
  switch (expression.type) {
    case 'CallExpression':
      return [expression];
    case 'ChainExpression':
      return droppedBy(expression.expression, names);
    case 'LogicalExpression':
      return droppedBy(expression.right, names);
    case 'ConditionalExpression':
      return [...droppedBy(expression.consequent, names), ...droppedBy(expression.alternate, names)];
    case 'SequenceExpression':
      return expression.expressions.flatMap((it) => droppedBy(it, names));
    case 'AssignmentExpression':
      return expression.operator === '=' && isNeverRead(expression.left, names)
        ? droppedBy(expression.right, names)
        : [];
    default:
      return [];
  }
}

function isNeverRead(target: Node, names: Names): boolean {
  return target.type === 'Identifier' && names.scopes.bindingOf(target)?.reads.length === 0;
}

/** `const c = f();` where nobody uses `c`. */
function checkUnused(node: ESTree.VariableDeclarator, names: Names, warn: Warn): void {
  if (!node.init || !isNeverRead(node.id, names) || isExported(node, names)) return;
  for (const call of droppedBy(node.init, names)) if (names.gives(call) === 'coroutine') neverAwaited(call, warn);
}

function isExported(node: ESTree.VariableDeclarator, { scopes }: Names): boolean {
  return scopes.parentOf(scopes.parentOf(node)!)?.type === 'ExportNamedDeclaration';
}

/** `xs.forEach((x) => f(x))`: `forEach` looks at nothing that it is given back. */
function checkForEach({ callee, arguments: given }: ESTree.CallExpression, names: Names, warn: Warn): void {
  const [each] = given;
  if (callee.type !== 'MemberExpression' || memberName(callee) !== 'forEach' || !each) return;
  if (names.isOwnObject(callee.object)) return;
  if (each.type === 'ArrowFunctionExpression' && each.expression && !each.async) {
    for (const call of droppedBy(each.body, names)) if (names.gives(call) === 'coroutine') neverAwaited(call, warn);
  } else if (each.type === 'Identifier' && names.isCoroutineFunction(each)) neverAwaited(each, warn);
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

/** What of threads and pools blocks in Python, and does not here; and what cannot be awaited. */
function checkWorkers(tree: ESTree.Program, names: Names, warn: Warn): void {
  ancestor(tree, {
    ExpressionStatement(node) {
      for (const call of droppedBy(node.expression, names)) checkNotBlocking(call, names, warn);
    },
    AwaitExpression({ argument }) {
      if (workerObject(argument, names) === 'future') poolFutureAwaited(argument, warn);
    },
  });
}

/** `thread.join();` and `pool.shutdown();`: in Python the thread that calls them waits. */
function checkNotBlocking(call: ESTree.CallExpression, names: Names, warn: Warn): void {
  const { callee } = call;
  if (callee.type !== 'MemberExpression') return;
  const [method, object] = [memberName(callee), workerObject(callee.object, names)];
  const name = pathText(callee.object) ?? '…';
  const begin = (what: string): string =>
    `Other than in Python, \`${name}.${what}()\` does not stop here: it gives a Promise, and what follows comes first. `;
  if (method === 'join' && object === 'thread')
    warn(
      call,
      say('joinNotAwaited', name),
      `${begin('join')}Write \`await ${name}.join()\`, or \`${name}.joinSync()\`, which blocks this thread.`,
    );
  if (method === 'shutdown' && object === 'pool' && mayWait(call))
    warn(
      call,
      say('shutdownNotAwaited', name),
      `${begin('shutdown')}Write \`await ${name}.shutdown()\`, or make the pool with \`using ${name} = …\`, which blocks this thread at the end of the block.`,
    );
}

/** Whether no `wait` is given: a program that says it does not wait means it. */
function mayWait({ arguments: given }: ESTree.CallExpression): boolean {
  const [options] = given;
  if (options === undefined) return true;
  if (options.type !== 'ObjectExpression') return false;
  return options.properties.every(
    (it) => it.type === 'Property' && !it.computed && it.key.type === 'Identifier' && it.key.name !== 'wait',
  );
}

function poolFutureAwaited(value: ESTree.Expression, warn: Warn): void {
  const name = value.type === 'CallExpression' ? `${calleeText(value)}(…)` : (pathText(value) ?? '…');
  warn(
    value,
    say('poolFutureAwaited', name),
    `\`${name}\` is a future of "concurrent.futures", which cannot be awaited. In a task, write \`await wrapFuture(${name})\` ` +
      `(of "asyncio"), or call the function by \`await getRunningLoop().runInExecutor(pool, f, …)\`; \`${name}.result()\` blocks this thread.`,
  );
}

/** `await f` where `f` was to be called, and `await sleep(1)` with the `sleep` that blocks. */
function checkAwaited(value: ESTree.Expression, names: Names, warn: Warn): void {
  if (value.type === 'Identifier' && (names.isCoroutineFunction(value) || names.isAsyncFunction(value))) {
    const { name } = value;
    return warn(
      value,
      say('functionAwaited', name),
      `\`${name}\` is the function, and awaiting it does nothing: write \`await ${name}()\`.`,
    );
  }
  if (value.type !== 'CallExpression' || value.callee.type !== 'Identifier') return;
  const { name } = value.callee;
  if (!names.isBlocking(value.callee)) return;
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

/** @param call or the function that something else calls. */
function neverAwaited(call: ESTree.CallExpression | ESTree.Identifier, warn: Warn): void {
  const name = call.type === 'Identifier' ? call.name : calleeText(call);
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
  for (const returned of choicesOf(value)) {
    if (names.gives(returned) !== 'task') continue;
    warn(
      returned,
      say('taskReturned'),
      'An async function cannot return a task: JavaScript awaits it first, and the caller gets its result. ' +
        'Return it in a box, `return [task]`, and take it out with `const [task] = await …`.',
    );
  }
}

/** What an expression may come to. */
function choicesOf(value: Node): readonly Node[] {
  switch (value.type) {
    case 'ConditionalExpression':
      return [...choicesOf(value.consequent), ...choicesOf(value.alternate)];
    case 'LogicalExpression':
      return [...choicesOf(value.left), ...choicesOf(value.right)];
    case 'SequenceExpression':
      return choicesOf(value.expressions.at(-1)!);
    default:
      return [value];
  }
}

/** A `catch` around an `await` that lets nothing through, not even the request to cancel. */
function checkCatch(node: ESTree.TryStatement, names: Names, warn: Warn): void {
  const { handler } = node;
  if (!handler || !swallowsCancellation(node, names)) return;
  const caught = handler.param?.type === 'Identifier' ? handler.param.name : 'error';
  const begin = handler.param ? 'Begin it with' : 'Write `catch (error) {` and begin it with';
  warn(
    handler,
    say('catchSwallows', caught),
    'This `catch` also catches CancelledError: a task that is cancelled here goes on as if nothing had happened. ' +
      `${begin} \`if (!isException(${caught})) throw ${caught};\` (\`isException\` is of "asyncio").`,
  );
}

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
  if (
    callee.object.type !== 'Identifier' ||
    callee.object.name !== 'Promise' ||
    names.scopes.bindingOf(callee.object) !== null
  )
    return;
  const { name } = callee.property;
  const instead = Object.hasOwn(COMBINATORS, name) ? COMBINATORS[name]! : null;
  const [list] = call.arguments;
  if (instead === null || !list || awaitablesIn(list, names) < 2) return;
  warn(
    call,
    say('promiseCombinator', name, instead),
    `\`Promise.${name}\` waits for several of them inside one task, and a task waits for one thing at a time. ` +
      `Write \`${instead}\`, which makes a task of each.`,
  );
}

/** How many awaitables of asyncio's are surely in a list; 2 for those that are made one by one. */
function awaitablesIn(list: Node, names: Names): number {
  switch (list.type) {
    case 'ArrayExpression':
      return sum(list.elements, (it) =>
        it === null ? 0 : it.type === 'SpreadElement' ? awaitablesIn(it, names) : one(it, names),
      );
    case 'SpreadElement':
      return awaitablesIn(list.argument, names);
    case 'Identifier':
      return awaitablesInVariable(list, names);
    case 'CallExpression':
      return givesAwaitables(mapperOf(list, names), names) ? 2 : 0;
    default:
      return 0;
  }
}

function one(element: Node, names: Names): number {
  return names.isAwaitable(element) ? 1 : 0;
}

function sum<T>(items: readonly T[], count: (item: T) => number): number {
  return items.reduce((total, item) => total + count(item), 0);
}

/** `const tasks = […]`, and what is pushed. */
function awaitablesInVariable(list: ESTree.Identifier, names: Names): number {
  const value = names.initialValue(list);
  if (value === null) return 0;
  const { scopes } = names;
  const pushed = sum(value.binding.reads, (read) => {
    const member = scopes.parentOf(read)!;
    const call = scopes.parentOf(member);
    if (memberName(member) !== 'push' || call?.type !== 'CallExpression' || call.callee !== member) return 0;
    const isRepeated = mayRunOften(call, value.declarator, names);
    return sum(call.arguments, (it) => one(it, names)) * (isRepeated ? 2 : 1);
  });
  return (value.init.type === 'Identifier' ? 0 : awaitablesIn(value.init, names)) + pushed;
}

/** Whether a loop or a function stands around it, though not around where the list is made. */
function mayRunOften(node: Node, declarator: Node, { scopes }: Names): boolean {
  for (let around = scopes.parentOf(node); around !== null; around = scopes.parentOf(around)) {
    if (around.start <= declarator.start && around.end >= declarator.end) return false;
    if (isFunction(around) || LOOPS.has(around.type)) return true;
  }
  return false;
}

const LOOPS = new Set(['ForStatement', 'ForInStatement', 'ForOfStatement', 'WhileStatement', 'DoWhileStatement']);

/** `f` of `xs.map(f)` and of `Array.from(xs, f)`. */
function mapperOf({ callee, arguments: given }: ESTree.CallExpression, { scopes }: Names): Node | null {
  if (callee.type !== 'MemberExpression') return null;
  if (memberName(callee) === 'map') return given[0] ?? null;
  const { object } = callee;
  const isArray = object.type === 'Identifier' && object.name === 'Array' && scopes.bindingOf(object) === null;
  return isArray && memberName(callee) === 'from' ? (given[1] ?? null) : null;
}

function givesAwaitables(mapper: Node | null, names: Names): boolean {
  if (mapper === null) return false;
  if (names.isCoroutineFunction(mapper)) return true;
  const called = names.functionOf(mapper);
  if (called === null || called.async || called.generator) return false;
  const returned = returnedBy(called);
  return returned.length > 0 && returned.every((it) => it !== null && names.isAwaitable(it));
}

/** `run(main())` where `main` is a plain async function: it has begun already, and what it gives is a promise. `run(main)`. */
function checkWork(call: ESTree.CallExpression, names: Names, warn: Warn): void {
  const taker = names.exportOf(call.callee) ?? names.spawns(call.callee);
  if (taker === null) return;
  const takesCoroutines = COROUTINE_TAKERS.has(taker);
  if (!takesCoroutines && !AWAITABLE_TAKERS.has(taker)) return;
  for (const work of takesCoroutines ? call.arguments.slice(0, 1) : worksOf(call)) {
    if (work.type === 'Identifier' && names.isCoroutineFunction(work)) notCalled(work, taker, warn);
    if (work.type !== 'CallExpression' || work.callee.type !== 'Identifier') continue;
    const { name } = work.callee;
    // A promise of something else may be gathered too.
    if (takesCoroutines ? names.isAsyncFunction(work.callee) : names.waitsByAsyncio(work.callee))
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
  return pathText(callee) ?? (memberName(callee) === null ? '…' : `….${memberName(callee)}`);
}

/** `queue.put`, `this.queue.put`; null where a call or the like stands in it. */
function pathText(node: Node): string | null {
  if (node.type === 'Identifier') return node.name;
  if (node.type === 'ThisExpression') return 'this';
  if (node.type !== 'MemberExpression') return null;
  const [owner, name] = [pathText(node.object), memberName(node)];
  return owner === null || name === null ? null : `${owner}.${name}`;
}

/** The innermost function around the last of `ancestors`. */
function enclosingFunction(ancestors: readonly Node[]): AnyFunction | null {
  return ancestors.slice(0, -1).findLast(isFunction) ?? null;
}
