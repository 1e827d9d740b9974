/**
 * Whether a `catch` swallows the request to cancel: a CancelledError can come out of its `try`, and there is a way through the
 * handler that lets it go no further. Whatever the handler does with the error that is not plain to see (it hands it to a
 * function and returns what that gives, keeps it for later) is taken for a way on.
 */
import type * as ESTree from 'acorn';
import { memberName, type Names, returnedBy } from './names.ts';
import { type AnyFunction, eachChild, isClass, isFunction, type Node } from './scopes.ts';

export function swallowsCancellation({ block, handler }: ESTree.TryStatement, names: Names): boolean {
  if (!handler || !mayBeCancelled(block, names)) return false;
  return new Handler(handler, names).swallows();
}

// Where a CancelledError can come from

/** Whether it awaits anything but what is plain to be a promise of JavaScript's own, the functions that it makes left out. */
function mayBeCancelled(block: Node, names: Names): boolean {
  return awaitedIn(block).some((awaited) => awaited === null || !isNative(awaited, names, new Set()));
}

/** What is awaited, in the order of the text; null for a `for await`, or an `await using`. */
function awaitedIn(block: Node): readonly (Node | null)[] {
  const found: (Node | null)[] = [];
  const look = (node: Node): void => {
    if (isFunction(node)) return;
    if (node.type === 'AwaitExpression') found.push(node.argument);
    if (node.type === 'ForOfStatement' && node.await) found.push(null);
    if (node.type === 'VariableDeclaration' && (node.kind as string) === 'await using') found.push(null);
    eachChild(node, look);
  };
  look(block);
  return found;
}

const NATIVE_GLOBALS = new Set(['fetch', 'Promise']);

/** `Promise.resolve(1)`, `fetch(…)`, `new Promise(…)`, the call of a function that waits for nothing else. */
function isNative(node: Node, names: Names, asked: Set<AnyFunction>): boolean {
  const isGlobal = (it: Node): boolean =>
    it.type === 'Identifier' && NATIVE_GLOBALS.has(it.name) && names.scopes.bindingOf(it) === null;
  if (node.type === 'Identifier') {
    const value = names.initialValue(node);
    return value !== null && isNative(value.init, names, asked);
  }
  if (node.type === 'Literal' || node.type === 'TemplateLiteral') return true;
  if (node.type === 'NewExpression') return isGlobal(node.callee);
  if (node.type === 'ArrayExpression')
    return node.elements.every((it) => it !== null && it.type !== 'SpreadElement' && isNative(it, names, asked));
  if (node.type !== 'CallExpression') return false;
  const { callee } = node;
  if (isGlobal(callee)) return true;
  if (callee.type === 'MemberExpression') {
    if (isGlobal(callee.object)) return node.arguments.every((it) => holdsNoAwaitable(it, names, asked));
    const method = memberName(callee) ?? '';
    if (method === 'map') return node.arguments.length > 0 && isNativeMapper(node.arguments[0]!, names, asked);
    if (isResponse(callee.object, names)) return true;
    // `.then(…)` of one of these.
    return PROMISE_METHODS.has(method) && isNative(callee.object, names, asked);
  }
  const called = names.functionOf(callee);
  return called !== null && !called.generator && givesNative(called, names, asked);
}

const PROMISE_METHODS = new Set(['then', 'catch', 'finally']);

function isNativeMapper(mapper: Node, names: Names, asked: Set<AnyFunction>): boolean {
  if (mapper.type === 'Identifier' && mapper.name === 'fetch') return names.scopes.bindingOf(mapper) === null;
  const called = names.functionOf(mapper);
  return called !== null && !called.generator && givesNative(called, names, asked);
}

/** `response` after `const response = await fetch(…)`. */
function isResponse(node: Node, names: Names): boolean {
  const init = names.initialValue(node)?.init;
  if (init?.type !== 'AwaitExpression' || init.argument.type !== 'CallExpression') return false;
  const { callee } = init.argument;
  return callee.type === 'Identifier' && callee.name === 'fetch' && names.scopes.bindingOf(callee) === null;
}

/** What `Promise.resolve` and its kin are given: a list must be plain to see. */
function holdsNoAwaitable(given: Node, names: Names, asked: Set<AnyFunction>): boolean {
  return given.type === 'ObjectExpression' || given.type === 'UnaryExpression' || isNative(given, names, asked);
}

function givesNative(called: AnyFunction, names: Names, asked: Set<AnyFunction>): boolean {
  if (asked.has(called)) return true;
  asked.add(called);
  const returned = returnedBy(called).filter((it) => it !== null);
  if (!called.async) return returned.length > 0 && returned.every((it) => isNative(it, names, asked));
  const waitsForNative = awaitedIn(called.body).every((it) => it !== null && isNative(it, names, asked));
  return waitsForNative && returned.every((it) => !mayWait(it, names, asked));
}

/** Whether an async function that returns this may have to wait for it. */
function mayWait(returned: Node, names: Names, asked: Set<AnyFunction>): boolean {
  const isCall = returned.type === 'CallExpression' || returned.type === 'Identifier';
  return isCall && !isNative(returned, names, asked);
}

// Where it goes

/** Naming one of these is to have thought of it. */
const CANCELLATION_EXPORTS = new Set(['CancelledError', 'BaseException', 'isException', 'exceptStar']);
/** Handing the error on to whoever waits for it. */
const HANDING_ON = new Set(['setException', 'reject']);
/** A CancelledError is none of these; it is an `Error` and a `BaseException`. */
const OTHER_ERRORS = new Set(['TypeError', 'RangeError', 'SyntaxError', 'ReferenceError', 'EvalError', 'URIError']);

/** How a statement can end, but by throwing. */
interface Ways {
  /** The next statement follows. */
  readonly on: boolean;
  /** `break`: the `switch` or loop around it is over. */
  readonly breaks: boolean;
  readonly continues: boolean;
  /** The handler is over, and the error is gone. */
  readonly away: boolean;
}

const NOWHERE: Ways = { on: false, breaks: false, continues: false, away: false };
const ON: Ways = { ...NOWHERE, on: true };
const AWAY: Ways = { ...NOWHERE, away: true };

function either(a: Ways, b: Ways): Ways {
  return {
    on: a.on || b.on,
    breaks: a.breaks || b.breaks,
    continues: a.continues || b.continues,
    away: a.away || b.away,
  };
}

function afterSwitch(ways: Ways): Ways {
  return { ...ways, on: ways.on || ways.breaks, breaks: false };
}

function afterLoop(ways: Ways): Ways {
  return { ...afterSwitch(ways), on: ways.on || ways.breaks || ways.continues, continues: false };
}

function isNowhere({ on, breaks, continues, away }: Ways): boolean {
  return !on && !breaks && !continues && !away;
}

class Handler {
  readonly #handler: ESTree.CatchClause;
  readonly #names: Names;
  readonly #caught: ESTree.Identifier | null;

  constructor(handler: ESTree.CatchClause, names: Names) {
    this.#handler = handler;
    this.#names = names;
    this.#caught = handler.param?.type === 'Identifier' ? handler.param : null;
  }

  swallows(): boolean {
    const { body } = this.#handler;
    if (this.#holds(body, (part) => this.#thinksOfIt(part))) return false;
    return !isNowhere(this.#ways(body));
  }

  /** It names what tells a cancellation, or puts the error where somebody will find it. */
  #thinksOfIt(part: Node): boolean {
    switch (part.type) {
      case 'Identifier':
      case 'MemberExpression': {
        const { scopes } = this.#names;
        const exported = this.#names.exportOf(part);
        if (exported !== null) return CANCELLATION_EXPORTS.has(exported);
        // A name that was not imported, or a property of something unknown, is meant to be asyncio's.
        if (part.type === 'Identifier') return CANCELLATION_EXPORTS.has(part.name) && scopes.undeclared.includes(part);
        return CANCELLATION_EXPORTS.has(memberName(part) ?? '') && !this.#names.isOwnObject(part.object);
      }
      case 'Literal':
        return part.value === 'CancelledError' && !this.#isPrinted(part);
      case 'AssignmentExpression':
        return this.#isMentionedIn(part.right) && !this.#isOfHandler(part.left);
      case 'CallExpression': {
        const name = part.callee.type === 'Identifier' ? part.callee.name : memberName(part.callee);
        return HANDING_ON.has(name ?? '') && part.arguments.some((it) => this.#isMentionedIn(it));
      }
      default:
        return false;
    }
  }

  #isPrinted(part: Node): boolean {
    const call = this.#names.scopes.parentOf(part);
    return call?.type === 'CallExpression' && isConsole(call.callee);
  }

  /** Whether the variable is gone with the handler. */
  #isOfHandler(target: Node): boolean {
    if (target.type !== 'Identifier') return false;
    const binding = this.#names.scopes.bindingOf(target);
    const { start, end } = this.#handler;
    return binding !== null && binding.declarations.every(({ id }) => id.start >= start && id.end <= end);
  }

  #ways(node: Node): Ways {
    switch (node.type) {
      case 'BlockStatement':
        return this.#waysOfAll(node.body);
      case 'ThrowStatement':
        return NOWHERE;
      case 'ReturnStatement':
        return node.argument && this.#passesOn(node.argument) ? NOWHERE : AWAY;
      case 'ContinueStatement':
        return node.label ? AWAY : { ...NOWHERE, continues: true };
      case 'BreakStatement':
        return node.label ? AWAY : { ...NOWHERE, breaks: true };
      case 'ExpressionStatement':
        return this.#isSureToThrow(node.expression) ? NOWHERE : ON;
      case 'IfStatement':
        return this.#waysOfIf(node);
      case 'SwitchStatement':
        return afterSwitch(this.#waysOfSwitch(node));
      case 'TryStatement':
        return this.#waysOfTry(node);
      case 'LabeledStatement':
        return either(ON, this.#ways(node.body));
      case 'DoWhileStatement':
        return afterLoop(this.#ways(node.body));
      case 'WhileStatement':
      case 'ForStatement':
        return this.#waysOfLoop(node.test ?? null, node.body);
      case 'ForInStatement':
      case 'ForOfStatement':
        return afterLoop(either(ON, this.#ways(node.body)));
      default:
        return ON;
    }
  }

  #waysOfAll(statements: readonly Node[]): Ways {
    let ways = ON;
    for (const statement of statements) {
      const next = this.#ways(statement);
      ways = either({ ...ways, on: false }, next);
      if (!next.on) break;
    }
    return ways;
  }

  #waysOfIf({ test, consequent, alternate }: ESTree.IfStatement): Ways {
    const isTrue = this.#truthOf(test);
    const then = this.#ways(consequent);
    const otherwise = alternate ? this.#ways(alternate) : ON;
    if (isTrue !== null) return isTrue ? then : otherwise;
    // A function of the program's own looks at the error: who knows what it tells apart.
    if (this.#asksAboutIt(test) && (isNowhere(then) || isNowhere(otherwise))) return NOWHERE;
    return either(then, otherwise);
  }

  #waysOfSwitch({ discriminant, cases }: ESTree.SwitchStatement): Ways {
    const isTrue = discriminant.type === 'Literal' && discriminant.value === true;
    const truths = cases.map(({ test }) =>
      test ? (isTrue ? this.#truthOf(test) : this.#isMentionedIn(discriminant) ? false : null) : false,
    );
    let ways = NOWHERE;
    for (const [index, truth] of truths.entries()) {
      if (truth !== false) ways = either(ways, this.#waysFrom(cases, index));
      if (truth === true) return ways;
    }
    const otherwise = cases.findIndex(({ test }) => !test);
    return either(ways, otherwise === -1 ? ON : this.#waysFrom(cases, otherwise));
  }

  /** A case falls through to the next. */
  #waysFrom(cases: readonly ESTree.SwitchCase[], first: number): Ways {
    return this.#waysOfAll(cases.slice(first).flatMap((it) => it.consequent));
  }

  #waysOfTry({ block, handler, finalizer }: ESTree.TryStatement): Ways {
    const last = finalizer ? this.#ways(finalizer) : ON;
    if (!last.on) return last;
    const ways = this.#ways(block);
    return handler ? either(ways, this.#ways(handler.body)) : ways;
  }

  #waysOfLoop(test: Node | null, body: Node): Ways {
    const once = this.#ways(body);
    const isEndless = test === null || (test.type === 'Literal' && test.value === true);
    return afterLoop(isEndless ? { ...once, on: false, continues: false } : either(ON, once));
  }

  /** What a test comes to for a CancelledError; null: it depends. */
  #truthOf(test: Node): boolean | null {
    if (test.type === 'UnaryExpression' && test.operator === '!') return not(this.#truthOf(test.argument));
    if (test.type === 'LogicalExpression') {
      const [a, b] = [this.#truthOf(test.left), this.#truthOf(test.right)];
      if (test.operator === '&&') return a === false || b === false ? false : a === true && b === true ? true : null;
      if (test.operator === '||') return a === true || b === true ? true : a === false && b === false ? false : null;
      return null;
    }
    if (test.type !== 'BinaryExpression') return null;
    const { left: value, operator, right: other } = test;
    if (operator === 'instanceof') return this.#isCaught(value) ? this.#isInstance(other) : null;
    // `error.name === 'TypeError'`: one that asks for 'CancelledError' is not looked through at all.
    const asksName = memberName(value) === 'name' && other.type === 'Literal' && this.#isMentionedIn(value);
    if (!asksName || !/^[!=]==?$/.test(operator)) return null;
    return operator.startsWith('!');
  }

  /** Whether a CancelledError is one; null: who knows. */
  #isInstance(kind: Node): boolean | null {
    const exported = this.#names.exportOf(kind);
    // `CancelledError` and `BaseException` are not looked through at all.
    if (exported !== null) return false;
    if (kind.type === 'Identifier' && this.#names.scopes.bindingOf(kind) === null)
      return kind.name === 'Error' || kind.name === 'Object' ? true : OTHER_ERRORS.has(kind.name) ? false : null;
    const own = this.#names.classOf(kind);
    return own === null ? null : false;
  }

  #isCaught(node: Node): boolean {
    if (node.type !== 'Identifier' || this.#caught === null) return false;
    const { scopes } = this.#names;
    return scopes.bindingOf(node) !== null && scopes.bindingOf(node) === scopes.bindingOf(this.#caught);
  }

  #isMentionedIn(node: Node): boolean {
    return this.#holds(node, (part) => this.#isCaught(part));
  }

  /** Whether a call that cannot be seen through is given the error, or is a method of its own. */
  #asksAboutIt(test: Node): boolean {
    return this.#holds(
      test,
      (part) => part.type === 'CallExpression' && part.arguments.some((it) => this.#isCaught(it)),
    );
  }

  /** What a handler returns: the error, or something made of it; not what is printed. */
  #passesOn(returned: Node): boolean {
    if (returned.type === 'AwaitExpression') return this.#passesOn(returned.argument);
    if (returned.type === 'CallExpression' && isConsole(returned.callee)) return false;
    return this.#isMentionedIn(returned);
  }

  /** `fail(error)`, where the file shows that `fail` always throws; `process.exit()`. */
  #isSureToThrow(expression: Node): boolean {
    const call = expression.type === 'AwaitExpression' ? expression.argument : expression;
    if (call.type !== 'CallExpression') return false;
    const { callee } = call;
    if (memberName(callee) === 'exit') return true;
    const called = this.#names.functionOf(callee);
    if (called === null || called.generator || called.body.type !== 'BlockStatement') return false;
    if (called.async && call === expression) return false;
    return called.body.body.some((statement) => statement.type === 'ThrowStatement');
  }

  #holds(root: Node, isWanted: (part: Node) => boolean): boolean {
    if (isWanted(root)) return true;
    let found = false;
    eachChild(root, (child) => {
      found ||= !isClass(child) && this.#holds(child, isWanted);
    });
    return found;
  }
}

function not(truth: boolean | null): boolean | null {
  return truth === null ? null : !truth;
}

function isConsole(callee: Node): boolean {
  return callee.type === 'MemberExpression' && callee.object.type === 'Identifier' && callee.object.name === 'console';
}
