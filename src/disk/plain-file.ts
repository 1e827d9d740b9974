/** Opens what is an ordinary file, and nothing else; reads its lines, however long the file and the lines are. */
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';

export type NoFile =
  | { readonly is: 'missing' }
  | { readonly is: 'noPlainFile'; readonly found: 'folder' | 'link' | 'special' }
  /** `why`: the system's code, `EACCES`. */
  | { readonly is: 'failed'; readonly why: string };

/** `flags` are added to what keeps links from being followed, and named pipes from being waited for. */
export function withPlainFile<T>(path: string, flags: number, use: (file: number) => T): T | NoFile {
  let file;
  try {
    file = openSync(path, flags | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0), 0o600);
  } catch (error) {
    return whyNoFile(codeOf(error));
  }
  try {
    const status = fstatSync(file);
    if (!status.isFile()) return { is: 'noPlainFile', found: status.isDirectory() ? 'folder' : 'special' };
    return use(file);
  } catch (error) {
    return { is: 'failed', why: codeOf(error) };
  } finally {
    closeSync(file);
  }
}

function whyNoFile(code: string): NoFile {
  if (code === 'ENOENT') return { is: 'missing' };
  if (code === 'EISDIR') return { is: 'noPlainFile', found: 'folder' };
  // A named pipe that is opened for writing answers ENXIO, a socket too.
  if (code === 'ENXIO' || code === 'EOPNOTSUPP') return { is: 'noPlainFile', found: 'special' };
  return code === 'ELOOP' || code === 'EMLINK' ? { is: 'noPlainFile', found: 'link' } : { is: 'failed', why: code };
}

export function codeOf(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  return typeof code === 'string' ? code : String(error);
}

export interface FileLine {
  /** Without its end. */
  readonly bytes: Buffer;
  /** It was longer than is kept of a line: `bytes` is how it begins. */
  readonly isCut: boolean;
}

const CHUNK_BYTES = 64 * 1024;

/** Every line of an open file from its beginning; of each, at most `mostBytes` are in memory. What ends no line is one, too. */
export function* linesOf(file: number, mostBytes: number): Generator<FileLine> {
  let parts: Buffer[] = [];
  let length = 0;
  let position = 0;
  let hasLookedAgain = false;
  const add = (part: Buffer): void => {
    const kept = part.subarray(0, Math.max(0, mostBytes - Math.min(length, mostBytes)));
    if (kept.length > 0) parts.push(kept);
    length += part.length;
  };
  const take = (): FileLine => {
    const line = { bytes: Buffer.concat(parts), isCut: length > mostBytes };
    [parts, length] = [[], 0];
    return line;
  };
  for (;;) {
    const chunk = Buffer.alloc(CHUNK_BYTES);
    const read = readSync(file, chunk, 0, CHUNK_BYTES, position);
    // Half a line at the end may be one that is just being written.
    if (read === 0 && (length === 0 || hasLookedAgain)) break;
    hasLookedAgain = read === 0;
    position += read;
    let start = 0;
    for (let end = nextEnd(chunk, start, read); end !== -1; end = nextEnd(chunk, start, read)) {
      add(chunk.subarray(start, end));
      yield take();
      start = end + 1;
    }
    if (start < read) add(chunk.subarray(start, read));
  }
  if (length > 0) yield take();
}

function nextEnd(chunk: Buffer, start: number, read: number): number {
  const end = chunk.indexOf(0x0a, start);
  return end < read ? end : -1;
}

const UTF_8 = new TextDecoder('utf-8', { fatal: true });

/** The line as text, or null where it is not UTF-8 or was cut. */
export function textOf({ bytes, isCut }: FileLine): string | null {
  if (isCut) return null;
  try {
    return UTF_8.decode(bytes);
  } catch {
    return null;
  }
}
