/** Handles and loops as a replay keeps them while it folds events; where a handle is belongs to the last event only. */
import type { HandleId, LoopId, TaskId } from './event.ts';
import type { HandlePicture, NodeQueue, TimerPicture } from './picture.ts';
import { SmallestFirst } from './smallest-first.ts';

export interface HandleRecord {
  readonly handle: HandleId;
  readonly loop: LoopId;
  readonly label: string;
  readonly task: TaskId | null;
  readonly due: number;
  where: 'timers' | 'ready' | 'running' | 'gone';
  readySlot: number;
  timerSlot: number;
  /** Among those of its queue, if that is one of Node's. */
  queueSlot: number;
  cancelledAt: number;
}

/** What is skipped silently when its turn comes, and when that is. */
export interface LoopRecord {
  readonly handles: Set<HandleRecord>;
  readonly cancelledReady: SmallestFirst<HandleRecord>;
  /** The first ready slot that is not part of the iteration under way. */
  boundary: number;
}

export function newLoop(): LoopRecord {
  return {
    handles: new Set(),
    cancelledReady: new SmallestFirst(),
    boundary: 0,
  };
}

export function handlePicture(record: HandleRecord, moment: number): HandlePicture {
  const { handle, loop, label, task } = record;
  return { handle, loop, label, task, cancelled: record.cancelledAt < moment };
}

export function timerPicture(record: HandleRecord, moment: number): TimerPicture {
  return { ...handlePicture(record, moment), due: record.due };
}

/** The labels that `realm/node/` gives; the loops of asyncio give others. */
export function nodeQueueOf({ loop, label }: HandleRecord): NodeQueue | null {
  if (loop !== 0) return null;
  if (/^nextTick\b/.test(label)) return 'ticks';
  return /^setImmediate\b/.test(label) ? 'immediates' : null;
}

export function isNodeTimer({ loop, label }: HandleRecord): boolean {
  return loop === 0 && /^set(Timeout|Interval)\b/.test(label);
}
