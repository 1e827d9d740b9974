/** What the tutor wants done in the world: orders, carried out by `perform`. */
import type { Source } from '../course/questions/question.ts';
import type { Fact } from '../progress/fact.ts';
import type { Language } from '../course/course.ts';
import type { Clock } from '../trace/event.ts';
import type { Replay } from '../trace/replay.ts';
import type { SliceOrder } from '../trace/slice.ts';
import type { KnownTrace } from './ports.ts';

/** A fact before it is known when it happened. */
export type Undated = Fact extends infer F ? (F extends Fact ? Omit<F, 'at'> : never) : never;

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
  /** To be kept, with the time that it is. */
  | { readonly type: 'remember'; readonly fact: Undated }
  /** `syntaxChecked` answers. */
  | { readonly type: 'checkSyntax'; readonly program: Source }
  /** `editorClosed` answers. */
  | { readonly type: 'editOutside'; readonly program: Source; readonly command: string }
  /** All that is known of a run, into files; `traceSaved` answers. */
  | { readonly type: 'saveTrace'; readonly trace: KnownTrace; readonly language: Language }
  | { readonly type: 'quit' }
  | { readonly type: 'suspend' };
