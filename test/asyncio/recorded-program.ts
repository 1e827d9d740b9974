/**
 * Programs in both languages, each in a folder of its own: `program.py`, `program.ts`, what CPython 3.13 printed
 * (`expected.txt`), and what is special about them (`meta.json`).
 */
import { readFileSync, readdirSync } from 'node:fs';

interface Meta {
  /** A known difference, and why. */
  readonly xfail?: string;
  /** CPython never ends; the port reports a deadlock. */
  readonly hangs?: string;
  /** Calls functions in threads. */
  readonly threads?: boolean;
  /** Why it runs in the sandbox's realm alone. */
  readonly realm?: string;
}

export interface RecordedProgram {
  readonly name: string;
  readonly path: string;
  readonly source: string;
  /** What it is to print, as TypeScript prints it. */
  readonly expected: string;
  readonly meta: Meta;
}

export type Collection = 'conformance' | 'pairs';

function inTypeScript(expected: string): string {
  return expected
    .replace(/\[hangs\]\n?$/, '')
    .replaceAll(/\bTrue\b/g, 'true')
    .replaceAll(/\bFalse\b/g, 'false')
    .replaceAll(/\bNone\b/g, 'undefined');
}

/** The given ones are in `conformance`, our own in `pairs`. */
export function recordedPrograms(collection: Collection): readonly RecordedProgram[] {
  const folder = new URL(`${collection}/`, import.meta.url);
  return readdirSync(folder)
    .filter((name) => /^\d/.test(name))
    .map((name) => {
      const text = (file: string): string => readFileSync(new URL(`${name}/${file}`, folder), 'utf8');
      return {
        name,
        path: new URL(`${name}/program.ts`, folder).pathname,
        source: text('program.ts'),
        expected: inTypeScript(text('expected.txt')),
        meta: JSON.parse(text('meta.json')) as Meta,
      };
    });
}
