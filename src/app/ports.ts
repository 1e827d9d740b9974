/**
 * What the tutor needs of the world, as plain interfaces; `commands/learn` plugs the real ones in, tests plug in fakes.
 */
import type { Clock, Event } from '../trace/event.ts';

/** How far the sandboxed program may go before it answers. */
export interface SliceOrder {
  /** The loop's clock may not pass this (seconds); Infinity: to the end. */
  readonly until: number;
  /** At most this many handles; null: as many as are due. */
  readonly handles: number | null;
}

export interface SliceReport {
  /** `ready`: more handles are due now. `idle`: nothing until `nextDue`. `ended`: the last event is `runEnded`. */
  readonly state: 'ready' | 'idle' | 'ended';
  /** The loop's clock, seconds. */
  readonly clock: number;
  /** When the next timer is due (seconds), or null. */
  readonly nextDue: number | null;
}

export interface Slice {
  readonly events: readonly Event[];
  readonly report: SliceReport;
}

/** One program in its sandbox, driven in lock-step: one slice at a time. */
export interface LiveRun {
  /** Never rejects: whatever goes wrong ends the run, and its last event says so. */
  slice(order: SliceOrder): Promise<Slice>;
  /** Ends the run at once; a slice under way then answers `ended` with status `killed`. */
  kill(): void;
}

export interface RunnerPort {
  start(program: { readonly fileName: string; readonly source: string }, options: { readonly clock: Clock }): LiveRun;
}

/** The terminal that the tutor is shown in. */
export interface TerminalPort {
  /** Leaves the screen for good. */
  quit(): void;
  /** Gives the terminal back to the shell until the tutor is continued. */
  suspend(): void;
}

export interface Ports {
  readonly runner: RunnerPort;
  readonly terminal: TerminalPort;
}
