/** What a program is to have on its standard input: from a file, or what comes on ours. */
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import type { RUN_WORDS } from './run-words.ts';
import { UsageError } from './usage.ts';

/** More does not go with the program to the sandbox. */
const MAX_BYTES = 1024 * 1024;

type Words = (typeof RUN_WORDS)['en'];

/** Throws `UsageError` for whatever cannot be read. `-`: standard input, to its end. */
export async function readInput(file: string, words: Words): Promise<string> {
  const bytes = file === '-' ? await readStandardInput(words) : readFile(file, words);
  return bytes.toString('utf8').replace(/^\ufeff/, '');
}

async function readStandardInput(words: Words): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > MAX_BYTES) throw new UsageError(words.inputTooLong(MAX_BYTES));
  }
  return Buffer.concat(chunks);
}

function readFile(file: string, words: Words): Buffer {
  let descriptor;
  try {
    descriptor = openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new UsageError(code === 'ENOENT' ? words.missing(file) : words.unreadable(file, code ?? message));
  }
  try {
    const found = fstatSync(descriptor);
    if (found.isDirectory()) throw new UsageError(words.directory(file));
    if (!found.isFile()) throw new UsageError(words.notRegular(file));
    if (found.size > MAX_BYTES) throw new UsageError(words.inputTooLong(MAX_BYTES));
    const bytes = Buffer.alloc(found.size);
    return bytes.subarray(0, readSync(descriptor, bytes, 0, bytes.length, 0));
  } finally {
    closeSync(descriptor);
  }
}
