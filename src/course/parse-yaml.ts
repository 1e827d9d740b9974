/** YAML that must have a shape: what does not fit becomes a problem with the line it stands on. Never throws. */
import { isMap, isNode, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { Document, Node } from 'yaml';
import * as v from 'valibot';
import { firstAs, type Parsed, type Problem } from './problem.ts';

export interface YamlSource {
  readonly file: string;
  readonly text: string;
  /** The line of the file on which `text` starts, from 1. */
  readonly firstLine: number;
}

export interface ParsedYaml<T> extends Parsed<T | null> {
  /** On which line of the file a part of the value stands: `lineOf([2, 'options', 0])`. */
  readonly lineOf: (path: readonly (string | number)[]) => number;
  /** A part of the value that has a shape of its own, as `value`; its problems say `name` where the part as a whole is meant. */
  readonly part: <P>(
    schema: v.GenericSchema<unknown, P>,
    value: unknown,
    path: readonly (string | number)[],
    name: string,
  ) => Parsed<P | null>;
}

/**
 * The value, or null where there is any problem. The message of every part of the schema is its `mend`: what to write.
 */
export function parseYaml<T>(schema: v.GenericSchema<unknown, T>, source: YamlSource): ParsedYaml<T> {
  try {
    return parseDocumentOf(schema, source);
  } catch (error) {
    // Nesting without end, or aliases that grow without end: the library stops at both by throwing.
    const what = `This YAML cannot be read: ${error instanceof Error ? error.message : String(error)}`;
    const problems = [{ file: source.file, line: source.firstLine, what, mend: SIMPLER }];
    return { value: null, problems, lineOf: () => source.firstLine, part: () => ({ value: null, problems: [] }) };
  }
}

const SIMPLER = 'Write it simpler; JSON is valid YAML, too.';

function parseDocumentOf<T>(schema: v.GenericSchema<unknown, T>, source: YamlSource): ParsedYaml<T> {
  const lines = new LineCounter();
  const document = parseDocument(source.text, { lineCounter: lines, prettyErrors: false });
  const lineAt = (offset: number): number => source.firstLine + Math.max(1, lines.linePos(offset).line) - 1;
  const lineOf: ParsedYaml<T>['lineOf'] = (path) => lineAt(offsetOf(document, path));
  const part: ParsedYaml<T>['part'] = (shape, value, path, name) => {
    const result = v.safeParse(shape, value);
    if (result.success) return { value: result.output, problems: [] };
    const problems = firstAs(result.issues, (issue) =>
      problemOf(
        issue,
        source.file,
        lineOf([...path, ...(issue.path ?? []).map(({ key }) => key as string | number)]),
        name,
      ),
    );
    return { value: null, problems };
  };
  const broken = [...document.errors, ...document.warnings];
  if (broken.length > 0) {
    const problems = firstAs(broken, (error) => ({
      file: source.file,
      line: lineAt(error.pos[0]),
      what: `This is not valid YAML: ${error.message}`,
      mend: 'Mind the indentation, and put a text with `:` or `#` in it between quotes.',
    }));
    return { value: null, problems, lineOf, part };
  }
  const result = v.safeParse(schema, document.toJS());
  if (result.success) return { value: result.output, problems: [], lineOf, part };
  const problems = firstAs(result.issues, (issue) =>
    problemOf(issue, source.file, lineOf((issue.path ?? []).map(({ key }) => key as string | number))),
  );
  return { value: null, problems, lineOf, part };
}

function problemOf(issue: v.BaseIssue<unknown>, file: string, line: number, name = ''): Problem {
  const path = (issue.path ?? []).map((item) => String(item.key)).join('.');
  const what = whatIsWrong(issue, path);
  return { file, line, what: name === '' ? what : `${name}: ${what}`, mend: issue.message };
}

const NO_FIELDS = 'The fields of this block are missing.';

function whatIsWrong(issue: v.BaseIssue<unknown>, path: string): string {
  if (path === '')
    return issue.type.includes('length')
      ? 'This list is empty.'
      : issue.expected === 'Array'
        ? 'This is no list.'
        : NO_FIELDS;
  if (issue.received === 'undefined') return `\`${path}\` is missing.`;
  if (issue.expected === 'never') return `\`${path}\` is not known.`;
  return `\`${path}\` cannot be ${issue.received ?? 'this'}.`;
}

/** Where the last part of the path that exists in the text stands. */
function offsetOf(document: Document, path: readonly (string | number)[]): number {
  let node: unknown = document.contents;
  let offset = startOf(node) ?? 0;
  for (const key of path) {
    if (isMap(node)) {
      const pair = node.items.find((item) => keyOf(item.key) === String(key));
      if (pair === undefined) return offset;
      offset = startOf(pair.key) ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(key)];
      offset = startOf(node) ?? offset;
    }
  }
  return offset;
}

function keyOf(key: unknown): string {
  return String(isScalar(key) ? key.value : key);
}

function startOf(node: unknown): number | undefined {
  return isNode(node) ? ((node as Node).range?.[0] ?? undefined) : undefined;
}
