/** Speaks to a sandbox's child without reading what it records: for measuring the child alone. */
import type { LaneSettings } from '../src/trace/pool-question.ts';
import type { Order } from '../src/sandbox/protocol.ts';
import type { Child } from '../src/sandbox/spare.ts';

const TAIL = 400;

/** Resolves with the last of what the child has sent when `answer` is in it. */
export function ask({ process, orders, answers }: Child, order: Order, answer: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let tail = '';
    const hear = (chunk: Buffer): void => {
      tail = (tail + chunk.toString('latin1', Math.max(0, chunk.length - TAIL))).slice(-TAIL);
      if (!tail.includes(answer)) return;
      answers.off('data', hear);
      resolve(tail);
    };
    answers.on('data', hear);
    process.once('exit', () => reject(new Error(`bench: the child ended: ${tail}`)));
    orders.write(`${JSON.stringify(order)}\n`);
  });
}

/** What a program without threads is told of itself. */
export const SETTINGS: LaneSettings = {
  lane: 0,
  name: 'MainThread',
  cores: 1,
  noThreads: 'not in a bench',
  shares: false,
  provides: false,
};
