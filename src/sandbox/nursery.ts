/**
 * The thread that may start others: a script of its own, whose text is in the child. It runs no code of the program, ever, and
 * loads nothing of what that needs.
 */
import { read, writeSync } from 'node:fs';
import { workerData } from 'node:worker_threads';
import { NURSERY_FD, threadFds } from './thread-pipes.ts';
import { type NurseryData, startWorker } from './workers.ts';

const { childFile, types, toMain } = workerData as NurseryData;
const heap = Number(/--max-old-space-size=(\d+)/.exec(process.execArgv.join(' '))?.[1] ?? 64);
const resourceLimits = { maxOldGenerationSizeMb: heap, maxYoungGenerationSizeMb: 12, stackSizeMb: 2 };

function start(slot: number): void {
  const data = { types, slot, toMain: toMain[slot - 1]! };
  const thread = startWorker(new URL(childFile), data, { resourceLimits });
  let why = 'ended';
  thread.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') why = 'out of memory';
  });
  thread.on('exit', () => tellEnd(slot, why));
}

/** A thread of the process is gone, which no honest program can make happen but by using up its memory. */
function tellEnd(slot: number, why: string): void {
  writeSync(threadFds(slot).answers, `X${why.length}\n${why}`);
}

const slots = Buffer.alloc(64);

/** Starts a thread for each byte that the parent sends: the number of its slot. */
function listen(): void {
  read(NURSERY_FD, slots, 0, slots.length, null, (error, count) => {
    if (error !== null || count === 0) return;
    for (const slot of slots.subarray(0, count)) start(slot);
    listen();
  });
}

listen();
