/**
 * Threads of the child process. Only the nursery may start one: a thread of Node's that runs no code of the program, ever.
 * The program's own thread, and every thread that it gets, gives that power up before it reads the program; so does each its
 * power to read files, which Node grants a thread for the folder that the process works in.
 */
import { read, writeSync } from 'node:fs';
import { MessageChannel, type MessagePort, Worker, workerData } from 'node:worker_threads';
import { MOST_THREADS } from '../trace/pool-question.ts';
import { loadStripper } from './strip-types.ts';
import { Isolate } from './isolate.ts';
import { NURSERY_FD, PREWARMED_THREADS, threadFds } from './thread-pipes.ts';

type WorkerRole =
  | { readonly role: 'nursery'; readonly toMain: readonly MessagePort[] }
  | { readonly role: 'thread'; readonly slot: number; readonly toMain: MessagePort };

const SCOPES = ['worker', 'fs', 'child', 'net', 'addon', 'wasi', 'inspector'];

/** Gives up what `--permission` still allows this thread; Node 24 and later. */
function drop(scope: string): void {
  const { permission } = process as unknown as {
    permission: { drop(scope: string): void; has(scope: string): boolean };
  };
  try {
    permission.drop(scope);
  } catch {
    // A Node that does not know the scope cannot allow it either.
  }
  if (permission.has(scope)) throw new Error(`sandbox: the permission ${scope} cannot be given up`);
}

/**
 * Starts the nursery where the process may have threads, and gives up the power to start any. The ends of the channels to all
 * threads that there may ever be: what is sent to one that has not started waits for it. Null: it may have none.
 */
export function openNursery(): readonly MessagePort[] | null {
  if (!process.execArgv.includes('--allow-worker')) return null;
  const channels = Array.from({ length: MOST_THREADS }, () => new MessageChannel());
  startWorker({ role: 'nursery', toMain: channels.map(({ port2 }) => port2) }, {});
  drop('worker');
  return channels.map(({ port1 }) => port1);
}

function startWorker(data: WorkerRole, options: object): Worker {
  return new Worker(new URL(import.meta.url), {
    workerData: data,
    transferList: [data.toMain].flat(),
    stdout: true,
    stderr: true,
    ...options,
  });
}

export function role(): WorkerRole['role'] {
  return (workerData as WorkerRole).role;
}

/** Starts a thread for each byte that the parent sends: the number of its slot. */
export function beNursery(): void {
  const { toMain } = workerData as WorkerRole & { readonly role: 'nursery' };
  const heap = Number(/--max-old-space-size=(\d+)/.exec(process.execArgv.join(' '))?.[1] ?? 64);
  const resourceLimits = { maxOldGenerationSizeMb: heap, maxYoungGenerationSizeMb: 12, stackSizeMb: 2 };
  const start = (slot: number): void => {
    const thread = startWorker({ role: 'thread', slot, toMain: toMain[slot - 1]! }, { resourceLimits });
    let why = 'ended';
    thread.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') why = 'out of memory';
    });
    thread.on('exit', () => tellEnd(slot, why));
  };
  for (let slot = 1; slot <= PREWARMED_THREADS; slot++) start(slot);
  const slots = Buffer.alloc(64);
  const listen = (): void =>
    read(NURSERY_FD, slots, 0, slots.length, null, (error, count) => {
      if (error !== null || count === 0) return;
      for (const slot of slots.subarray(0, count)) start(slot);
      listen();
    });
  listen();
}

/** A thread of the process is gone, which no honest program can make happen but by using up its memory. */
function tellEnd(slot: number, why: string): void {
  writeSync(threadFds(slot).answers, `X${why.length}\n${why}`);
}

/** The isolate of a thread of the program. */
export function beThread(realmText: string): Isolate {
  for (const scope of SCOPES) drop(scope);
  loadStripper();
  const { slot, toMain } = workerData as WorkerRole & { readonly role: 'thread' };
  const { orders, answers } = threadFds(slot);
  const isolate = new Isolate(realmText, orders, answers, 'thread');
  isolate.adopt(toMain);
  return isolate;
}
