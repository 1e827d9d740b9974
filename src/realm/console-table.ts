/** `console.table`, as Node draws it, bounded. */
import { inspectValue } from './inspect.ts';

/** More is not read: no terminal shows it, and a printed text is cut long before. */
const MOST_ROWS = 1_000;
const MOST_COLUMNS = 100;

/** A heading, and one text for each row; a row without one is empty there. */
interface Column {
  readonly head: string;
  readonly cells: readonly string[];
}

/** The table of rows that `data` holds; null when it holds none, and is printed as any other value. */
export function formatTable(data: unknown, properties?: readonly unknown[]): string | null {
  if (data === null || typeof data !== 'object') return null;
  const { columns, rows, all } = tableOf(data, properties);
  const table = draw(columns, rows);
  return all > rows ? `${table}\n... ${all - rows} more rows` : table;
}

function tableOf(
  data: object,
  properties?: readonly unknown[],
): { readonly columns: readonly Column[]; readonly rows: number; readonly all: number } {
  if (data instanceof Map) {
    const entries = first(data);
    const columns = [
      { head: '(iteration index)', cells: indices(entries.length) },
      { head: 'Key', cells: entries.map(([key]) => cell(key)) },
      { head: 'Values', cells: entries.map(([, value]) => cell(value)) },
    ];
    return { columns, rows: entries.length, all: data.size };
  }
  if (data instanceof Set) {
    const values = first(data);
    const columns = [
      { head: '(iteration index)', cells: indices(values.length) },
      { head: 'Values', cells: values.map(cell) },
    ];
    return { columns, rows: values.length, all: data.size };
  }
  const names = Object.keys(data);
  const rows = names.slice(0, MOST_ROWS);
  return { columns: columnsOf(data, rows, properties), rows: rows.length, all: names.length };
}

function columnsOf(data: object, rows: readonly string[], properties?: readonly unknown[]): readonly Column[] {
  const found = new Map<string, string[]>();
  const values: string[] = [];
  let hasValues = false;
  for (const [row, name] of rows.entries()) {
    const item = (data as { [name: string]: unknown })[name];
    if (item === null || (typeof item !== 'object' && typeof item !== 'function')) {
      hasValues = true;
      values[row] = cell(item);
      continue;
    }
    for (const key of properties?.map(String) ?? Object.keys(item)) {
      if (found.size === MOST_COLUMNS && !found.has(key)) continue;
      const cells = found.get(key) ?? [];
      found.set(key, cells);
      cells[row] = Object.hasOwn(item, key) ? cell((item as { [key: string]: unknown })[key]) : '';
    }
  }
  // As the keys of an object: those that are numbers come first.
  const order = Object.keys(Object.fromEntries([...found.keys()].map((key) => [key, 0])));
  const columns = order.map((head) => ({ head, cells: found.get(head)! }));
  return [{ head: '(index)', cells: rows }, ...columns, ...(hasValues ? [{ head: 'Values', cells: values }] : [])];
}

function first<T>(items: Iterable<T>): T[] {
  const taken: T[] = [];
  for (const item of items) {
    if (taken.length === MOST_ROWS) break;
    taken.push(item);
  }
  return taken;
}

function indices(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `${index}`);
}

/** A value on one line. */
function cell(value: unknown): string {
  const isWide = value !== null && typeof value === 'object' && !Array.isArray(value) && Object.keys(value).length > 2;
  return inspectValue(value, { depth: isWide ? -1 : 0, maxArrayLength: 3, breakLength: Infinity });
}

function draw(columns: readonly Column[], rows: number): string {
  const widths = columns.map(({ head, cells }) =>
    cells.reduce((most, each) => Math.max(most, width(each)), width(head)),
  );
  const rule = (left: string, middle: string, right: string): string =>
    left + widths.map((each) => '─'.repeat(each + 2)).join(middle) + right;
  const line = (texts: readonly string[]): string =>
    `│ ${texts.map((each, index) => each + ' '.repeat(widths[index]! - width(each))).join(' │ ')} │`;
  const body = Array.from({ length: rows }, (_, row) => line(columns.map(({ cells }) => cells[row] ?? '')));
  return [
    rule('┌', '┬', '┐'),
    line(columns.map(({ head }) => head)),
    rule('├', '┼', '┤'),
    ...body,
    rule('└', '┴', '┘'),
  ].join('\n');
}

const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f900}-\u{1f9ff}\u{20000}-\u{3fffd}]/gu;

/** The columns that a text takes on a terminal. */
function width(text: string): number {
  const marks = text.match(/\p{M}/gu)?.length ?? 0;
  return [...text].length - marks + (text.match(WIDE)?.length ?? 0);
}
