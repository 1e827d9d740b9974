/** Test support: what the sources say that `check` may find wrong, read from the sources themselves. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { parseSync } from 'rolldown/experimental';

const SRC = resolve(import.meta.dirname, '../../src');

export interface ProblemText {
  /** As it is written: `There is no lesson ${…}.` */
  readonly written: string;
  readonly file: string;
  /** What is told has this in it. */
  readonly pattern: RegExp;
}

interface Node {
  readonly type: string;
  readonly [key: string]: unknown;
}

/** Functions that give the text of a problem, or the part of it that says what is the matter. */
const GIVING = ['difference', 'whatIsWrong', 'contradiction', 'contradictionOf'];

export function problemTexts(): readonly ProblemText[] {
  const files = [
    ...readdirSync(join(SRC, 'course'), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => join(SRC, 'course', name)),
    join(SRC, 'commands', 'prove-course.ts'),
  ];
  return files.flatMap((file) => {
    const { program } = parseSync(file, readFileSync(file, 'utf8'));
    const found: Node[] = [];
    visit(program, (node) => found.push(...textsAt(node)));
    return found.map((node) => {
      const parts = partsOf(node);
      const pattern = new RegExp(parts.map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('[^]*'));
      return { written: parts.join('${…}'), file: relative(SRC, file), pattern };
    });
  });
}

/** A `what: …`, a `const what = …`, what is handed to `report` or `fault`, or what one of `GIVING` returns. */
function textsAt(node: Node): readonly Node[] {
  const nameOf = (value: unknown): unknown => (value as Node | null)?.['name'];
  switch (node.type) {
    case 'Property': {
      if (GIVING.includes(String(nameOf(node['key'])))) return returned(node['value'] as Node);
      return nameOf(node['key']) === 'what' ? stringsIn(node['value'] as Node) : [];
    }
    case 'FunctionDeclaration':
      return GIVING.includes(String(nameOf(node['id']))) ? returned(node) : [];
    case 'VariableDeclarator':
      return ['what', 'found'].includes(String(nameOf(node['id']))) ? stringsIn(node['init'] as Node | null) : [];
    case 'CallExpression': {
      const callee = node['callee'] as Node;
      const called = nameOf(callee) ?? nameOf(callee['property']);
      const given = node['arguments'] as readonly Node[];
      if (called !== 'report' && called !== 'fault') return [];
      // Where it is not written here it is a variable of that name.
      if (given.some((each) => nameOf(each) === 'what')) return [];
      return given.map(stringsIn).find((strings) => strings.length > 0) ?? [];
    }
    default:
      return [];
  }
}

function returned(body: Node): readonly Node[] {
  const texts: Node[] = [...stringsIn(body['body'] as Node | null)];
  visit(body, (node) => {
    if (node.type === 'ReturnStatement') texts.push(...stringsIn(node['argument'] as Node | null));
  });
  return texts;
}

/** The texts that an expression may come to. */
function stringsIn(node: Node | null): readonly Node[] {
  switch (node?.type) {
    case 'Literal':
      return typeof node['value'] === 'string' && node['value'] !== '' ? [node] : [];
    case 'TemplateLiteral':
      return [node];
    case 'ConditionalExpression':
      return [...stringsIn(node['consequent'] as Node), ...stringsIn(node['alternate'] as Node)];
    default:
      return [];
  }
}

function partsOf(node: Node): readonly string[] {
  if (node.type === 'Literal') return [String(node['value'])];
  return (node['quasis'] as readonly { readonly value: { readonly cooked: string } }[]).map(
    ({ value }) => value.cooked,
  );
}

function visit(node: unknown, see: (node: Node) => void): void {
  if (typeof node !== 'object' || node === null) return;
  if (Array.isArray(node)) return node.forEach((child) => visit(child, see));
  if (typeof (node as Node).type === 'string') see(node as Node);
  for (const child of Object.values(node)) visit(child, see);
}
