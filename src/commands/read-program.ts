/** A program from a file, or a clear word about why it is none. */
import { closeSync, fstatSync, openSync, readSync, constants } from 'node:fs';
import { basename, extname } from 'node:path';
import type { Source } from '../sandbox/strip-types.ts';
import { readOwnFiles } from './read-own-files.ts';
import type { RUN_WORDS } from './run-words.ts';
import { UsageError } from './usage.ts';

const RUNNABLE = ['.ts', '.mts', '.js', '.mjs'];
/** More is never read: it could not be run, and the file may be endless. */
const MAX_BYTES = 1024 * 1024;

type Words = (typeof RUN_WORDS)['en'];

/** The file, and those that it imports. Throws `UsageError` where it cannot be read itself. */
export function readProgram(file: string, words: Words): Source {
  const first = readFirst(file, words);
  const files = readOwnFiles(file, first);
  return files === null ? first : { ...first, files };
}

function readFirst(file: string, words: Words): Source {
  let descriptor;
  try {
    // Opening a pipe that nobody writes to would wait for ever.
    descriptor = openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    throw new UsageError(whyNot(file, error as NodeJS.ErrnoException, words));
  }
  try {
    const found = fstatSync(descriptor);
    if (found.isDirectory()) throw new UsageError(words.directory(file));
    if (!found.isFile()) throw new UsageError(words.notRegular(file));
    if (extname(file) === '.py') throw new UsageError(words.python(file));
    if (!RUNNABLE.includes(extname(file))) throw new UsageError(words.kind(file));
    if (found.size > MAX_BYTES) throw new UsageError(words.tooLong(file, found.size, MAX_BYTES));
    const bytes = Buffer.alloc(found.size);
    const length = readSync(descriptor, bytes, 0, bytes.length, 0);
    return { fileName: basename(file), source: bytes.toString('utf8', 0, length) };
  } finally {
    closeSync(descriptor);
  }
}

function whyNot(file: string, error: NodeJS.ErrnoException, words: Words): string {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return words.missing(file);
  if (error.code === 'EISDIR') return words.directory(file);
  return words.unreadable(file, error.code ?? error.message);
}
