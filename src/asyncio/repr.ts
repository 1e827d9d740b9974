/**
 * Python's `repr`, near enough for messages: bounded, one line, and never an error of its own.
 */
const LIMIT = 60;

function cut(text: string): string {
  return text.length > LIMIT ? `${text.slice(0, LIMIT - 3)}...` : text;
}

/** One value as Python would show it in a message. */
export function repr(value: unknown, depth = 0): string {
  try {
    return cut(plain(value, depth));
  } catch {
    return '<unprintable>';
  }
}

function plain(value: unknown, depth: number): string {
  if (typeof value === 'string') return `'${value.slice(0, LIMIT).replaceAll('\n', String.raw`\n`)}'`;
  if (typeof value === 'function') return `<function ${value.name || 'anonymous'}>`;
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value)) {
    if (depth > 1) return '[...]';
    const shown = value.slice(0, 6).map((item) => repr(item, depth + 1));
    return `[${shown.join(', ')}${value.length > 6 ? ', ...' : ''}]`;
  }
  if (value instanceof Error) return `${value.name}(${value.message === '' ? '' : repr(value.message, depth)})`;
  const own = (value as { toString(): string }).toString();
  return own === '[object Object]' ? '{...}' : own;
}

/** Where Node, and the sandbox's console, look for an object's own printed form. */
export const INSPECT: unique symbol = Symbol.for('nodejs.util.inspect.custom') as never;
