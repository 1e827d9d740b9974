/** A file that a learner names, to carry progress away or to bring it back. */
import { closeSync, constants, openSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { codeOf, linesOf, type NoFile, textOf, withPlainFile } from './plain-file.ts';
import { MOST_LINE_BYTES } from './progress-file.ts';

/** Its lines, a link followed. A line that is no text is one that no parser takes. */
export function readExport(path: string): { readonly is: 'read'; readonly lines: readonly string[] } | NoFile {
  let real;
  try {
    real = realpathSync(path);
  } catch (error) {
    const why = codeOf(error);
    return why === 'ENOENT' || why === 'ENOTDIR' ? { is: 'missing' } : { is: 'failed', why };
  }
  return withPlainFile(real, constants.O_RDONLY, (file) => ({
    is: 'read',
    lines: Array.from(linesOf(file, MOST_LINE_BYTES), (line) => textOf(line) ?? '\uFFFD'),
  }));
}

/** Writes a file that was not there: null, or the system's code for why not. Half a file is not left behind. */
export function writeExport(path: string, text: string): string | null {
  let file;
  try {
    file = openSync(path, 'wx', 0o600);
  } catch (error) {
    return codeOf(error);
  }
  try {
    writeFileSync(file, text);
    return null;
  } catch (error) {
    rmSync(path, { force: true });
    return codeOf(error);
  } finally {
    closeSync(file);
  }
}
