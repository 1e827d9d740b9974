/** Test support: the program as built into `dist/`, as a process of its own, and files for it to run. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll } from 'vitest';

const MAIN = resolve(import.meta.dirname, '../../dist/main.mjs');

const folder = mkdtempSync(join(tmpdir(), 'async-tutor-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

export function inFolder(name: string): string {
  return join(folder, name);
}

let files = 0;

/** The path of a new file with this text. */
export function program(source: string | Buffer, ending = '.ts'): string {
  const path = inFolder(`program-${++files}${ending}`);
  writeFileSync(path, source);
  return path;
}

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export function start(args: readonly string[], environment: NodeJS.ProcessEnv = {}): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, [MAIN, ...args], { env: environment, cwd: folder });
}

export function ended(child: ChildProcessWithoutNullStreams): Promise<Ended> {
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  child.stdin.end();
  return new Promise((done, fail) => {
    child.once('error', fail);
    child.once('close', (code, signal) => done({ code, signal, stdout, stderr }));
  });
}

export function cli(args: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<Ended> {
  return ended(start(args, environment));
}

/** The processes whose parent is `pid`. Linux only; elsewhere none is found. */
export function childrenOf(pid: number): readonly number[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .map(Number)
    .filter((candidate) => {
      try {
        return Number(/^\d+ \(.*\) . (\d+)/s.exec(readFileSync(`/proc/${candidate}/stat`, 'latin1'))?.[1]) === pid;
      } catch {
        return false;
      }
    });
}

/** The process group that a terminal's keys would reach. */
export function groupOf(pid: number): number {
  return Number(/^\d+ \(.*\) . \d+ (\d+)/s.exec(readFileSync(`/proc/${pid}/stat`, 'latin1'))?.[1]);
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  try {
    // A zombie waits for its parent to look; it runs no more.
    return !/^\d+ \(.*\) Z/s.test(readFileSync(`/proc/${pid}/stat`, 'latin1'));
  } catch {
    return true;
  }
}

/** Asks again and again, until it is so. */
export async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resume) => setTimeout(resume, 10));
}
