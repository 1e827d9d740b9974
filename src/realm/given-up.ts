/**
 * Tasks that a session gave up while they waited for a promise of JavaScript's own, where no request to cancel can reach them.
 * They are over; should the promise settle after all, their code is told so where it goes on.
 */
import * as asyncio from '../asyncio/index.ts';
import { CANCELLED } from '../asyncio/futures.ts';
import type { Task } from '../asyncio/tasks.ts';
import { OwnSet } from './own-collections.ts';

const tasks = new OwnSet<object>();

export function giveUp(task: Task<unknown>): void {
  tasks.add(task);
  task._complete(CANCELLED, undefined);
}

export function refuseIfGivenUp(task: object | null | undefined): void {
  if (tasks.size > 0 && task != null && tasks.has(task)) throw new asyncio.CancelledError();
}
