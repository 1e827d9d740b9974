/**
 * Whole sessions through the built program, piped: a folder of `repl/` holds what is typed, and what must come. With
 * `UPDATE_TRANSCRIPTS=1` what comes is written there, to be read before it is believed.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { NO_THREADS } from '../../src/sandbox/spare.ts';
import { type Ended, ended, start } from './cli.ts';

const FOLDER = join(import.meta.dirname, 'repl');
const UPDATES = process.env['UPDATE_TRANSCRIPTS'] !== undefined;

function session(input: string, ...options: readonly string[]): Promise<Ended> {
  const child = start(['repl', ...options]);
  child.stdin.write(input);
  return ended(child);
}

describe('a session that is piped', () => {
  for (const name of readdirSync(FOLDER).toSorted()) {
    test.skipIf(name.endsWith('threads') && NO_THREADS !== null)(name, async () => {
      const at = (file: string) => join(FOLDER, name, file);
      const options = existsSync(at('options')) ? readFileSync(at('options'), 'utf8').trim().split(/\s+/) : [];
      const { code, stdout, stderr } = await session(readFileSync(at('input.ts.txt'), 'utf8'), ...options);
      const files = { stdout, stderr, status: `${code}\n` };
      for (const [file, text] of Object.entries(files)) {
        if (UPDATES) writeFileSync(at(file), text);
        else expect(text, file).toBe(readFileSync(at(file), 'utf8'));
      }
    });
  }
});
