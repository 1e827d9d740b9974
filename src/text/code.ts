/**
 * Code as coloured lines. The grammars come from prismjs: only the three that the lessons need, loaded by their own
 * files, because the package's main file brings HTML and CSS and looks for a document.
 */
import type { Token, TokenStream } from 'prismjs';
import { prism } from './prism.ts';
import 'prismjs/components/prism-clike.js';
import 'prismjs/components/prism-javascript.js';
import 'prismjs/components/prism-typescript.js';
import 'prismjs/components/prism-python.js';
import type { Look, StyledLine, StyledSpan } from './styled.ts';
import { harmless } from './width.ts';

export type CodeLanguage = 'ts' | 'py' | 'js';

const GRAMMARS = { ts: 'typescript', py: 'python', js: 'javascript' } as const;

// The grammars found the core through this global; nobody else needs it.
Reflect.deleteProperty(globalThis, 'Prism');

const LOOKS: ReadonlyMap<string, Look> = new Map<string, Look>([
  ['keyword', 'keyword'],
  ['boolean', 'keyword'],
  ['string', 'string'],
  ['template-string', 'string'],
  ['string-interpolation', 'string'],
  ['triple-quoted-string', 'string'],
  ['regex', 'string'],
  ['number', 'number'],
  ['comment', 'comment'],
  ['hashbang', 'comment'],
  ['function', 'function'],
  ['function-variable', 'function'],
  ['decorator', 'function'],
  ['class-name', 'class'],
  ['operator', 'operator'],
  ['punctuation', 'punctuation'],
  ['interpolation-punctuation', 'punctuation'],
  ['builtin', 'builtin'],
  ['console', 'builtin'],
  ['interpolation', 'plain'],
]);

/** Beyond this (UTF-16 units) code is shown without colours: it is no lesson's, and colouring must stay quick. */
const COLOURED_UP_TO = 50_000;
const CACHED_SOURCES = 64;
const cache = new Map<string, readonly StyledLine[]>();

/** One styled line for each line of the source; a line end at the very end starts no further line. Never throws. */
export function highlightCode(source: string, language: CodeLanguage): readonly StyledLine[] {
  const key = `${language}:${source}`;
  const known = cache.get(key);
  if (known !== undefined) return known;
  const lines = linesOf(colouredSpans(harmless(source).replace(/\n$/, ''), language));
  if (cache.size >= CACHED_SOURCES) cache.delete(cache.keys().next().value!);
  cache.set(key, lines);
  return lines;
}

function colouredSpans(text: string, language: CodeLanguage): readonly StyledSpan[] {
  if (text.length > COLOURED_UP_TO) return [{ text, look: 'plain' }];
  try {
    return spansOf(prism.tokenize(text, prism.languages[GRAMMARS[language]]!), 'plain');
  } catch {
    // A grammar's expression gave up on this text (V8 bounds its stack); the code matters more than its colours.
    return [{ text, look: 'plain' }];
  }
}

function spansOf(stream: TokenStream, outer: Look): readonly StyledSpan[] {
  if (typeof stream === 'string') return [{ text: stream, look: outer }];
  if (Array.isArray(stream)) return stream.flatMap((token) => spansOf(token, outer));
  return spansOf(stream.content, lookOf(stream) ?? outer);
}

function lookOf(token: Token): Look | undefined {
  const alias = Array.isArray(token.alias) ? token.alias : [token.alias];
  return [token.type, ...alias].map((name) => LOOKS.get(name)).find((look) => look !== undefined);
}

function linesOf(spans: readonly StyledSpan[]): readonly StyledLine[] {
  const lines: StyledSpan[][] = [[]];
  for (const { text, look } of spans) {
    text.split('\n').forEach((part, index) => {
      if (index > 0) lines.push([]);
      if (part !== '') lines.at(-1)!.push({ text: part, look });
    });
  }
  return lines;
}
