/**
 * Threads of the child process. Only the nursery may start one: a thread of Node's that runs no code of the program, ever.
 * The program's own thread, and every thread that it gets, gives that power up before it reads the program; so does each its
 * power to read files, which Node grants a thread for the folder that the process works in.
 */
import NURSERY_TEXT from 'virtual:nursery-text';
import { MessageChannel, type MessagePort, workerData } from 'node:worker_threads';
import { MOST_THREADS } from '../trace/pool-question.ts';
import { Isolate } from './isolate.ts';
import { loadStripper } from './strip-types.ts';
import { threadFds } from './thread-pipes.ts';
import { startWorker, type ThreadData } from './workers.ts';

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
export function openNursery(types: boolean): readonly MessagePort[] | null {
  if (!process.execArgv.includes('--allow-worker')) return null;
  const channels = Array.from({ length: MOST_THREADS }, () => new MessageChannel());
  const data = { childFile: import.meta.url, types, toMain: channels.map(({ port2 }) => port2) };
  startWorker(NURSERY_TEXT, data, { eval: true });
  drop('worker');
  return channels.map(({ port1 }) => port1);
}

/** The isolate of a thread of the program. */
export function beThread(realmText: string): Isolate {
  for (const scope of SCOPES) drop(scope);
  const { types, slot, toMain } = workerData as ThreadData;
  if (types) loadStripper();
  const { orders, answers } = threadFds(slot);
  const isolate = new Isolate(realmText, orders, answers, 'thread');
  isolate.adopt(toMain);
  return isolate;
}
