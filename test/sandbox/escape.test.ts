/**
 * Programs that try to leave the sandbox. Each prints a line that starts with ESCAPED when it gets hold of anything of
 * the host. None may. `ASYNC_TUTOR_TEST_NODE` names another Node to run them under: `npm run test:matrix`.
 */
import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, relative, resolve } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { runInSandbox } from './run-in-sandbox.ts';

const NODE = process.env['ASYNC_TUTOR_TEST_NODE'] ?? process.execPath;
/** `escape-own` aims at what this code base adds to the language: marks, hooks, proxies, console, asyncio. */
const FOLDERS = ['escape', 'escape-own'].map((name) => resolve(import.meta.dirname, 'programs', name));
const MAIN = resolve(import.meta.dirname, '../../dist/main.mjs');
const execute = promisify(execFile);

interface Result {
  readonly status: string;
  readonly output: string;
  readonly errors: string;
}

describe.concurrent('no program gets out', { timeout: 60_000 }, () => {
  for (const file of FOLDERS.flatMap((folder) => readdirSync(folder).map((name) => resolve(folder, name)))) {
    test(relative(resolve(import.meta.dirname, 'programs'), file), async () => {
      const { status, output, errors } = await run(file);
      expect(`${output}\n${errors}`).not.toMatch(/^ESCAPED/m);
      // It ended by itself or was refused: it neither crashed its process nor ran out of a limit.
      const forges = readFileSync(file, 'utf8').startsWith('// expect: blocked (killed)');
      expect(forges ? ['killed'] : ['done', 'failed', 'rejected', 'deadlock']).toContain(status);
    });
  }
});

async function run(file: string): Promise<Result> {
  if (NODE !== process.execPath) return runUnder(NODE, file);
  const ran = await runInSandbox(readFileSync(file, 'utf8'), { fileName: basename(file), limits: { seconds: 20 } });
  return { status: ran.status, output: ran.output, errors: ran.errors };
}

/** Exit statuses but 0 are results too: they come as errors that carry stdout. */
async function runUnder(node: string, file: string): Promise<Result> {
  const args = [MAIN, 'run', file, '--json', '--clock', 'virtual', '--timeout', '20'];
  const { stdout } = await execute(node, args, { env: {} }).catch((error: unknown) => error as { stdout: string });
  return JSON.parse(stdout) as Result;
}
