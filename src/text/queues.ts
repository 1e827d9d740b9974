/**
 * The queues of the loop that have no clock, as a learner is shown them: one of asyncio's handles, and those of Node's own
 * loop where a program uses them, in the order in which Node empties them. The timers stand between `before` and `after`.
 */
import type { Language } from '../course/course.ts';
import type { HandlePicture, NodeQueue, Picture } from '../trace/picture.ts';
import type { TaskId } from '../trace/event.ts';
import { callbackName, handleName, microtaskName } from './handle-words.ts';

export interface QueueItem {
  readonly text: string;
  readonly task: TaskId | null;
  readonly cancelled: boolean;
}

export interface Queue {
  readonly name: 'ready' | 'ticks' | 'microtasks' | 'immediates';
  /** The first ones. */
  readonly items: readonly QueueItem[];
  readonly count: number;
}

interface Queues {
  readonly before: readonly Queue[];
  readonly after: readonly Queue[];
}

/** At most `limit` items of each. */
export function queuesOf(picture: Picture, language: Language, limit: number): Queues {
  if (!picture.usesNodeQueues) return { before: [readyQueue(picture, language, limit)], after: [] };
  const ready = usesLoops(picture) ? [readyQueue(picture, language, limit)] : [];
  return {
    before: [nodeQueue(picture, 'ticks', language, limit), microtaskQueue(picture, limit), ...ready],
    after: [nodeQueue(picture, 'immediates', language, limit)],
  };
}

/** How many queues there are to show, without the timers. */
export function queueCount(picture: Picture): number {
  if (!picture.usesNodeQueues) return 1;
  return usesLoops(picture) ? 4 : 3;
}

function usesLoops({ iteration }: Picture): boolean {
  return iteration > 0;
}

/** Without what stands in queues of its own. */
function readyQueue(picture: Picture, language: Language, limit: number): Queue {
  const others = picture.nodeQueueCount('ticks') + picture.nodeQueueCount('immediates');
  const own = picture.ready(0, limit).filter((handle) => others === 0 || !isNodes(handle));
  return {
    name: 'ready',
    items: own.map((handle) => item(handle, handleName(picture, handle, language))),
    count: picture.readyCount - others,
  };
}

function isNodes({ loop, label }: HandlePicture): boolean {
  return loop === 0 && /^(?:nextTick|setImmediate)\b/.test(label);
}

function nodeQueue(picture: Picture, name: NodeQueue, language: Language, limit: number): Queue {
  const items = picture.nodeQueue(name, 0, limit).map((handle) => item(handle, callbackName(handle, language)));
  return { name, items, count: picture.nodeQueueCount(name) };
}

function microtaskQueue(picture: Picture, limit: number): Queue {
  const items = picture.microtasks(0, limit).map((microtask) => {
    return { text: microtaskName(picture, microtask), task: microtask.task, cancelled: false };
  });
  return { name: 'microtasks', items, count: picture.microtaskCount };
}

function item({ task, cancelled }: HandlePicture, text: string): QueueItem {
  return { text, task, cancelled };
}
