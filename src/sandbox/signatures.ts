/**
 * The parameters of the functions that a text declares, as they are written: the stripper keeps every place, so the types are
 * found again beside them.
 */
import type * as ESTree from 'acorn';
import { parse } from 'acorn';
import { withoutTypes } from './strip-types.ts';

/** Of a method, the class stands before it: `Queue.put`. */
export type Signature = readonly [name: string, parameters: readonly string[]];

const LONGEST_PARAMETER = 60;

/** Of a file that can be read. */
export function signaturesOf(source: string): readonly Signature[] {
  const javascript = withoutTypes(source);
  return signaturesIn(parse(javascript, { ecmaVersion: 'latest', sourceType: 'module' }), javascript, source);
}

/** `javascript` is `source` without its types, everything where it was. */
export function signaturesIn({ body }: ESTree.Program, javascript: string, source: string): readonly Signature[] {
  const parametersOf = ({ params }: ESTree.Function | ESTree.ArrowFunctionExpression): readonly string[] =>
    params.map((parameter, index) => {
      const next = params[index + 1];
      const end = next === undefined ? closing(javascript, parameter.end) : javascript.lastIndexOf(',', next.start);
      const text = source.slice(parameter.start, end).replace(/\s+/g, ' ').replace(/,? ?$/, '');
      return text.length > LONGEST_PARAMETER ? `${text.slice(0, LONGEST_PARAMETER)}…` : text;
    });
  return body.flatMap((statement): readonly Signature[] => {
    const node = 'declaration' in statement && statement.declaration ? statement.declaration : statement;
    if (node.type === 'FunctionDeclaration') return node.id ? [[node.id.name, parametersOf(node)]] : [];
    if (node.type === 'ClassDeclaration') return node.id ? ofClass(node.id.name, node.body) : [];
    if (node.type !== 'VariableDeclaration') return [];
    return node.declarations.flatMap(({ id, init }): readonly Signature[] => {
      const made = functionIn(init);
      return id.type === 'Identifier' && made !== null ? [[id.name, parametersOf(made)]] : [];
    });
  });

  function ofClass(name: string, { body }: ESTree.ClassBody): readonly Signature[] {
    return body.flatMap((member): readonly Signature[] => {
      if (member.type !== 'MethodDefinition' || member.computed || member.key.type !== 'Identifier') return [];
      if (member.kind === 'constructor') return [[name, parametersOf(member.value)]];
      const isShown = member.kind === 'method' && !member.key.name.startsWith('_');
      return isShown ? [[`${name}.${member.key.name}`, parametersOf(member.value)]] : [];
    });
  }
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
