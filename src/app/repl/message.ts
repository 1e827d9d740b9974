/** What can happen in a live session, and what it wants done in the world. */
import type { Language } from '../../course/course.ts';
import type { Replay } from '../../trace/replay.ts';
import type { SessionStart } from './plan.ts';
import type { SliceOrder, SliceReport } from '../../trace/slice.ts';
import type { ScreenMessage } from '../message.ts';
import type { CompletionName, Edited, Entered, FileRead, KnownTrace } from '../ports.ts';

export type ReplMessage =
  | ScreenMessage
  | { readonly type: 'suspendAsked' }
  | { readonly type: 'focusSwitched' }
  /** ^C, and ^D where nothing is typed. */
  | { readonly type: 'interrupted' }
  | { readonly type: 'endTyped' }
  | { readonly type: 'cleared' }
  | { readonly type: 'helpAsked' }
  | { readonly type: 'searchBegan' }
  | { readonly type: 'submitted' }
  | { readonly type: 'completionAsked'; readonly by: 1 | -1 }
  | { readonly type: 'scrolled'; readonly pages: number }
  | { readonly type: 'tasksScrolled'; readonly rows: number }
  | { readonly type: 'playSwitched' }
  | { readonly type: 'stepAsked' }
  | { readonly type: 'stepBackAsked' }
  | { readonly type: 'startAsked' }
  | { readonly type: 'endAsked' }
  | { readonly type: 'speedChanged'; readonly by: 1 | -1 }
  /** The events of the slice are in the run's replay already. */
  | { readonly type: 'sliceEnded'; readonly runId: number; readonly report: SliceReport }
  | { readonly type: 'entryRead'; readonly source: string; readonly state: 'empty' | 'unfinished' | 'whole' }
  | { readonly type: 'entryTaken'; readonly runId: number; readonly entered: Entered }
  | { readonly type: 'namesCame'; readonly ask: number; readonly names: readonly CompletionName[] }
  | { readonly type: 'filesListed'; readonly ask: number; readonly files: readonly string[] }
  | { readonly type: 'fileRead'; readonly file: string; readonly read: FileRead }
  | {
      readonly type: 'fileWritten';
      readonly file: string;
      readonly entries: number | null;
      readonly why: string | null;
    }
  | { readonly type: 'textEdited'; readonly edited: Edited };

export type ReplEffect =
  /** `start` null: as it comes. */
  | {
      readonly type: 'openSession';
      readonly runId: number;
      readonly replay: Replay;
      readonly start: SessionStart | null;
    }
  | {
      readonly type: 'startProgram';
      readonly runId: number;
      readonly file: string;
      readonly source: string;
      readonly replay: Replay;
    }
  | { readonly type: 'killRun'; readonly runId: number }
  /** `sliceEnded` answers. */
  | { readonly type: 'sliceRun'; readonly runId: number; readonly order: SliceOrder }
  /** `entryTaken` answers. */
  | {
      readonly type: 'enterEntry';
      readonly runId: number;
      readonly source: string;
      readonly at: number;
      readonly number: number;
    }
  | { readonly type: 'cancelTask'; readonly runId: number; readonly task: number | null }
  /** `entryRead` answers. */
  | { readonly type: 'readEntry'; readonly source: string }
  | { readonly type: 'rememberEntry'; readonly source: string }
  /** `namesCame` answers. */
  | { readonly type: 'askNames'; readonly runId: number; readonly ask: number; readonly path: readonly string[] }
  | { readonly type: 'listFiles'; readonly ask: number; readonly prefix: string }
  | { readonly type: 'readFile'; readonly file: string; readonly language: Language }
  | { readonly type: 'writeFile'; readonly file: string; readonly text: string; readonly entries: number }
  /** `fileWritten` answers, also for this. */
  | {
      readonly type: 'writeTrace';
      readonly file: string;
      readonly trace: KnownTrace;
      readonly language: Language;
    }
  | { readonly type: 'editText'; readonly text: string }
  | { readonly type: 'quit' }
  | { readonly type: 'suspend' };
