/** How threads of the child process are started, and what each is told. */
import { type MessagePort, Worker } from 'node:worker_threads';

export interface NurseryData {
  /** The file of the child. */
  readonly childFile: string;
  /** The threads that it starts read TypeScript. */
  readonly types: boolean;
  /** One for each thread that there may ever be. */
  readonly toMain: readonly MessagePort[];
}

export interface ThreadData {
  readonly types: boolean;
  readonly slot: number;
  readonly toMain: MessagePort;
}

export function startWorker(what: string | URL, data: NurseryData | ThreadData, options: object): Worker {
  return new Worker(what, {
    workerData: data,
    transferList: [data.toMain].flat(),
    stdout: true,
    stderr: true,
    ...options,
  });
}
