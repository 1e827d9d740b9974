/**
 * What of a file's top another thread or process of the program has: imports, functions, classes and literal constants. The
 * other statements are not run there, as Python's pickling would not run what stands under `if __name__ == "__main__"`.
 */
import type * as ESTree from 'acorn';

type Statement = ESTree.Statement | ESTree.ModuleDeclaration;

/** Programs in which one of these words stands may want threads or processes: their sandbox is made for it. */
const WANTS_THREADS = /["'](?:threading|concurrent\.futures)["']|\b(?:toThread|runInExecutor|runCoroutineThreadsafe)\b/;
const SHARES_MEMORY = /["']threading["']|\bSharedArrayBuffer\b|\bAtomics\b/;

const STANDS_STILL = /["'](?:threading|concurrent\.futures|requests|files)["']/;
const SLEEPS = /["']time["']/;

/**
 * Whether its own thread may stand still for something outside, or, where sleeps take real time, for that to pass: that is no
 * computing without an end.
 */
export function mayStandStill(source: string, sleepsTakeTime: boolean): boolean {
  return STANDS_STILL.test(source) || (sleepsTakeTime && SLEEPS.test(source));
}

export function wantsThreads(source: string): boolean {
  return WANTS_THREADS.test(source);
}

/** Whether `SharedArrayBuffer` and `Atomics` are there. */
export function sharesMemory(source: string): boolean {
  return wantsThreads(source) && SHARES_MEMORY.test(source);
}

export interface TopLevel {
  /** The names of functions and classes, which can be found from elsewhere. */
  readonly functions: readonly string[];
  /** The statements that only the program's own thread runs. */
  readonly others: readonly Statement[];
  /** What those declare. */
  readonly absent: readonly string[];
}

export function topLevelOf(tree: ESTree.Program): TopLevel {
  const functions: string[] = [];
  const others: Statement[] = [];
  const absent: string[] = [];
  const constants = new Set<string>();
  for (const statement of tree.body) {
    const declared = declarationIn(statement);
    if (declared === null) {
      if (statement.type !== 'ImportDeclaration') others.push(statement);
    } else if (declared.type !== 'VariableDeclaration') {
      functions.push(declared.id.name);
      constants.add(declared.id.name);
    } else if (declared.kind === 'const' && declared.declarations.every((each) => isKept(each, constants))) {
      for (const { id, init } of declared.declarations) {
        const { name } = id as ESTree.Identifier;
        constants.add(name);
        if (isFunction(init!)) functions.push(name);
      }
    } else {
      others.push(statement);
      absent.push(...declared.declarations.flatMap(({ id }) => namesIn(id)));
    }
  }
  return { functions, others, absent };
}

type Declared = ESTree.FunctionDeclaration | ESTree.ClassDeclaration | ESTree.VariableDeclaration;

function declarationIn(statement: Statement): Declared | null {
  const node =
    statement.type === 'ExportNamedDeclaration' || statement.type === 'ExportDefaultDeclaration'
      ? statement.declaration
      : statement;
  switch (node?.type) {
    case 'FunctionDeclaration':
    case 'ClassDeclaration':
      return node.id === null ? null : (node as Declared);
    case 'VariableDeclaration':
      return node;
    default:
      return null;
  }
}

export function namesDeclaredBy(statement: Statement): readonly string[] {
  if (statement.type === 'ImportDeclaration') return statement.specifiers.map(({ local }) => local.name);
  const declared = declarationIn(statement);
  if (declared === null) return [];
  return declared.type === 'VariableDeclaration'
    ? declared.declarations.flatMap(({ id }) => namesIn(id))
    : [declared.id.name];
}

function isKept({ id, init }: ESTree.VariableDeclarator, constants: ReadonlySet<string>): boolean {
  return id.type === 'Identifier' && init != null && (isFunction(init) || isLiteral(init, constants));
}

/** A function, or a call with one function: `coroutine(async () => …)`. */
function isFunction(node: ESTree.Expression): boolean {
  switch (node.type) {
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
    case 'ClassExpression':
      return true;
    case 'CallExpression': {
      const [only] = node.arguments;
      const isCoroutine =
        (node.callee.type === 'Identifier' && node.callee.name === 'coroutine') ||
        (node.callee.type === 'MemberExpression' &&
          node.callee.property.type === 'Identifier' &&
          node.callee.property.name === 'coroutine');
      return isCoroutine && node.arguments.length === 1 && only!.type !== 'SpreadElement' && isFunction(only!);
    }
    case 'ParenthesizedExpression':
      return isFunction(node.expression);
    default:
      return false;
  }
}

/** Worked out from literals and from constants that are, without calling anything. */
function isLiteral(node: ESTree.Expression | ESTree.PrivateIdentifier, constants: ReadonlySet<string>): boolean {
  const also = (part: ESTree.Expression | ESTree.PrivateIdentifier): boolean => isLiteral(part, constants);
  switch (node.type) {
    case 'Literal':
      return true;
    case 'Identifier':
      return constants.has(node.name) || node.name === 'undefined' || node.name === 'Infinity' || node.name === 'NaN';
    case 'TemplateLiteral':
      return node.expressions.every(also);
    case 'UnaryExpression':
      return node.operator !== 'delete' && also(node.argument);
    case 'BinaryExpression':
    case 'LogicalExpression':
      return also(node.left) && also(node.right);
    case 'ConditionalExpression':
      return also(node.test) && also(node.consequent) && also(node.alternate);
    case 'ArrayExpression':
      return node.elements.every((each) => each === null || (each.type !== 'SpreadElement' && also(each)));
    case 'ObjectExpression':
      return node.properties.every(
        (each) =>
          each.type === 'Property' &&
          (isFunction(each.value) || also(each.value)) &&
          (!each.computed || also(each.key)) &&
          each.kind === 'init',
      );
    default:
      return false;
  }
}

/** The names that a pattern binds. */
export function namesIn(pattern: ESTree.Pattern): readonly string[] {
  switch (pattern.type) {
    case 'Identifier':
      return [pattern.name];
    case 'ObjectPattern':
      return pattern.properties.flatMap((each) => namesIn(each.type === 'Property' ? each.value : each.argument));
    case 'ArrayPattern':
      return pattern.elements.flatMap((each) => (each === null ? [] : namesIn(each)));
    case 'AssignmentPattern':
      return namesIn(pattern.left);
    case 'RestElement':
      return namesIn(pattern.argument);
    default:
      return [];
  }
}
