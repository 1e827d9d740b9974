/** All facts as a text to carry away, and back: a line that names the format, its version and the count, then a fact a line. */
import { factLine, PROGRESS_VERSION, type Fact } from './fact.ts';
import { parseFact } from './parse-fact.ts';

const FORMAT = 'async-tutor progress';

export type Imported =
  | { readonly is: 'facts'; readonly facts: readonly Fact[] }
  | { readonly is: 'noExport' }
  | { readonly is: 'newer'; readonly version: number }
  | { readonly is: 'broken'; readonly line: number; readonly why: string }
  /** Part of it is missing: `found` of `promised` facts. */
  | { readonly is: 'short'; readonly found: number; readonly promised: number };

export function exportText(facts: readonly Fact[]): string {
  const header = JSON.stringify({ format: FORMAT, v: PROGRESS_VERSION, facts: facts.length });
  return [header, ...facts.map(factLine), ''].join('\n');
}

/** Everything or nothing: half an import would look like a whole one. */
export function parseExport(lines: Iterable<string>): Imported {
  const facts: Fact[] = [];
  let promised: number | null = null;
  let line = 0;
  for (const text of lines) {
    line++;
    if (promised === null) {
      const header = parseHeader(text);
      if (header === null) return { is: 'noExport' };
      if (header.version > PROGRESS_VERSION) return { is: 'newer', version: header.version };
      promised = header.facts;
    } else if (text.trim() !== '') {
      const parsed = parseFact(text);
      if (parsed.is === 'newer') return parsed;
      if (parsed.is === 'corrupt') return { is: 'broken', line, why: parsed.why };
      facts.push(parsed.fact);
    }
  }
  if (promised === null) return { is: 'noExport' };
  return facts.length < promised ? { is: 'short', found: facts.length, promised } : { is: 'facts', facts };
}

function parseHeader(line: string): { readonly version: number; readonly facts: number } | null {
  try {
    const header = JSON.parse(line) as { format?: unknown; v?: unknown; facts?: unknown } | null;
    if (header?.format !== FORMAT || !Number.isSafeInteger(header.v)) return null;
    return { version: header.v as number, facts: Number.isSafeInteger(header.facts) ? (header.facts as number) : 0 };
  } catch {
    return null;
  }
}
