/** All that a live session knows, as plain data; only the replay and the lines of its entries live, and they only ever grow. */
import type { Language } from '../../course/course.ts';
import { EntryLines } from '../../trace/entry-lines.ts';
import { Replay } from '../../trace/replay.ts';
import type { Size } from '../message.ts';
import { type Run, startRun } from '../playback.ts';
import type { Signatures, Wanted } from './completion.ts';
import type { ReplEffect } from './message.ts';
import type { Deed, Plan, SessionStart } from './plan.ts';
import { EMPTY_PROMPT, type Prompt } from './prompt.ts';
import { add, NO_TRANSCRIPT, PROSE_INDENT, type Transcript } from './transcript.ts';
import { REPL_WORDS } from './words.ts';

export interface Entry {
  readonly number: number;
  readonly source: string;
}

/** One that ended well. */
export interface KeptEntry extends Entry {
  /** When it began, seconds of the clock. */
  readonly at: number;
}

export interface RunningEntry extends Entry {
  /** The playhead then, seconds. */
  readonly startedAt: number;
}

/** An entry that waits for those before it. `file`: where it was read from. */
export interface QueuedEntry {
  readonly source: string;
  readonly file: string | null;
}

/** The sandbox's process died: what had ended well is entered once more in a new one, and nothing of it is shown. */
export interface Restoring {
  readonly plan: Plan;
  readonly left: readonly Deed[];
  /** The entry that runs; null: the clock is on its way to the time of what is left. */
  readonly current: KeptEntry | null;
  /** Slices since then, and whether the entry was asked to end. */
  readonly slices: number;
  readonly isCancelAsked: boolean;
  readonly entered: number;
  readonly cancelled: number;
  /** The clock did not come as far as it was. */
  readonly isBehind: boolean;
  /** How many sessions were begun for it. */
  readonly attempt: number;
}

export interface Session {
  readonly run: Run;
  readonly lines: EntryLines;
  readonly restoring: Restoring | null;
  readonly nextNumber: number;
  /** Handed to the sandbox, which has not answered yet. */
  readonly entering: QueuedEntry | null;
  readonly running: readonly RunningEntry[];
  readonly queue: readonly QueuedEntry[];
  readonly kept: readonly KeptEntry[];
  /** How often it was built anew since an entry ended well: what lives in it may end it each time. */
  readonly rebuilds: number;
  /** Steps that were asked for and are not made yet, beyond the one under way. */
  readonly stepsLeft: number;
}

/** A file that runs as a program of its own. */
export interface LoadedProgram {
  readonly runId: number;
  readonly lines: EntryLines;
  readonly replay: Replay;
  readonly known: number;
}

export interface ReplState {
  readonly language: Language;
  readonly size: Size;
  readonly speed: number;
  readonly session: Session;
  readonly program: LoadedProgram | null;
  readonly prompt: Prompt;
  readonly history: readonly string[];
  readonly transcript: Transcript;
  /** Rows below those that are shown. */
  readonly scroll: number;
  readonly focus: 'prompt' | 'panel';
  readonly firstTask: number;
  /** ^C came where there was nothing to cancel: once more, and it leaves. */
  readonly isLeaving: boolean;
  /** Of asyncio, and of the functions that entries declared. */
  readonly signatures: Signatures;
  readonly nextRunId: number;
  readonly nextAsk: number;
  /** Names were asked for, for this. */
  readonly asked: { readonly ask: number; readonly wanted: Wanted } | null;
  readonly lastEntry: { readonly number: number; readonly seconds: number } | null;
}

export type Next = readonly [ReplState, readonly ReplEffect[]];

interface Start {
  readonly language: Language;
  readonly size: Size;
  readonly history: readonly string[];
  readonly signatures: Signatures;
}

export function startRepl(start: Start): Next {
  const { session, effects } = newSession(1, 1);
  const welcome = REPL_WORDS[start.language].welcome.map((text) => [{ text, look: 'dim' as const }]);
  const state: ReplState = {
    ...start,
    speed: 1,
    session,
    program: null,
    prompt: EMPTY_PROMPT,
    transcript: add(NO_TRANSCRIPT, welcome, PROSE_INDENT),
    scroll: 0,
    focus: 'prompt',
    firstTask: 0,
    isLeaving: false,
    nextRunId: 2,
    nextAsk: 1,
    asked: null,
    lastEntry: null,
  };
  return [state, effects];
}

export function newSession(
  runId: number,
  nextNumber: number,
  start: SessionStart | null = null,
): { readonly session: Session; readonly effects: readonly ReplEffect[] } {
  const replay = new Replay();
  const [run, effects] = startRun(runId, { fileName: 'session.ts', source: '' }, replay, 'live', true);
  const nothing = {
    restoring: null,
    entering: null,
    running: [],
    queue: [],
    kept: [],
    rebuilds: 0,
    stepsLeft: 0,
  } as const;
  const session = { run, lines: new EntryLines(), nextNumber, ...nothing };
  return { session, effects: [{ type: 'openSession', runId, replay, start }, ...(effects as readonly ReplEffect[])] };
}

export function isBusy({ entering, running, restoring }: Session): boolean {
  return entering !== null || running.length > 0 || restoring !== null;
}

/** The number of the entry that is being typed. */
export function numberToCome({ session: { nextNumber, entering, queue } }: ReplState): number {
  return nextNumber + (entering === null ? 0 : 1) + queue.length;
}
