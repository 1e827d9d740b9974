/** The files that `.load`, `.save` and `.trace` of a live session read and write. None of this throws. */
import { readdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { FileRead, KnownTrace } from '../app/ports.ts';
import type { Language } from '../course/course.ts';
import { writePieces } from '../disk/trace-file.ts';
import { chromeTrace } from '../export/chrome-trace.ts';
import type { Source } from '../sandbox/strip-types.ts';
import { shownProgram } from './program-places.ts';
import { readOwnFiles } from './read-own-files.ts';
import { readProgram } from './read-program.ts';
import { RUN_WORDS } from './run-words.ts';

export function readSource(file: string, language: Language): FileRead {
  try {
    const program = readProgram(file, RUN_WORDS[language]);
    return { ok: true, text: program.source, program: shownProgram(program) };
  } catch (error) {
    return { ok: false, why: (error as Error).message };
  }
}

/** A program that was read, with the files that it imports by then. */
export function withOwnFiles(file: string, source: string): Source {
  const first = { fileName: basename(file), source };
  try {
    const files = readOwnFiles(file, first);
    return files === null ? first : { ...first, files };
  } catch {
    // It is gone: what it imports is missing too.
    return first;
  }
}

export function writeSource(file: string, text: string): string | null {
  try {
    writeFileSync(file, text);
    return null;
  } catch (error) {
    return codeOrMessage(error);
  }
}

export function writeTrace(file: string, trace: KnownTrace, language: Language): Promise<string | null> {
  return writePieces(file, chromeTrace(trace, language), true);
}

const MOST_FILES = 200;

export function listFiles(prefix: string): readonly string[] {
  const folder = prefix.endsWith('/') ? prefix : dirname(prefix);
  try {
    const names = readdirSync(folder, { withFileTypes: true }).map((entry) => {
      const path = prefix.includes('/') ? join(folder, entry.name) : entry.name;
      const written = prefix.startsWith('./') ? `./${path}` : path;
      return entry.isDirectory() ? `${written}/` : written;
    });
    return names.filter((name) => name.startsWith(prefix)).slice(0, MOST_FILES);
  } catch {
    return [];
  }
}

function codeOrMessage(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return code ?? message;
}
