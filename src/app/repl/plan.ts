/**
 * What is done again in a session that is built anew: the entries that ended well and the cancels that were asked for, each at its
 * time of the clock. So tasks and timers come as far as they were, and nobody sees them do it a second time.
 */
import type { Event, TaskId } from '../../trace/event.ts';
import type { Replay } from '../../trace/replay.ts';
import type { KeptEntry } from './state.ts';

/** A task of one session as another one has it: the entry that made it, and which of that entry's tasks it is, from 1. */
export type TaskOrigin = `${number}/${number}`;

export type Deed =
  | { readonly is: 'entry'; readonly at: number; readonly entry: KeptEntry }
  | { readonly is: 'cancel'; readonly at: number; readonly origin: TaskOrigin };

/** What a session begins with; null: as it comes. */
export interface SessionStart {
  readonly seed: number;
  readonly dateMs: number;
}

export interface Plan {
  /** In the order of the clock. */
  readonly deeds: readonly Deed[];
  /** Where the clock stood at the end, seconds; null: it does not matter. */
  readonly until: number | null;
  readonly start: SessionStart | null;
}

export function planOf(replay: Replay, kept: readonly KeptEntry[], until: number): Plan {
  const origins = new Origins();
  const deeds: Deed[] = kept.map((entry) => ({ is: 'entry', at: entry.at, entry }));
  for (let index = 0; index < replay.length; index++) {
    const event = replay.event(index)!;
    origins.hear(event);
    if (event.type !== 'taskCancelRequested' || event.by !== null) continue;
    const origin = origins.of(event.task);
    if (origin !== null) deeds.push({ is: 'cancel', at: event.at, origin });
  }
  // Of one time, an entry comes before the cancel of what it made.
  return { deeds: deeds.toSorted((one, other) => one.at - other.at), until, start: startOf(replay) };
}

function startOf(replay: Replay): SessionStart | null {
  const first = replay.event(0);
  return first?.type === 'runStarted' ? { seed: first.seed, dateMs: first.dateMs } : null;
}

export function taskOf(replay: Replay, wanted: TaskOrigin): TaskId | null {
  const origins = new Origins();
  for (let index = 0; index < replay.length; index++) {
    const event = replay.event(index)!;
    origins.hear(event);
    if (event.type === 'taskCreated' && origins.of(event.task) === wanted) return event.task;
  }
  return null;
}

class Origins {
  readonly #entries = new Map<TaskId, number>();
  readonly #made = new Map<number, number>();
  readonly #origins = new Map<TaskId, TaskOrigin>();

  hear(event: Event): void {
    if (event.type === 'entryStarted') this.#entries.set(event.task, event.entry);
    if (event.type !== 'taskCreated' || event.parent === null) return;
    const entry = this.#entries.get(event.parent);
    if (entry === undefined) return;
    const nth = (this.#made.get(entry) ?? 0) + 1;
    this.#made.set(entry, nth);
    this.#entries.set(event.task, entry);
    this.#origins.set(event.task, `${entry}/${nth}`);
  }

  /** Null: no entry made it, or it is one. */
  of(task: TaskId): TaskOrigin | null {
    return this.#origins.get(task) ?? null;
  }
}
