/**
 * A learner's file is read: types off, and what is left as a syntax tree. What can't be read is a problem with its place; text
 * that would wear a parser out is refused before a parser sees it, so strangers' text may come in.
 */
import type * as ESTree from 'acorn';
import { parse, type Token, tokenizer } from 'acorn';
import { recursive } from 'acorn-walk';
import {
  blankHashbang,
  MAX_NESTING,
  mayHaveTypes,
  nestedTooDeep,
  placeAt,
  Refusal,
  refuseUncounted,
  refuseUnreadable,
  say,
  type Source,
  syntaxRefusal,
  withoutTypes,
} from './strip-types.ts';

/** A file that can be read. `javascript` is `source` without its types, everything where it was. */
export interface Parsed {
  readonly source: string;
  readonly javascript: string;
  readonly isModule: boolean;
  readonly tree: ESTree.Program;
  readonly tokens: readonly Token[];
}

/** Throws a `Refusal`, or a `RangeError` where a parser's stack ends. */
export function parseOrRefuse(file: Source): Parsed {
  refuseUnreadable(file.source);
  const source = blankHashbang(file.source.replace(/^\ufeff/, ''));
  refuseDeepNesting(source);
  const javascript = mayHaveTypes(file.fileName) ? withoutTypes(source) : source;
  const isModule = !file.fileName.endsWith('.js') || looksLikeModule(javascript);
  return { source, javascript, isModule, ...parseProgram(javascript, isModule) };
}

/** Counts brackets with acorn's tokenizer, which does not recurse; what it can't read is left to the parsers. */
export function refuseDeepNesting(source: string): void {
  let depth = 0;
  let operators = 0;
  const tokens = tokenizer(source, { ecmaVersion: 'latest', sourceType: 'module', allowHashBang: true });
  for (;;) {
    let token;
    try {
      token = tokens.getToken();
    } catch {
      return refuseUncounted(source, (tokens as unknown as { pos: number }).pos, depth);
    }
    const label = token.type.label;
    if (label === 'eof') return;
    if (label === '(' || label === '[' || label === '{' || label === '${') depth++;
    else if (label === ')' || label === ']' || label === '}') depth--;
    operators = label === ';' || label === '}' || label === '{' ? 0 : operators + 1;
    if (depth > MAX_NESTING) {
      throw nestedTooDeep(placeAt(source, token.start));
    }
    if (operators > 20_000) {
      const place = placeAt(source, token.start);
      throw new Refusal('This statement is too long to be read.', place, say('statementTooLong'));
    }
  }
}

/**
 * Node's rule for `.js`: import, export, `import.meta` or a top-level `await` make it a module. Unlike Node, `await (x)`
 * counts too, which a script could only mean as a call of a function named `await`.
 */
function looksLikeModule(source: string): boolean {
  try {
    const tree = parse(source, {
      ecmaVersion: 'latest',
      sourceType: 'script',
      allowHashBang: true,
      allowReturnOutsideFunction: true,
    });
    return namesAwait(tree) && canBeModule(source);
  } catch {
    return true;
  }
}

/** Whether code outside every function uses `await` as a name. */
function namesAwait(tree: ESTree.Program): boolean {
  let found = false;
  recursive(tree, null, {
    Function() {},
    Identifier(node: ESTree.Identifier) {
      found ||= node.name === 'await';
    },
  });
  return found;
}

function canBeModule(source: string): boolean {
  try {
    parse(source, { ecmaVersion: 'latest', sourceType: 'module', allowHashBang: true });
    return true;
  } catch {
    return false;
  }
}

function parseProgram(
  source: string,
  isModule: boolean,
): { readonly tree: ESTree.Program; readonly tokens: readonly Token[] } {
  const tokens: Token[] = [];
  try {
    const tree = parse(source, {
      ecmaVersion: 'latest',
      sourceType: isModule ? 'module' : 'script',
      locations: true,
      allowHashBang: true,
      allowReturnOutsideFunction: !isModule,
      onToken: tokens,
    });
    if (isModule) refuseHtmlComments(source, tokens);
    return { tree, tokens };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw refusedBy(error, source);
  }
}

/** V8 takes `<!--` for no operators in a module, as acorn does, and for a comment in the script that it runs here. */
function refuseHtmlComments(source: string, tokens: readonly Token[]): void {
  const found = tokens.find((token) => token.end === token.start + 1 && source.startsWith('<!--', token.start));
  if (found) throw new Refusal('SyntaxError: HTML comments are not allowed in modules', placeAt(source, found.start));
}

/** A parser's complaint. `source`: what it was to read; null where that is no text of a learner's, which keeps its lines alone. */
export function refusedBy(error: SyntaxError, source: string | null): Refusal {
  const { loc, pos } = error as SyntaxError & { loc?: { line: number; column: number }; pos?: number };
  const message = error.message.replace(/ \(\d+:\d+\)$/, '');
  if (source === null) return new Refusal(`SyntaxError: ${message}`, loc ? { line: loc.line, column: 1 } : null);
  const place = loc ? { line: loc.line, column: loc.column + 1 } : null;
  const isEnd = pos !== undefined && source.slice(pos).trim() === '';
  return syntaxRefusal(message, source, place, isEnd);
}
