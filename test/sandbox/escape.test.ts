/**
 * Programs that try to leave the sandbox. Each prints a line that starts with ESCAPED when it gets hold of anything of
 * the host. None may.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runInSandbox } from './run-in-sandbox.ts';

/** `escape-own` aims at what this code base adds to the language: marks, hooks, proxies, console, asyncio. */
const FOLDERS = ['escape', 'escape-own'].map((name) => resolve(import.meta.dirname, 'programs', name));

describe.concurrent('no program gets out', { timeout: 60_000 }, () => {
  for (const file of FOLDERS.flatMap((folder) => readdirSync(folder).map((name) => resolve(folder, name)))) {
    test(relative(resolve(import.meta.dirname, 'programs'), file), async () => {
      const source = readFileSync(file, 'utf8');
      const { status, output, errors } = await runInSandbox(source, {
        fileName: basename(file),
        limits: { seconds: 20 },
      });
      expect(`${output}\n${errors}`).not.toMatch(/^ESCAPED/m);
      // It ended by itself or was refused: it neither crashed its process nor ran out of a limit.
      const forges = source.startsWith('// expect: blocked (killed)');
      expect(forges ? ['killed'] : ['done', 'failed', 'rejected', 'deadlock']).toContain(status);
    });
  }
});
