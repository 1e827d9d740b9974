/**
 * The files that a program imports by relative names, read from its folder and from nowhere else: so many at most, so long
 * together, ordinary files only. What cannot be read is told as such: whether it is needed, the sandbox finds out.
 */
import { closeSync, constants, existsSync, fstatSync, openSync, readSync, realpathSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import {
  candidates,
  hasKnownEnding,
  isPlainPath,
  type OwnFile,
  type OwnFileLack,
  ownNamesIn,
  ownPath,
  specifierOf,
} from '../sandbox/own-files.ts';
import type { Source } from '../sandbox/strip-types.ts';
import { MAX_SOURCE } from '../sandbox/too-long.ts';
import { MOST_FILES } from '../trace/program-lines.ts';

/** Null: it names none. In the order in which they are named, file by file. */
export function readOwnFiles(path: string, first: Source): readonly OwnFile[] | null {
  const folder = dirname(realpathSync(path));
  const found = new Map<string, OwnFile>();
  let left = MAX_SOURCE - first.source.length;
  let read = 0;
  const queue: { readonly fileName: string; readonly source: string }[] = [first];
  for (const { fileName, source } of queue) {
    if (fileName.endsWith('.json')) continue;
    for (const name of ownNamesIn(source)) {
      const own = ownPath(fileName, name);
      if (own === null || own === first.fileName || found.has(own)) continue;
      const file = read < MOST_FILES ? readOwn(folder, own, fileName, left) : lacking(own, { why: 'tooMany' });
      if (found.size < MOST_NAMES) found.set(own, file);
      if (file.source === null) continue;
      read++;
      left -= file.source.length;
      queue.push(file);
    }
  }
  const outside = ownNamesIn(first.source).length > 0;
  return found.size === 0 && !outside ? null : [...found.values()];
}

/** Of names that stand for nothing, so many are told of. */
const MOST_NAMES = 1_000;

function lacking(fileName: string, lack: OwnFileLack): OwnFile {
  return { fileName, source: null, lack };
}

function readOwn(folder: string, own: string, from: string, most: number): OwnFile {
  if (!isPlainPath(own)) return lacking(own, { why: 'name' });
  const path = join(folder, ...own.split('/'));
  let real;
  try {
    real = realpathSync(path);
  } catch {
    return lacking(own, missing(folder, own, from));
  }
  if (!real.startsWith(folder.endsWith(sep) ? folder : folder + sep)) return lacking(own, { why: 'link' });
  if (!hasKnownEnding(own)) {
    const meant = missing(folder, own, from);
    return lacking(own, 'instead' in meant && meant.instead !== '' ? meant : { why: 'kind' });
  }
  const source = readText(real, most);
  return typeof source === 'string' ? { fileName: own, source } : lacking(own, source);
}

/** Perhaps there is a file of nearly that name. */
function missing(folder: string, own: string, from: string): OwnFileLack {
  const meant = candidates(own).find((each) => each !== own && isPlainPath(each) && existsSync(join(folder, each)));
  const instead = meant === undefined ? '' : specifierOf(from, meant);
  return { why: hasKnownEnding(own) || /\.\w+$/.test(own) ? 'missing' : 'ending', instead };
}

/** Opening a pipe that nobody writes to would wait for ever; a file may be without end. */
function readText(path: string, most: number): string | OwnFileLack {
  let descriptor;
  try {
    descriptor = openSync(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
  } catch {
    return { why: 'unreadable' };
  }
  try {
    const found = fstatSync(descriptor);
    if (!found.isFile()) return { why: 'notRegular' };
    // A character takes three bytes at most.
    if (found.size > most * 3) return { why: 'tooLong' };
    const bytes = Buffer.alloc(found.size);
    const text = bytes.toString('utf8', 0, readSync(descriptor, bytes, 0, bytes.length, 0));
    return text.length > most ? { why: 'tooLong' } : text;
  } catch {
    return { why: 'unreadable' };
  } finally {
    closeSync(descriptor);
  }
}
