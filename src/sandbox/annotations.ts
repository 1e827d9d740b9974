/**
 * The types that a program writes beside its names. The compile step reads the program with its types blanked out, and so each
 * is still at its place in the text. Only a type that is one name, perhaps with arguments (`Queue<number>`), is understood.
 */
export interface TypeName {
  /** `aio` of `aio.Queue`. */
  readonly namespace: string | null;
  readonly name: string;
}

const NAME = String.raw`[\p{ID_Start}$_][\p{ID_Continue}$]*`;
const ANNOTATION = new RegExp(String.raw`\s*[?!]?\s*:\s*(${NAME})(?:\s*\.\s*(${NAME}))?`, 'uy');
/** After it, and after the arguments, a type may go on. */
const GOES_ON = /[|&[.]|\s+(?:extends|is)\b/;

/** The type that stands after the name that ends at `end`. */
export function annotationAfter(text: string, end: number): TypeName | null {
  ANNOTATION.lastIndex = end;
  const match = ANNOTATION.exec(text);
  if (match === null) return null;
  const rest = afterArguments(text, ANNOTATION.lastIndex);
  const next = /\s*\S?/.exec(text.slice(rest, rest + 200))![0];
  if (GOES_ON.test(next)) return null;
  const [, first, second] = match;
  return second === undefined ? { namespace: null, name: first! } : { namespace: first!, name: second };
}

function afterArguments(text: string, start: number): number {
  const begin = start + /^\s*/.exec(text.slice(start, start + 200))![0].length;
  if (text[begin] !== '<') return start;
  let depth = 0;
  for (let at = begin; at < text.length; at++) {
    if (text[at] === '<') depth++;
    // Not the arrow of a function's type.
    if (text[at] === '>' && text[at - 1] !== '=' && --depth === 0) return at + 1;
  }
  return text.length;
}

const TYPE_IMPORT = /\bimport\s+(type\s+)?\{([^}]*)\}\s*from\s*(?:"asyncio"|'asyncio')/g;
const TYPE_NAMESPACE =
  /\bimport\s+type\s+\*\s*as\s+([\p{ID_Start}$_][\p{ID_Continue}$]*)\s+from\s*(?:"asyncio"|'asyncio')/gu;

/** What a program imports of asyncio as types alone, by its own names; `*` for a namespace. */
export function typeImports(text: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [, allTypes, list] of text.matchAll(TYPE_IMPORT)) {
    for (const specifier of list!.split(',')) {
      const [, isType, name, alias] = /^\s*(type\s+)?(\S+)(?:\s+as\s+(\S+))?\s*$/.exec(specifier) ?? [];
      if (name !== undefined && (allTypes !== undefined || isType !== undefined)) found.set(alias ?? name, name);
    }
  }
  for (const [, name] of text.matchAll(TYPE_NAMESPACE)) found.set(name!, '*');
  return found;
}
