/** What can happen to the tutor: past-tense facts. Keys become messages through bindings. */
import type { Key } from './keys.ts';
import type { Edited, Saved, SyntaxProblem } from './ports.ts';
import type { Progress } from '../progress/progress.ts';
import type { WholeProgram } from '../trace/program-lines.ts';
import type { SliceReport } from '../trace/slice.ts';

export interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** What a terminal and a clock tell. */
export type ScreenMessage =
  | { readonly type: 'keyPressed'; readonly key: Key }
  | { readonly type: 'pasted'; readonly text: string }
  | { readonly type: 'resized'; readonly size: Size }
  /** Time has passed while something moved. */
  | { readonly type: 'ticked'; readonly elapsedMs: number };

export type Message =
  | ScreenMessage
  | { readonly type: 'languageSwitched' }
  | { readonly type: 'helpAsked' }
  | { readonly type: 'helpClosed' }
  | { readonly type: 'helpScrolled'; readonly rows: number }
  | { readonly type: 'quitAsked' }
  | { readonly type: 'suspendAsked' }
  | { readonly type: 'contentsAsked' }
  | { readonly type: 'selectionMoved'; readonly by: number }
  | { readonly type: 'lessonChosen' }
  | { readonly type: 'searchBegan' }
  | { readonly type: 'searchLeft' }
  | { readonly type: 'lessonOpened'; readonly chapter: number; readonly lesson: number }
  | { readonly type: 'resetBegan' }
  | ResetMessage
  | { readonly type: 'settingsAsked' }
  | SettingsMessage
  | LessonMessage
  /** Of this text, whatever is typed by now. */
  | { readonly type: 'syntaxChecked'; readonly source: string; readonly problem: SyntaxProblem | null }
  | { readonly type: 'traceSaved'; readonly saved: Saved }
  /** One's own, on disk: its files are these now. */
  | { readonly type: 'programChanged'; readonly program: WholeProgram }
  /** What is kept of the learner has changed. */
  | { readonly type: 'progressed'; readonly progress: Progress }
  /** The events of the slice are in the run's replay already. */
  | { readonly type: 'sliceEnded'; readonly runId: number; readonly report: SliceReport };

export type ResetMessage =
  | { readonly type: 'resetLeft' }
  | { readonly type: 'scopeMoved'; readonly by: number }
  | { readonly type: 'scopeChosen' }
  | { readonly type: 'resetConfirmed' };

export type SettingsMessage =
  | { readonly type: 'settingsLeft' }
  | { readonly type: 'settingMoved'; readonly by: number }
  | { readonly type: 'settingChanged'; readonly by: 1 | -1 }
  | { readonly type: 'editorNamingBegan' }
  | { readonly type: 'editorNamingLeft' }
  | { readonly type: 'editorNamed' };

export type LessonMessage =
  | { readonly type: 'screenTurned'; readonly by: 1 | -1 }
  | { readonly type: 'lessonTurned'; readonly by: 1 | -1 }
  | { readonly type: 'textScrolled'; readonly rows: number }
  /** Of a program of several files. */
  | { readonly type: 'fileTurned'; readonly by: 1 | -1 }
  | { readonly type: 'codeScrolled'; readonly rows: number }
  | { readonly type: 'tasksScrolled'; readonly rows: number }
  | { readonly type: 'viewSwitched' }
  | { readonly type: 'formSwitched' }
  | { readonly type: 'predictingBegan' }
  | { readonly type: 'predictingLeft' }
  | { readonly type: 'fieldSwitched' }
  | { readonly type: 'fieldEntered' }
  | { readonly type: 'predictionSkipped' }
  | { readonly type: 'runAsked' }
  | { readonly type: 'playSwitched' }
  | { readonly type: 'stepAsked' }
  | { readonly type: 'stepBackAsked' }
  | { readonly type: 'startAsked' }
  | { readonly type: 'endAsked' }
  | { readonly type: 'speedChanged'; readonly by: 1 | -1 }
  | { readonly type: 'saveAsked' }
  | { readonly type: 'answeringBegan' }
  | { readonly type: 'answeringLeft' }
  | { readonly type: 'answerGiven' }
  | { readonly type: 'hintAsked' }
  | { readonly type: 'solutionAsked' }
  | { readonly type: 'starterAsked' }
  /** The learner's own. */
  | { readonly type: 'editorAsked' }
  | { readonly type: 'editorClosed'; readonly edited: Edited }
  /** To where the course says what is asked here. */
  | { readonly type: 'sourceAsked' };
