/**
 * What a thread or process of the program tells of itself, as part of the whole trace: what it prints, its tasks if it runs a loop
 * of its own. Its handles are left out: the ready queue that is shown is that of the program's own thread.
 */
import type { Event, HandleId, TaskId } from '../trace/event.ts';
import { LANE_IDS } from '../trace/pool-question.ts';
import type { Unstamped } from './switchboard.ts';

/** Handles of tasks that are kept in mind at a time: what a child that broke out says grows no further. */
const MOST_HANDLES = 100_000;

export class LaneEvents {
  readonly #lane: TaskId;
  readonly #tasks = new Map<HandleId, TaskId>();

  /** `lane`: the number of the lane among the tasks. */
  constructor(lane: TaskId) {
    this.#lane = lane;
  }

  /** The event as it stands in the trace, or null. */
  read(event: Event): Unstamped | null {
    switch (event.type) {
      case 'output':
        return { ...event, task: this.#own(event.task) };
      case 'warning':
      case 'limitReached':
        return event;
      case 'lineReached':
      case 'taskRenamed':
      case 'taskSuspended':
      case 'taskResumed':
      case 'taskCancelRequested':
      case 'taskEnded':
        return this.#isOwn(event.task) ? event : null;
      case 'taskCreated':
        return this.#isOwn(event.task) ? { ...event, parent: this.#own(event.parent) } : null;
      case 'handleScheduled':
        if (event.task !== null && this.#tasks.size < MOST_HANDLES) this.#tasks.set(event.handle, event.task);
        return null;
      case 'handleStarted':
        return this.#started(event.handle);
      default:
        return null;
    }
  }

  #started(handle: HandleId): Unstamped | null {
    const task = this.#tasks.get(handle);
    this.#tasks.delete(handle);
    return task !== undefined && this.#isOwn(task) ? { type: 'taskRuns', task, label: '' } : null;
  }

  /** A lane may speak of its own tasks only. */
  #isOwn(task: TaskId): boolean {
    return task > this.#lane && task < this.#lane + LANE_IDS;
  }

  #own(task: TaskId | null): TaskId {
    return task !== null && this.#isOwn(task) ? task : this.#lane;
  }
}
