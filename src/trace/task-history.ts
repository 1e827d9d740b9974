/** All that is known of one task, at every moment: its changes in order, found again by bisection. */
import { countBelow } from './bisect.ts';
import type { ErrorText, EventOf, Place, TaskId, Wait } from './event.ts';
import { LongList } from './long-list.ts';
import type { Stretch, TaskPicture, TaskState } from './picture.ts';

/** What changes more rarely than the state; shared by the changes that leave it alone. */
interface Detail {
  readonly name: string;
  readonly place: Place | null;
  readonly wait: Wait | null;
  readonly cancelRequested: boolean;
  readonly endedAt: number | null;
  readonly error: ErrorText | null;
}

/** A task from one event on, until its next change. */
export interface TaskChange extends Pick<Detail, 'name' | 'place' | 'wait' | 'error'> {
  /** The event that brought it about. */
  readonly moment: number;
  readonly state: TaskState;
}

/** A stretch with more changes than this is not searched: so busy a task surely ran in it. */
const CHANGES_SEARCHED = 16;

export class TaskHistory {
  readonly index: number;
  /** Handles in the ready queue that will start or wake it. */
  readyHandles = 0;
  readonly #created: EventOf<'taskCreated'>;
  readonly #createdAt: number;
  readonly #parent: TaskId | null;
  readonly #depth: number;
  readonly #moments = new LongList<number>();
  readonly #states = new LongList<TaskState>();
  readonly #details = new LongList<Detail>();

  /** `createdAt`: the clock, seconds. */
  constructor(
    index: number,
    moment: number,
    created: EventOf<'taskCreated'>,
    createdAt: number,
    parent: TaskHistory | null,
  ) {
    this.index = index;
    this.#created = created;
    this.#createdAt = createdAt;
    this.#parent = parent === null ? null : created.parent;
    this.#depth = parent === null ? 0 : parent.#depth + 1;
    const { name, kind } = created;
    // A thread or process is not where it was made.
    const place = kind === 'thread' || kind === 'process' ? null : created.place;
    const detail = { name, place, wait: null, cancelRequested: false, endedAt: null, error: null };
    // An asyncio task waits for its turn; everything else starts at the call.
    this.#push(moment, kind === 'task' ? 'ready' : 'running', detail);
  }

  get state(): TaskState {
    return this.#states.last!;
  }

  get place(): Place | null {
    return this.#details.last!.place;
  }

  /** It is a thread or a process. */
  get hasLane(): boolean {
    return this.#created.kind === 'thread' || this.#created.kind === 'process';
  }

  get hasEnded(): boolean {
    return this.#details.last!.endedAt !== null;
  }

  moveTo(moment: number, state: TaskState, changes: Partial<Detail> | null): void {
    const detail = this.#details.last!;
    this.#push(moment, state, changes === null ? detail : { ...detail, ...changes });
  }

  /** The task after the first `moment` events, at least one of which is its creation. */
  at(moment: number): TaskPicture {
    const last = countBelow(this.#moments, moment) - 1;
    const state = this.#states.get(last)!;
    const detail = this.#details.get(last)!;
    const { task, kind, coroutine } = this.#created;
    const wait = state === 'waiting' ? detail.wait : null;
    const fixed = { id: task, index: this.index, kind, coroutine, parent: this.#parent, depth: this.#depth };
    return { ...fixed, ...detail, createdAt: this.#createdAt, state, wait };
  }

  /** Its state after the first `moment` events; null: there was no task yet. */
  stateAt(moment: number): TaskState | null {
    return this.#states.get(countBelow(this.#moments, moment) - 1) ?? null;
  }

  /** What became of it by the events before number `before`; of several changes by one event, the last. */
  *changes(before: number): Generator<TaskChange> {
    for (let index = 0; index < this.#moments.length; index++) {
      const moment = this.#moments.get(index)!;
      if (moment >= before) return;
      if (this.#moments.get(index + 1) === moment) continue;
      yield { ...this.#details.get(index)!, moment, state: this.#states.get(index)! };
    }
  }

  stretch(from: number, to: number): Stretch | null {
    const first = countBelow(this.#moments, from);
    const last = countBelow(this.#moments, to) - 1;
    if (last < 0) return null;
    const before = this.#details.get(first - 1);
    if (before !== undefined && before.endedAt !== null) return null;
    const began = first === 0;
    const ended = this.#details.get(last)!.endedAt !== null;
    return { state: this.#states.get(last)!, ran: this.#ranWithin(Math.max(0, first - 1), last), began, ended };
  }

  /** See `Picture.mostly`. */
  mostly(from: number, to: number, moments: readonly number[]): TaskState {
    const first = Math.max(0, countBelow(this.#moments, from) - 1);
    const last = Math.max(0, countBelow(this.#moments, to) - 1);
    const counts: { [S in TaskState]?: number } = {};
    let mostly = this.#states.get(last)!;
    let low = first;
    for (const moment of moments) {
      low = this.#lastBefore(moment, low, last);
      if (this.#moments.get(low)! >= moment) continue;
      const state = this.#states.get(low)!;
      counts[state] = (counts[state] ?? 0) + 1;
      if (counts[state] > (counts[mostly] ?? 0)) mostly = state;
    }
    return mostly;
  }

  /** Among the changes from `low` to `high`, the last of those before the moment, or the first of all. */
  #lastBefore(moment: number, low: number, high: number): number {
    let [from, to] = [low, high];
    while (from < to) {
      const middle = (from + to + 1) >> 1;
      if (this.#moments.get(middle)! < moment) from = middle;
      else to = middle - 1;
    }
    return from;
  }

  #ranWithin(first: number, last: number): boolean {
    if (last - first > CHANGES_SEARCHED) return true;
    for (let index = first; index <= last; index++) if (this.#states.get(index) === 'running') return true;
    return false;
  }

  #push(moment: number, state: TaskState, detail: Detail): void {
    this.#moments.push(moment);
    this.#states.push(state);
    this.#details.push(detail);
  }
}
