/** Where the pipes of a child process with threads are: every thread has two of its own. */
import { MOST_THREADS } from '../trace/pool-question.ts';

export const NURSERY_FD = 4;
const FIRST_THREAD_FD = 5;

/** `slot` counts from 1. */
export function threadFds(slot: number): { readonly orders: number; readonly answers: number } {
  const orders = FIRST_THREAD_FD + 2 * (slot - 1);
  return { orders, answers: orders + 1 };
}

/** The descriptors after the nursery's that such a process is given. */
export const THREAD_PIPES = 2 * MOST_THREADS;
