/**
 * Child processes: how one is started, and the one that is kept warm for the next run.
 * Starting one takes over a hundred milliseconds; taking the spare takes none.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Readable, Writable } from 'node:stream';
import { MOST_THREADS } from '../trace/pool-question.ts';
import { mayHaveTypes, type Source, wholeText } from './strip-types.ts';
import { wantsThreads } from './top-level.ts';
import { PLAIN, WARM } from './words.ts';
import { NURSERY_FD, THREAD_PIPES, threadFds } from './thread-pipes.ts';

export interface Child {
  /** The program that it runs: its own, and that of others like it. */
  readonly file: string;
  /** It can read TypeScript. */
  readonly types: boolean;
  readonly process: ChildProcess;
  readonly orders: Writable;
  readonly answers: Readable;
  readonly complaints: Readable;
  /** V8's lines about its heap, `heap-reports.ts`; a child that a test plays has none. */
  readonly collections?: Readable;
  /** Of a child with threads: where the parent asks for another one, and the pipes of each. */
  readonly nursery: Writable | null;
  readonly threads: readonly { readonly orders: Writable; readonly answers: Readable }[];
}

/** The V8 heap that a child gets unless a run asks for another, MB. */
export const DEFAULT_MEMORY_MB = 64;

const CHILD_FILE = fileURLToPath(new URL('./child.mjs', import.meta.url));

const COMMON_FLAGS = [
  '--permission',
  '--trace-gc',
  '--max-semi-space-size=4',
  '--stack-size=600',
  '--disallow-code-generation-from-strings',
  '--frozen-intrinsics',
  '--disable-proto=delete',
  '--no-experimental-sqlite',
  '--no-experimental-websocket',
  // For two functions that `engine-peek.ts` takes; `harden.ts` closes the ways to the rest.
  '--expose-internals',
  '--no-addons',
  '--disable-sigusr1',
  '--no-warnings',
  '--no-experimental-require-module',
  '--no-global-search-paths',
];

/** Node refuses to start with a flag that it does not know: one row for each version that was tried. */
const EXTRA_FLAGS: readonly { readonly from: number; readonly flags: readonly string[] }[] = [
  { from: 22, flags: [] },
  { from: 24, flags: [] },
  { from: 26, flags: ['--no-experimental-ffi', '--no-experimental-webstorage'] },
];

/**
 * The flags of a child under Node `major`; a newer Node than any that was tried gets the last row. V8 itself ends the process
 * at twice the heap that the program may use: the parent hears of it before, and stops the program while it can still speak.
 */
export function childFlags(major: number, memoryMb: number): readonly string[] {
  const row = EXTRA_FLAGS.findLast((candidate) => candidate.from <= major) ?? EXTRA_FLAGS[0]!;
  return [...COMMON_FLAGS, ...row.flags, `--max-old-space-size=${2 * memoryMb}`];
}

/** Threads can give up the power to start others from Node 24 on. */
const THREADS_FROM = 24;
const MAJOR = Number(process.versions.node.split('.')[0]);

/** Why programs have neither threads nor processes here; null: they have. */
export const NO_THREADS =
  MAJOR >= THREADS_FROM ? null : `threads and processes need Node ${THREADS_FROM} or newer; this is ${process.version}`;

/** What a child is made ready for. */
export interface Needs {
  /** It may be asked for threads. */
  readonly threads?: boolean;
  /** It reads TypeScript: by default, it does. What strips types off takes a quarter of its start. */
  readonly types?: boolean;
  /** It waits for a program to come. */
  readonly warm?: boolean;
}

/** What a program needs, as far as its text says. */
export function needsOf(program: Source): Needs {
  const fileNames = [program.fileName, ...(program.files ?? []).map(({ fileName }) => fileName)];
  return { threads: NO_THREADS === null && wantsThreads(wholeText(program)), types: fileNames.some(mayHaveTypes) };
}

export function startChild(
  memoryMb: number,
  childFile: string = CHILD_FILE,
  { threads = false, types = true, warm = false }: Needs = {},
): Child {
  const flags = [...childFlags(MAJOR, memoryMb), ...(threads ? ['--allow-worker', '--expose-gc'] : [])];
  const pipes = threads ? 1 + THREAD_PIPES : 0;
  const words = [...(warm ? [WARM] : []), ...(types ? [] : [PLAIN])];
  const child = spawn(process.execPath, [...flags, childFile, ...words], {
    cwd: '/',
    env: {},
    stdio: ['pipe', 'pipe', 'pipe', 'pipe', ...Array.from({ length: pipes }, () => 'pipe' as const)],
    windowsHide: true,
    // A group of its own: what a terminal tells its programs (^C, ^Z, that it is gone), it tells the parent alone.
    detached: process.platform !== 'win32',
  });
  const orders = child.stdin!;
  const answers = child.stdio[3] as Readable;
  const collections = child.stdout!;
  // Whoever does not listen must not keep the child waiting.
  collections.resume();
  // A child that dies breaks its pipes; that it died is told by its exit.
  for (const stream of [...child.stdio, child.stderr!]) stream?.on('error', () => {});
  const at = (fd: number): Writable & Readable => child.stdio[fd] as Writable & Readable;
  const slots = Array.from({ length: threads ? MOST_THREADS : 0 }, (_, index) => threadFds(index + 1));
  return {
    file: childFile,
    types,
    process: child,
    orders,
    answers,
    complaints: child.stderr!,
    collections,
    nursery: threads ? at(NURSERY_FD) : null,
    threads: slots.map((fds) => ({ orders: at(fds.orders), answers: at(fds.answers) })),
  };
}

let spare: { readonly child: Child } | null = null;

/** Starts a child ahead of need. It keeps no program waiting: it does not hold up the parent's exit. */
export function keepSpare(childFile: string = CHILD_FILE): void {
  if (spare !== null) return;
  const child = startChild(DEFAULT_MEMORY_MB, childFile, { warm: true });
  spare = { child };
  child.process.once('exit', () => {
    if (spare?.child === child) spare = null;
  });
  setReferenced(child, false);
}

/** A child for one run: the spare if it fits, else a new one. */
export function takeChild(memoryMb: number, needs: Needs): Child {
  if (needs.threads || spare === null || memoryMb !== DEFAULT_MEMORY_MB) return startChild(memoryMb, CHILD_FILE, needs);
  const { child } = spare;
  spare = null;
  setReferenced(child, true);
  return child;
}

export function dropSpare(): void {
  spare?.child.process.kill('SIGKILL');
  spare = null;
}

function setReferenced(child: Child, referenced: boolean): void {
  const method = referenced ? 'ref' : 'unref';
  child.process[method]();
  for (const stream of [child.orders, child.answers, child.complaints, child.collections]) {
    (stream as unknown as { ref?(): void; unref?(): void })[method]?.();
  }
}
