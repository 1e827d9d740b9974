/**
 * The parameters of the functions that a text declares, as they are written: the stripper keeps every place, so the types are
 * found again beside them.
 */
import type * as ESTree from 'acorn';
import { parse } from 'acorn';
import { withoutTypes } from './strip-types.ts';

/** Of a method, the class stands before it: `Queue.put`. */
export type Signature = readonly [name: string, parameters: readonly string[]];

const LONGEST_PARAMETER = 80;

/** Of a file that can be read. `types`: where the interfaces stand that it names. */
export function signaturesOf(source: string, types = source): readonly Signature[] {
  const javascript = withoutTypes(source);
  return signaturesIn(parse(javascript, { ecmaVersion: 'latest', sourceType: 'module' }), javascript, source, types);
}

/** `javascript` is `source` without its types, everything where it was. */
export function signaturesIn(
  { body }: ESTree.Program,
  javascript: string,
  source: string,
  types = source,
): readonly Signature[] {
  const parametersOf = ({ params }: ESTree.Function | ESTree.ArrowFunctionExpression): readonly string[] =>
    params.map((parameter, index) => {
      const next = params[index + 1];
      const end = next === undefined ? closing(javascript, parameter.end) : javascript.lastIndexOf(',', next.start);
      return shown(source.slice(parameter.start, end), types);
    });
  return body.flatMap((statement): readonly Signature[] => {
    const node = 'declaration' in statement && statement.declaration ? statement.declaration : statement;
    if (node.type === 'FunctionDeclaration') return node.id ? [[node.id.name, ofFunction(node.id.name, node)]] : [];
    if (node.type === 'ClassDeclaration') return node.id ? ofClass(node.id.name, node.body) : [];
    if (node.type !== 'VariableDeclaration') return [];
    return node.declarations.flatMap(({ id, init }): readonly Signature[] => {
      const made = functionIn(init);
      return id.type === 'Identifier' && made !== null ? [[id.name, parametersOf(made)]] : [];
    });
  });

  /** One that takes anything at all says nothing: the longest of its overloads stands for it. */
  function ofFunction(name: string, node: ESTree.Function): readonly string[] {
    const own = parametersOf(node);
    if (node.params.length !== 1 || node.params[0]!.type !== 'RestElement') return own;
    const overloads = overloadsOf(name, source).map((list) => list.map((text) => shown(text, types)));
    return overloads.reduce((longest, each) => (each.join().length > longest.join().length ? each : longest), own);
  }

  function ofClass(name: string, { body }: ESTree.ClassBody): readonly Signature[] {
    return body.flatMap((member): readonly Signature[] => {
      if (member.type !== 'MethodDefinition' || member.computed || member.key.type !== 'Identifier') return [];
      if (member.kind === 'constructor') return [[name, parametersOf(member.value)]];
      const isShown = member.kind === 'method' && !member.key.name.startsWith('_');
      return isShown ? [[`${name}.${member.key.name}`, parametersOf(member.value)]] : [];
    });
  }
}

/** What options there are is said in their stead, where the file says it. */
function shown(parameter: string, types: string): string {
  const text = parameter
    .replace(/\breadonly (?=\w+\??:)/g, '')
    .replace(/(?<=^\w+\??: )\w*Options\b/, (type) => membersOf(type, types) ?? type)
    .replace(/(?<=\}): \w*Options\b/, '')
    .replace(/\s+/g, ' ')
    .replace(/,? ?$/, '');
  return text.length > LONGEST_PARAMETER ? `${text.slice(0, LONGEST_PARAMETER)}…` : text;
}

/** `{ timeout?: number; … }` of an interface that has nothing but properties. */
function membersOf(type: string, types: string): string | null {
  const body = new RegExp(`\\binterface ${type} \\{([^{}]*)\\}`).exec(types)?.[1];
  if (body === undefined) return null;
  const members = body
    .replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, '')
    .replace(/\breadonly /g, '')
    .replaceAll(' | undefined', '')
    .split(/[;\n]/)
    .map((member) => member.trim());
  return `{ ${members.filter((member) => member !== '').join('; ')} }`;
}

/** The parameters of each overload, as they are written; the last function of that name has the body. */
function overloadsOf(name: string, source: string): readonly (readonly string[])[] {
  const starts = Array.from(source.matchAll(new RegExp(`\\bfunction ${name}\\s*(?=[<(])`, 'g')), (match) =>
    source.indexOf('(', pastTypes(source, match.index + match[0].length)),
  );
  return starts.slice(0, -1).map((start) => listFrom(source, start));
}

/** Behind `<…>`, if there it stands. */
function pastTypes(source: string, from: number): number {
  if (source[from] !== '<') return from;
  let depth = 0;
  for (let at = from; at < source.length; at++) {
    if (source[at] === '<') depth++;
    else if (source[at] === '>' && source[at - 1] !== '=' && --depth === 0) return at + 1;
  }
  return source.length;
}

/** What stands between commas from an opening bracket to its closing one. */
function listFrom(source: string, start: number): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = start + 1;
  for (let at = start; at < source.length; at++) {
    const character = source[at]!;
    if ('([{<'.includes(character)) depth++;
    else if (')]}'.includes(character) || (character === '>' && source[at - 1] !== '=')) depth--;
    if (depth > 1 || (depth === 1 && character !== ',')) continue;
    parts.push(source.slice(from, at).trim());
    from = at + 1;
    if (depth === 0) break;
  }
  return parts.filter((part) => part !== '');
}

/** A function, or one that is handed to a call: `coroutine(async (name) => { … })`. */
function functionIn(
  init: ESTree.Expression | null | undefined,
): ESTree.Function | ESTree.ArrowFunctionExpression | null {
  if (init?.type === 'ArrowFunctionExpression' || init?.type === 'FunctionExpression') return init;
  const [given] = init?.type === 'CallExpression' ? init.arguments : [];
  return given?.type === 'ArrowFunctionExpression' || given?.type === 'FunctionExpression' ? given : null;
}

/** Types are blank by now: what comes next ends the list, or is the arrow of a parameter without brackets. */
function closing(javascript: string, from: number): number {
  const rest = /^[\s,]*(?:\)|=>)/.exec(javascript.slice(from))?.[0] ?? '';
  return from + Math.max(0, rest.length - (rest.endsWith('=>') ? 2 : 1));
}
