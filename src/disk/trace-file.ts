/** Traces and pictures as files: written piece by piece, so that nobody waits and little is in memory; and found to be read. */
import { constants, fstatSync, readFileSync, realpathSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import { codeOf, type FileLine, linesOf, type NoFile, withPlainFile } from './plain-file.ts';

/** More than the longest trace takes, bytes. */
export const MOST_TRACE_BYTES = 1024 * 1024 * 1024;
/** A program stands in one line, bytes. */
export const MOST_TRACE_LINE = 32 * 1024 * 1024;
/** A file that has to be in memory at once, bytes. */
export const MOST_WHOLE_BYTES = 32 * 1024 * 1024;

export interface TraceFile {
  readonly size: number;
  lines(): Iterable<FileLine>;
  /** All of it; only where `size` is at most `MOST_WHOLE_BYTES`. */
  text(): string;
}

/** Links are followed: whoever names a file means what it leads to. */
export function withTraceFile<T>(path: string, use: (file: TraceFile) => T): T | NoFile {
  let real;
  try {
    real = realpathSync(path);
  } catch (error) {
    const why = codeOf(error);
    return why === 'ENOENT' || why === 'ENOTDIR' ? { is: 'missing' } : { is: 'failed', why };
  }
  return withPlainFile(real, constants.O_RDONLY, (file) =>
    use({
      size: fstatSync(file).size,
      lines: () => linesOf(file, MOST_TRACE_LINE),
      text: () => readFileSync(file, 'utf8'),
    }),
  );
}

/**
 * Writes a file that was not there, or (`replaces`) puts it in the place of one: null, or the system's code for why not. Half a
 * file is never left behind. Between two pieces others get their turn.
 */
export async function writePieces(path: string, pieces: Iterable<string>, replaces: boolean): Promise<string | null> {
  const written = replaces ? `${path}.${process.pid}.part` : path;
  let file;
  try {
    file = await open(written, 'wx', 0o644);
  } catch (error) {
    return codeOf(error);
  }
  try {
    for (const piece of pieces) {
      // A write to an ordinary file may be short; `writeFile` goes on until all of it is there.
      await file.writeFile(piece);
      await setImmediate();
    }
    await file.close();
    if (replaces) await rename(written, path);
    return null;
  } catch (error) {
    await file.close().catch(() => {});
    await rm(written, { force: true });
    return codeOf(error);
  }
}
