/** The files that `.load`, `.save` and `.trace` of a live session read and write. None of this throws. */
import { readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { FileRead } from '../app/ports.ts';
import type { Event } from '../trace/event.ts';
import { readProgram } from './read-program.ts';
import { RUN_WORDS } from './run-words.ts';

export function readSource(file: string): FileRead {
  try {
    return { ok: true, text: readProgram(file, RUN_WORDS.en).source };
  } catch (error) {
    return { ok: false, why: codeOrMessage(error) };
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

/** What Perfetto reads, or null as long as there is nothing that makes it: an exporter of traces belongs here. */
function chromeTrace(_events: readonly Event[]): string | null {
  return null;
}

/** `''`: there is no exporter. */
export function writeTrace(file: string, events: readonly Event[]): string | null {
  const text = chromeTrace(events);
  return text === null ? '' : writeSource(file, text);
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
