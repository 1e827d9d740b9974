/**
 * Python's `repr`, near enough for messages: one line, bounded, and never an error of its own.
 */

/** Characters, items of a list, lists in lists. */
const LONGEST = 1000;
const MOST_ITEMS = 50;
const DEEPEST = 4;

/** CPython: the limits of `reprlib`. */
const SHORT = 30;
const FEW_ITEMS = 6;

/** One value as Python would show it in a message. */
export function repr(value: unknown, depth = 0): string {
  try {
    const text = plain(value, MOST_ITEMS, depth);
    return text.length > LONGEST ? `${text.slice(0, LONGEST - 3)}...` : text;
  } catch {
    return '<unprintable>';
  }
}

/** CPython: `reprlib.repr`. A long text is cut in the middle. The result of a future is shown so. */
export function shortRepr(value: unknown): string {
  try {
    if (typeof value === 'string') return shortQuoted(value);
    const text = plain(value, FEW_ITEMS, 0);
    return Array.isArray(value) || text.length <= SHORT ? text : cutInTheMiddle(text);
  } catch {
    return '<unprintable>';
  }
}

const BEFORE_CUT = (SHORT - 3) >> 1;
const AFTER_CUT = SHORT - 3 - BEFORE_CUT;

function cutInTheMiddle(text: string): string {
  return `${text.slice(0, BEFORE_CUT)}...${text.slice(-AFTER_CUT)}`;
}

function shortQuoted(text: string): string {
  const whole = quoted(text.slice(0, SHORT));
  return whole.length <= SHORT ? whole : cutInTheMiddle(quoted(text.slice(0, BEFORE_CUT) + text.slice(-AFTER_CUT)));
}

function plain(value: unknown, mostItems: number, depth: number): string {
  if (typeof value === 'string') return quoted(value.slice(0, LONGEST));
  if (typeof value === 'function') return `<function ${value.name || 'anonymous'}>`;
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value)) return `[${listed(value, mostItems, depth)}]`;
  if (value instanceof Error) return `${value.name}(${listed(argumentsOf(value), MOST_ITEMS, depth)})`;
  const own = (value as { toString(): string }).toString();
  return own === '[object Object]' ? '{...}' : own;
}

function listed(items: readonly unknown[], most: number, depth: number): string {
  if (items.length > 0 && depth > DEEPEST) return '...';
  const shown = items.slice(0, most).map((item) => repr(item, depth + 1));
  return items.length > most ? `${shown.join(', ')}, ...` : shown.join(', ');
}

/** Of a Python exception what it was made with; of JavaScript's own its message. */
function argumentsOf(error: Error): readonly unknown[] {
  const { args } = error as { readonly args?: unknown };
  if (Array.isArray(args)) return args;
  return error.message === '' ? [] : [error.message];
}

const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\n': String.raw`\n`,
  '\r': String.raw`\r`,
  '\t': String.raw`\t`,
};

/** In single quotes, or in double ones if only that spares escaping. */
function quoted(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const escaped = text.replaceAll(/[\\\n\r\t]/g, (it) => ESCAPES[it]!);
  return `${quote}${quote === "'" ? escaped.replaceAll("'", String.raw`\'`) : escaped}${quote}`;
}

/** CPython: `type(value).__name__`, for messages. */
export function typeName(value: unknown): string {
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'float';
  if (typeof value === 'string') return 'str';
  if (typeof value === 'boolean') return 'bool';
  if (value === null || value === undefined) return 'NoneType';
  if (typeof value !== 'object') return typeof value;
  if (Array.isArray(value)) return 'list';
  const { constructor } = value;
  return typeof constructor === 'function' && constructor !== Object ? constructor.name : 'dict';
}

/** Where Node, and the sandbox's console, look for an object's own printed form. */
export const INSPECT: unique symbol = Symbol.for('nodejs.util.inspect.custom') as never;
