/** How a program in its sandbox is driven: one slice at a time. What is ordered, and what comes back. */
import type { Event } from './event.ts';

/** How far the program may go before it answers. */
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
  /** When the next timer is due (seconds); null: there is none, or others compute and may be done before it. */
  readonly nextDue: number | null;
}

export interface Slice {
  readonly events: readonly Event[];
  readonly report: SliceReport;
}
