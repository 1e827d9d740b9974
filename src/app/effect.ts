/** What the tutor wants done in the world: orders, carried out by `perform`. */
import type { Clock } from '../trace/event.ts';
import type { Replay } from '../trace/replay.ts';
import type { SliceOrder } from '../trace/slice.ts';

export type Effect =
  /** Starts a program; its events will go to `replay`. Whatever ran before is ended. */
  | {
      readonly type: 'startRun';
      readonly runId: number;
      readonly program: { readonly fileName: string; readonly source: string };
      readonly clock: Clock;
      readonly replay: Replay;
    }
  /** Lets it go on as far as the order says; `sliceEnded` answers. */
  | { readonly type: 'sliceRun'; readonly runId: number; readonly order: SliceOrder }
  | { readonly type: 'quit' }
  | { readonly type: 'suspend' };
