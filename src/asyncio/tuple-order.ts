/** Python's `<` and `==` for what it can order: numbers, strings and tuples, which are arrays here. */

/** `a < b`. `TypeError`, as in Python, for what has no order: two objects, a number and a string. */
export function isLess(a: unknown, b: unknown): boolean {
  if (isNumber(a) && isNumber(b)) return a < b;
  if (typeof a === 'string' && typeof b === 'string') return isLessText(a, b);
  if (Array.isArray(a) && Array.isArray(b)) return isLessTuple(a, b);
  throw new TypeError(
    `'<' not supported between ${kindOf(a)} and ${kindOf(b)}: give PriorityQueue a 'less' of your own`,
  );
}

/** Python's booleans are numbers. */
function isNumber(x: unknown): x is number | bigint {
  return typeof x === 'number' || typeof x === 'bigint' || typeof x === 'boolean';
}

/** The first items that differ decide; else the shorter comes first. */
function isLessTuple(a: readonly unknown[], b: readonly unknown[]): boolean {
  const common = Math.min(a.length, b.length);
  for (let i = 0; i < common; i++) if (!isEqual(a[i], b[i])) return isLess(a[i], b[i]);
  return a.length < b.length;
}

function isEqual(a: unknown, b: unknown): boolean {
  if (a === b || Object.is(a, b)) return true;
  if (isNumber(a) && isNumber(b)) return Number(a) === Number(b);
  if (!Array.isArray(a) || !Array.isArray(b)) return false;
  return a.length === b.length && a.every((item, i) => isEqual(item, b[i]));
}

/** By code points, as Python; JavaScript's own order is that of UTF-16. */
function isLessText(a: string, b: string): boolean {
  const common = Math.min(a.length, b.length);
  for (let i = 0; i < common; i++) {
    const [x, y] = [a.charCodeAt(i), b.charCodeAt(i)];
    if (x !== y) return rank(x) < rank(y);
  }
  return a.length < b.length;
}

/** Halves of a pair stand for characters after all others. */
function rank(unit: number): number {
  return unit >= 0xd800 && unit < 0xe000 ? unit + 0x10000 : unit;
}

function kindOf(x: unknown): string {
  if (x === null || x === undefined) return String(x);
  if (Array.isArray(x)) return 'an array';
  if (typeof x !== 'object') return `a ${typeof x}`;
  const { name } = x.constructor as { readonly name?: string };
  return name === undefined || name === '' || name === 'Object' ? 'an object' : `a ${name}`;
}
