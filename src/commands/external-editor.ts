/** A program in the learner's own editor. Waits until it is closed, and leaves nothing behind but what would be lost. */
import { spawnSync } from 'node:child_process';
import { constants, fstatSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fitsDraft } from '../course/program-bounds.ts';
import type { Edited } from '../app/ports.ts';
import type { Environment } from '../app/settings.ts';
import type { Source } from '../course/questions/question.ts';
import { codeOf, withPlainFile } from '../disk/plain-file.ts';

/** Far more than a draft holds. */
const MOST_BYTES = 1024 * 1024;

/** What the environment says: `$VISUAL`, else `$EDITOR`. */
export function editorOf({ VISUAL, EDITOR }: NodeJS.ProcessEnv): Environment['editor'] {
  if (VISUAL) return { variable: 'VISUAL', command: VISUAL };
  return EDITOR ? { variable: 'EDITOR', command: EDITOR } : { variable: null, command: 'vi' };
}

/** `command` may have options, in quotes where they hold blanks. Never throws. */
export function inEditor({ fileName, source }: Source, command: string): Edited {
  let folder: string | null = null;
  let edited: Edited;
  try {
    folder = mkdtempSync(join(tmpdir(), 'async-tutor-edit-'));
    const file = join(folder, basename(fileName));
    writeFileSync(file, source, { mode: 0o600 });
    edited = editFile(file, source, command);
  } catch (error) {
    edited = { is: 'noFile', why: codeOf(error) };
  }
  const isKept = 'file' in edited && edited.file !== null;
  if (folder !== null && !isKept) rmSync(folder, { recursive: true, force: true });
  return edited;
}

function editFile(file: string, source: string, command: string): Edited {
  const [program = '', ...options] = wordsOf(command);
  if (program === '') return { is: 'noEditor', command };
  const { error, status, signal } = spawnSync(program, [...options, file], { stdio: 'inherit' });
  if (error !== undefined) return { is: 'noEditor', command };
  const text = readBack(file);
  if (status !== 0) {
    const isWritten = text !== source && (text === null || typeof text === 'string');
    return { is: 'ended', how: signal ?? status ?? '', file: isWritten ? file : null };
  }
  if (text === null) return { is: 'tooLarge', file };
  if (typeof text === 'string') return fitsDraft(text) ? { is: 'saved', text } : { is: 'tooLarge', file };
  return text.is === 'missing' ? { is: 'gone' } : { is: 'noFile', why: text.is === 'failed' ? text.why : 'EIO' };
}

/** Null: it is too large to be read. */
function readBack(file: string) {
  return withPlainFile(file, constants.O_RDONLY, (opened) =>
    fstatSync(opened).size > MOST_BYTES ? null : readFileSync(opened, 'utf8'),
  );
}

/** As a shell would take `"my editor" --wait` apart, without asking one. */
function wordsOf(command: string): readonly string[] {
  const words = command.match(/(?:"[^"]*"|'[^']*'|[^\s"'])+/g) ?? [];
  return words.map((word) => word.replaceAll(/"([^"]*)"|'([^']*)'/g, '$1$2'));
}
