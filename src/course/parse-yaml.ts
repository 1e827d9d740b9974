/** YAML that must have a shape: what does not fit becomes a problem with the line it stands on. Never throws. */
import { isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, visit } from 'yaml';
import type { Document, Node } from 'yaml';
import * as v from 'valibot';
import { firstAs, firstProblems, type Parsed, type Problem } from './problem.ts';

export interface YamlSource {
  readonly file: string;
  readonly text: string;
  /** The line of the file on which `text` starts, from 1. */
  readonly firstLine: number;
}

export interface ParsedYaml<T> extends Parsed<T | null> {
  /** On which line of the file a part of the value stands: `lineOf([2, 'options', 0])`. */
  readonly lineOf: (path: readonly (string | number)[]) => number;
  /** A part of the value that has a shape of its own, as `value`. Its problems call it `name`; without one, by its path. */
  readonly part: <P>(
    schema: v.GenericSchema<unknown, P>,
    value: unknown,
    path: readonly (string | number)[],
    name?: string,
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
  const document = parseDocument(source.text, { lineCounter: lines, prettyErrors: false, logLevel: 'error' });
  const lineAt = (offset: number): number => source.firstLine + Math.max(1, lines.linePos(offset).line) - 1;
  const lineOf: ParsedYaml<T>['lineOf'] = (path) => lineAt(offsetOf(document, path));
  const part: ParsedYaml<T>['part'] = (shape, value, path, name) => {
    const result = v.safeParse(shape, value);
    if (result.success) return { value: result.output, problems: [] };
    const problems = firstAs(result.issues, (issue) => {
      const within = (issue.path ?? []).map(({ key }) => key as string | number);
      const whole = [...path, ...within];
      const what = whatIsWrong(issue, (name === undefined ? whole : within).join('.'));
      return {
        file: source.file,
        line: lineOf(whole),
        what: name === undefined ? what : `${name}: ${what}`,
        mend: issue.message,
      };
    });
    return { value: null, problems };
  };
  const problems = brokenParts(document, source.file, lineAt);
  if (problems.length > 0) return { value: null, problems, lineOf, part };
  return { ...part(schema, document.toJS(), []), lineOf, part };
}

function brokenParts(document: Document, file: string, lineAt: (offset: number) => number): readonly Problem[] {
  const broken = [...document.errors, ...document.warnings].map((error): Problem => {
    const mend = 'Mind the indentation, and put a text with `:` or `#` in it between quotes.';
    return { file, line: lineAt(error.pos[0]), what: `This is not valid YAML: ${error.message}`, mend };
  });
  if (broken.length > 0) return firstProblems(broken);
  visit(document, {
    Pair(_, { key }) {
      if (!isMap(key) && !isSeq(key)) return;
      const line = lineAt(startOf(key) ?? 0);
      broken.push({
        file,
        line,
        what: 'The name of a field is a list or a block here.',
        mend: 'Write a word before `:`.',
      });
    },
  });
  return firstProblems(broken);
}

function whatIsWrong(issue: v.BaseIssue<unknown>, path: string): string {
  if (path === '')
    return issue.type.includes('length')
      ? 'This list is empty.'
      : issue.expected === 'Array'
        ? 'This is no list.'
        : 'The fields of this block are missing.';
  if (issue.received === 'undefined') return `\`${path}\` is missing.`;
  if (issue.expected === 'never') return `\`${path}\` is not known.`;
  if (issue.type === 'non_empty' || (issue.type.startsWith('min_') && issue.received === '0'))
    return `\`${path}\` is empty.`;
  if (/^(?:min|max)_(?:length|entries)$/.test(issue.type)) return `\`${path}\` has ${issue.received}.`;
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
