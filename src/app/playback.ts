/**
 * One run of a program as the learner drives it: live, paused, step by step, to and fro. The trace grows by slices, one
 * at a time; the cursor is where in the trace the learner is. Going back is a smaller cursor, nothing more.
 */
import type { Event, EventType } from '../trace/event.ts';
import type { Replay } from '../trace/replay.ts';
import type { Effect } from './effect.ts';
import { programOf, type WholeProgram } from '../trace/program-lines.ts';
import type { SliceOrder, SliceReport } from '../trace/slice.ts';

export const SPEEDS: readonly number[] = [0.25, 0.5, 1, 2, 4, 8, 16];
/** A slice that takes longer is late: something holds the loop, and the screen says so. */
const LATE_MS = 250;

/** With the program as it was when it started. */
export interface Run extends WholeProgram {
  readonly id: number;
  /** Grows; the first `known` events of it belong to this state. */
  readonly replay: Replay;
  readonly known: number;
  readonly cursor: number;
  /** The clock that is shown, seconds. While the program waits, it runs ahead of the last event, as far as is answered. */
  readonly playhead: number;
  readonly mode: 'live' | 'paused' | 'toEnd';
  readonly report: SliceReport | null;
  /** The slice under way. */
  readonly order: SliceOrder | null;
  /** How long the program has not come to rest, ms; counted up to `LATE_MS`. */
  readonly waitedMs: number;
  readonly wantsStep: boolean;
  /** It never ends by itself, its clock is the wall's, and it is asked for news from outside of its loop. */
  readonly isSession: boolean;
  /** Of a session: the playhead when it answered last. */
  readonly heardAt: number;
}

/**
 * What is said of it. `starting`: its process has not answered yet. `busy`: a handle holds the loop. `replay`: what is
 * shown has been there before.
 */
type Doing = 'starting' | 'live' | 'replay' | 'busy' | 'paused' | 'toEnd';

type Next = readonly [Run, readonly Effect[]];

/** `mode` paused: it waits at its start. */
export function startRun(
  id: number,
  program: WholeProgram,
  replay: Replay,
  mode: 'live' | 'paused' = 'live',
  isSession = false,
): Next {
  const position = { known: 0, cursor: 0, playhead: 0, mode, wantsStep: false, isSession, heardAt: 0 } as const;
  return proceed({ id, ...programOf(program), replay, ...position, report: null, order: null, waitedMs: 0 });
}

/** A run of another day, all of which is known: it is played again, and no process stands behind it. */
export function recordedRun(program: WholeProgram, replay: Replay): Run {
  const [run] = startRun(0, program, replay);
  const report = { state: 'ended', clock: replay.clockAt(replay.length), nextDue: null } as const;
  return { ...run, known: replay.length, report, order: null };
}

/** All that is known of it. */
export function eventsOf({ known, replay }: Run): readonly Event[] {
  return Array.from({ length: known }, (_, index) => replay.event(index)!);
}

export function hasEnded(run: Run): boolean {
  return run.report?.state === 'ended';
}

/** Nothing of the trace lies ahead, and nothing will. */
export function isAtEnd(run: Run): boolean {
  return hasEnded(run) && run.cursor === run.known;
}

/** Time matters to it: its clock follows, or an answer of its process is awaited. */
export function isMoving(run: Run): boolean {
  return run.mode !== 'paused' || run.wantsStep;
}

export function doing(run: Run): Doing {
  if (!isMoving(run)) return 'paused';
  if (run.report === null) return 'starting';
  const isKnown = run.cursor < run.known;
  if (run.mode === 'live' && isKnown) return 'replay';
  return run.waitedMs >= LATE_MS && !isKnown ? 'busy' : run.mode;
}

/**
 * Live, the clock follows the time that has passed, `speed` times as fast; the run itself comes back when nothing has
 * changed by it.
 */
export function letTimePass(run: Run, elapsedMs: number, speed: number): Next {
  const waited = run.order === null ? run : waitLonger(run, elapsedMs);
  if (run.mode !== 'live' || run.report === null) return [waited, []];
  const playhead = Math.min(run.playhead + (elapsedMs / 1_000) * speed, furthest(run));
  return playhead === run.playhead ? [waited, []] : proceed(follow({ ...waited, playhead }));
}

function waitLonger(run: Run, elapsedMs: number): Run {
  const waitedMs = Math.min(LATE_MS, run.waitedMs + elapsedMs);
  return waitedMs === run.waitedMs ? run : { ...run, waitedMs };
}

/** The clock beyond which only the answer that is awaited can tell what happens. */
function furthest({ order, playhead, replay, known }: Run): number {
  if (order === null) return Infinity;
  return Math.max(playhead, replay.clockAt(known), Number.isFinite(order.until) ? order.until : 0);
}

export function takeSlice(run: Run, report: SliceReport): Next {
  const waitedMs = report.state === 'ready' && run.report !== null ? run.waitedMs : 0;
  const known = run.replay.length;
  const isPresent = run.isSession && run.cursor === run.known;
  // What a session has computed has passed on the wall already.
  const playhead = isPresent && run.mode === 'live' ? Math.max(run.playhead, run.replay.clockAt(known)) : run.playhead;
  const grown = { ...run, known, report, order: null, waitedMs, playhead, heardAt: playhead };
  if (grown.mode === 'live') return proceed(follow(grown));
  if (grown.mode === 'toEnd' && report.state === 'ended') return [moveTo(grown, grown.known), []];
  if (grown.mode === 'toEnd')
    return proceed({ ...grown, cursor: grown.known, playhead: grown.replay.clockAt(grown.known) });
  if (!grown.wantsStep) return [grown, []];
  const hasStepped = grown.replay.stepsAt(grown.known) > grown.replay.stepsAt(grown.cursor);
  const isOver = report.state === 'ended' || (run.isSession && waitsForNothing(report));
  if (!hasStepped && !isOver) return proceed(grown);
  return [moveTo(grown, grown.replay.nextStep(grown.cursor)), []];
}

/** Pauses, or goes on; at the end it plays the trace once more. */
export function switchPlay(run: Run): Next {
  if (run.mode !== 'paused') return [pause(run), []];
  const start = isAtEnd(run) ? { cursor: 0, playhead: 0 } : {};
  return proceed({ ...run, ...start, mode: 'live', wantsStep: false });
}

export function pause(run: Run): Run {
  return { ...run, mode: 'paused', wantsStep: false };
}

export function step(run: Run): Next {
  const paused = pause(run);
  const { cursor, known, replay } = paused;
  if (cursor < known) {
    const next = replay.nextStep(cursor);
    // What comes after the last step belongs to it.
    return [moveTo(paused, hasEnded(run) && isQuiet(run, next, known) ? known : next), []];
  }
  return hasEnded(run) ? [paused, []] : proceed({ ...paused, wantsStep: true });
}

export function stepBack(run: Run): Run {
  const { replay, cursor } = run;
  const before = replay.previousStep(cursor);
  return moveTo(run, isAtEnd(run) && isQuiet(run, before, cursor) ? replay.previousStep(before) : before);
}

/** Whether between two places of the trace the loop only closes down: no handle ran, no task moved, nothing was printed. */
function isQuiet({ replay }: Run, from: number, to: number): boolean {
  for (let index = from; index < to; index++) if (!CLOSING.has(replay.event(index)!.type)) return false;
  return true;
}

const CLOSING: ReadonlySet<EventType> = new Set(['loopStopped', 'loopClosed', 'warning', 'limitReached', 'runEnded']);

export function toStart(run: Run): Run {
  return moveTo(run, 0);
}

export function toEnd(run: Run): Next {
  return hasEnded(run) ? [moveTo(run, run.known), []] : proceed({ ...run, mode: 'toEnd', wantsStep: false });
}

/** Paused behind the first `cursor` events. */
export function moveTo(run: Run, cursor: number): Run {
  return { ...pause(run), cursor, playhead: run.replay.clockAt(cursor) };
}

export function changeSpeed(speed: number, by: 1 | -1): number {
  return SPEEDS[SPEEDS.indexOf(speed) + by] ?? speed;
}

/** The cursor to where the playhead is. */
function follow(run: Run): Run {
  const cursor = Math.min(run.known, run.replay.indexAfter(run.playhead));
  const moved = { ...run, cursor };
  return isAtEnd(moved) ? moveTo(moved, moved.known) : moved;
}

/** Orders the next slice if one is due and none is under way. */
function proceed(run: Run): Next {
  const order = nextOrder(run);
  if (order === null) return [run, []];
  return [{ ...run, order }, [{ type: 'sliceRun', runId: run.id, order }]];
}

function nextOrder(run: Run): SliceOrder | null {
  if (run.order !== null || hasEnded(run)) return null;
  if (run.wantsStep) return { until: Infinity, handles: 1 };
  switch (run.mode) {
    case 'paused':
      return null;
    case 'toEnd':
      return { until: Infinity, handles: null };
    case 'live':
      return run.cursor === run.known && isDue(run) ? { until: run.playhead, handles: null } : null;
  }
}

function isDue({ report, playhead, isSession, heardAt, replay, known }: Run): boolean {
  if (report === null || report.state === 'ready') return true;
  if (report.nextDue !== null && report.nextDue <= playhead) return true;
  if (!isSession) return report.nextDue === null;
  const isWaiting = replay.at(known).livingTaskCount > 0;
  return playhead - heardAt >= (isWaiting ? NEWS_SECONDS : NO_NEWS_SECONDS);
}

/** How often a session is asked for news while tasks live, and while none does, seconds of its clock. */
const NEWS_SECONDS = 0.03;
const NO_NEWS_SECONDS = 0.25;

function waitsForNothing({ state, nextDue }: SliceReport): boolean {
  return state === 'idle' && nextDue === null;
}

/** Something was handed to a session: it has something to do. */
export function wake(run: Run): Next {
  const { report } = run;
  return proceed(report === null || report.state === 'ended' ? run : { ...run, report: { ...report, state: 'ready' } });
}

/** To the present of a session; a run that is live goes on from there. */
export function toPresent(run: Run): Run {
  const { known, replay, playhead } = run;
  return { ...run, cursor: known, playhead: Math.max(playhead, replay.clockAt(known)) };
}
