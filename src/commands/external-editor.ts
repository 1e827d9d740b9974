/** A text in the user's own editor: `$VISUAL`, `$EDITOR`, else `vi`. Waits until the editor is closed. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Environment } from '../app/settings.ts';

/** What the environment says: `$VISUAL`, else `$EDITOR`. */
export function editorOf({ VISUAL, EDITOR }: NodeJS.ProcessEnv): Environment['editor'] {
  if (VISUAL) return { variable: 'VISUAL', command: VISUAL };
  return EDITOR ? { variable: 'EDITOR', command: EDITOR } : { variable: null, command: 'vi' };
}

/** What was saved; the same text where the editor could not be opened. */
export function inEditor(text: string, fileName: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'async-tutor-edit-'));
  const file = join(folder, fileName);
  try {
    writeFileSync(file, text, { mode: 0o600 });
    // An editor may be given with options: `code --wait`.
    const [command = 'vi', ...options] = editorOf(process.env).command.split(/\s+/);
    spawnSync(command, [...options, file], { stdio: 'inherit' });
    return readFileSync(file, 'utf8');
  } catch {
    return text;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
