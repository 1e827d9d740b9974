/** How entries go through a session: one after another, each told when it is over; and how a session that died comes back. */
import { byEntry, runHint } from '../../text/entry-words.ts';
import { isStop } from '../../text/limit-words.ts';
import { figure, PANEL_WORDS } from '../../text/panel-words.ts';
import type { Event, EventOf } from '../../trace/event.ts';
import { EntryLines } from '../../trace/entry-lines.ts';
import type { WholeProgram } from '../../trace/program-lines.ts';
import { Replay } from '../../trace/replay.ts';
import type { SliceReport } from '../../trace/slice.ts';
import * as playback from '../playback.ts';
import type { Entered } from '../ports.ts';
import { withSignatures } from './completion.ts';
import type { ReplEffect } from './message.ts';
import { type Plan, planOf, taskOf } from './plan.ts';
import {
  type About,
  entryLines,
  errorLines,
  limitLines,
  problemLines,
  promptLabel,
  resultLines,
  uncaughtLines,
  warningLines,
} from './sayings.ts';
import {
  type KeptEntry,
  isBusy,
  type LoadedProgram,
  newSession,
  type Next,
  type QueuedEntry,
  type ReplState,
  type Restoring,
  type Session,
} from './state.ts';
import { add, print, PROSE_INDENT, textLines } from './transcript.ts';
import { REPL_WORDS } from './words.ts';

export function withSession(state: ReplState, change: Partial<Session>): ReplState {
  return { ...state, session: { ...state.session, ...change } };
}

/** At the end of the transcript, which is shown. */
export function tell(state: ReplState, text: string, look: 'dim' | 'bad' | 'warning' | 'plain' = 'dim'): ReplState {
  return { ...state, transcript: add(state.transcript, textLines(text, look), PROSE_INDENT), scroll: 0 };
}

function about({ language, session }: ReplState): About {
  return { language, lines: session.lines };
}

function withRun(state: ReplState, [run, effects]: ReturnType<typeof playback.wake>): Next {
  return [withSession(state, { run }), effects as readonly ReplEffect[]];
}

export function submit(state: ReplState, entry: QueuedEntry): Next {
  return handOver({ ...withSession(state, { queue: [...state.session.queue, entry] }), scroll: 0 });
}

/** The next one begins when those before it have ended. */
function handOver(state: ReplState): Next {
  const { session } = state;
  const [entry, ...queue] = session.queue;
  if (entry === undefined || isBusy(session)) return [state, []];
  const { nextNumber: number } = session;
  const label = promptLabel(number);
  const lines =
    entry.file === null
      ? entryLines(label, entry.source)
      : textLines(REPL_WORDS[state.language].isFile(number, entry.file), 'dim');
  const run = playback.toPresent(session.run);
  const shown = { ...state, transcript: add(state.transcript, lines) };
  return [
    withSession(shown, { run, queue, entering: entry }),
    [{ type: 'enterEntry', runId: run.id, source: entry.source, at: run.playhead, number }],
  ];
}

export function takeEntered(state: ReplState, runId: number, entered: Entered): Next {
  const { session } = state;
  if (runId !== session.run.id) return [state, []];
  if (session.restoring !== null) return restoredEntered(state, session.restoring, entered);
  const { entering } = session;
  if (entering === null) return [state, []];
  if (!entered.ok) {
    // Whoever reads of its end hands the entry over again.
    if (playback.hasEnded(session.run)) return [state, []];
    const { nextNumber } = session;
    const lines = problemLines(about(state), nextNumber, entering.source, entered.problem);
    const told = { ...state, transcript: add(state.transcript, lines, PROSE_INDENT) };
    return handOver(withSession(told, { entering: null, nextNumber: nextNumber + 1 }));
  }
  const { number, firstLine } = entered;
  session.lines.add(number, firstLine, entering.source);
  const startedAt = session.run.playhead;
  const running = [...session.running, { number, source: entering.source, startedAt }];
  const known = { ...state, signatures: withSignatures(state.signatures, entered.signatures) };
  const begun = withSession(known, { entering: null, running, nextNumber: number + 1 });
  return withRun(begun, playback.wake(begun.session.run));
}

export function takeSlice(state: ReplState, report: SliceReport): Next {
  const { run, restoring } = state.session;
  if (restoring !== null) return restoredSlice(state, restoring, report);
  const from = run.known;
  const [taken, effects] = playback.takeSlice(run, report);
  const [told, more] = hear(withSession(state, { run: taken }), from, taken.known);
  const [stepped, last] = stepOn(told);
  return [stepped, [...(effects as readonly ReplEffect[]), ...more, ...last]];
}

/** The next of several steps. */
export function stepOn(state: ReplState): Next {
  const { run, stepsLeft } = state.session;
  if (stepsLeft === 0 || run.order !== null || run.wantsStep) return [state, []];
  const [next, effects] = playback.step(run);
  const stepped = withSession(state, {
    run: next,
    stepsLeft: next.cursor === run.cursor && !next.wantsStep ? 0 : stepsLeft - 1,
  });
  if (effects.length > 0) return [stepped, effects as readonly ReplEffect[]];
  return stepOn(stepped);
}

function hear(state: ReplState, from: number, to: number): Next {
  let next = state;
  const effects: ReplEffect[] = [];
  for (let index = from; index < to; index++) {
    const [told, more] = hearEvent(next, state.session.run.replay.event(index)!);
    next = told;
    effects.push(...more);
  }
  return [next, effects];
}

function hearEvent(state: ReplState, event: Event): Next {
  switch (event.type) {
    case 'output': {
      const printed = hearPrinted(state, event, about(state));
      const hint = event.stream === 'err' ? runHint(event.text, '', state.language) : null;
      return [hint === null ? printed : tell(printed, hint, 'warning'), []];
    }
    case 'warning':
    case 'limitReached':
      return [hearPrinted(state, event, about(state)), []];
    case 'errorUncaught': {
      const lines = uncaughtLines(about(state), event.name, event.error);
      return [{ ...state, transcript: add(state.transcript, lines, PROSE_INDENT) }, []];
    }
    case 'entryEnded':
      return entryEnded(state, event);
    case 'runEnded':
      return died(state, event);
    default:
      return [state, []];
  }
}

function hearPrinted(state: ReplState, event: EventOf<'output' | 'warning' | 'limitReached'>, whose: About): ReplState {
  const { transcript } = state;
  switch (event.type) {
    case 'output': {
      const text = event.stream === 'err' ? byEntry(event.text, whose.lines) : event.text;
      return { ...state, transcript: print(transcript, event.stream, text) };
    }
    case 'warning':
      return { ...state, transcript: add(transcript, warningLines(whose, event), PROSE_INDENT) };
    case 'limitReached':
      return { ...state, transcript: add(transcript, limitLines(whose, event), PROSE_INDENT) };
  }
}

function entryEnded(state: ReplState, event: EventOf<'entryEnded'>): Next {
  const { session } = state;
  const ended = session.running.find(({ number }) => number === event.entry);
  if (ended === undefined) return [state, []];
  const { number, source } = ended;
  const kept = event.outcome === 'done' ? [...session.kept, { number, source, at: ended.startedAt }] : session.kept;
  const running = session.running.filter((each) => each !== ended);
  const lastEntry = { number, seconds: event.at - ended.startedAt };
  const lines =
    event.outcome === 'cancelled'
      ? textLines(`⊘ ${REPL_WORDS[state.language].cancelled}`, 'cancelled')
      : event.error !== null
        ? errorLines(about(state), event.error)
        : event.text === ''
          ? []
          : resultLines(byEntry(event.text, about(state).lines));
  const indent = event.error === null ? null : PROSE_INDENT;
  const told = { ...state, transcript: add(state.transcript, lines, indent), lastEntry };
  const rebuilds = event.outcome === 'done' ? 0 : session.rebuilds;
  return handOver(withSession(told, { running, kept, rebuilds }));
}

/** So often it is tried to build a session again. */
const ATTEMPTS = 3;

/** What had ended well is entered once more; what ran then is lost. */
function died(state: ReplState, { status, error }: EventOf<'runEnded'>): Next {
  const { session } = state;
  if (error?.name === 'SystemExit' || status === 'done') return [state, [{ type: 'quit' }]];
  const told =
    error !== null && !isStop({ status, error })
      ? { ...state, transcript: add(state.transcript, errorLines(about(state), error), PROSE_INDENT) }
      : state;
  const words = REPL_WORDS[state.language];
  const entries = session.kept.length;
  const said = tell(told, entries === 0 ? words.reset : words.rebuilding(entries), 'warning');
  const { replay, heardAt } = session.run;
  const plan = planOf(replay, session.kept, heardAt);
  if (session.rebuilds >= ATTEMPTS) return rebuild(tell(said, words.notRebuilt, 'warning'), [], plan, 0);
  return rebuild(said, session.kept, plan, session.rebuilds + 1);
}

function rebuild(state: ReplState, kept: readonly KeptEntry[], plan: Plan, attempt: number): Next {
  const { nextNumber, queue, entering } = state.session;
  const { session, effects } = newSession(state.nextRunId, nextNumber, kept.length === 0 ? null : plan.start);
  // What the dead one had not begun with comes first.
  const waiting = entering === null ? queue : [entering, ...queue];
  const open = { ...state, nextRunId: state.nextRunId + 1, session: { ...session, queue: waiting, kept } };
  if (kept.length === 0) {
    const [handed, more] = handOver(open);
    return [handed, [...effects, ...more]];
  }
  const count = { slices: 0, isCancelAsked: false, entered: 0, cancelled: 0, isBehind: plan.until === null };
  const restoring = { plan, left: plan.deeds, current: null, ...count, attempt };
  const run = { ...session.run, order: null };
  const [next, more] = restoreNext(withSession(open, { run, restoring }), restoring);
  return [next, [...effects.filter(({ type }) => type === 'openSession'), ...more]];
}

/** The clock goes to the time of what is to be done next. */
function restoreNext(state: ReplState, before: Restoring): Next {
  const restoring = { ...before, current: null, slices: 0, isCancelAsked: false };
  const next = withSession(state, { restoring });
  return restoring.plan.until === null ? restoreDeed(next, restoring) : restoreOn(next, timeOfNext(restoring));
}

function timeOfNext({ left, plan }: Restoring): number {
  return left[0]?.at ?? plan.until ?? 0;
}

function restoreDeed(state: ReplState, restoring: Restoring): Next {
  const [deed, ...left] = restoring.left;
  const { run } = state.session;
  if (deed === undefined) return restored(state, restoring);
  if (deed.is === 'cancel') {
    const task = taskOf(run.replay, deed.origin);
    const [next, effects] = restoreNext(state, { ...restoring, left });
    return [next, task === null ? effects : [{ type: 'cancelTask', runId: run.id, task }, ...effects]];
  }
  const next = withSession(state, { restoring: { ...restoring, left, current: deed.entry, slices: 0 } });
  const { number, source } = deed.entry;
  const at = restoring.plan.until === null ? run.replay.clockAt(run.known) : deed.at;
  return [next, [{ type: 'enterEntry', runId: run.id, source, at, number }]];
}

function restoredEntered(state: ReplState, restoring: Restoring, entered: Entered): Next {
  if (!entered.ok || restoring.current === null) return restoreNext(state, restoring);
  state.session.lines.add(entered.number, entered.firstLine, restoring.current.source);
  return restoreOn(withSession(state, { restoring: { ...restoring, entered: restoring.entered + 1 } }), Infinity);
}

function restoreOn(state: ReplState, until: number): Next {
  const { run } = state.session;
  const order = { until, handles: null };
  return [withSession(state, { run: { ...run, order } }), [{ type: 'sliceRun', runId: run.id, order }]];
}

/** So many slices an entry has: of those in which it only waits, and of any. Then it is cancelled, then left. */
const WAITING_SLICES = 40;
const MOST_SLICES = 250;

function restoredSlice(state: ReplState, before: Restoring, report: SliceReport): Next {
  const { run } = state.session;
  const { replay, known } = run;
  const heard = withSession(state, { run: { ...run, known: replay.length, report, order: null } });
  const restoring = { ...before, slices: before.slices + 1 };
  for (let index = known; index < replay.length; index++) {
    const event = replay.event(index)!;
    if (event.type === 'runEnded') return restoreAnew(heard, restoring);
    if (event.type !== 'entryEnded' || event.entry !== restoring.current?.number) continue;
    const cancelled = restoring.cancelled + (event.outcome === 'done' ? 0 : 1);
    return restoreNext(heard, { ...restoring, cancelled });
  }
  if (restoring.current === null) return restoredTime(heard, restoring, report);
  const most = report.state === 'idle' ? WAITING_SLICES : MOST_SLICES;
  if (restoring.slices < most) return restoreOn(withSession(heard, { restoring }), Infinity);
  if (restoring.isCancelAsked) return restoreNext(heard, { ...restoring, cancelled: restoring.cancelled + 1 });
  const [next, effects] = restoreOn(
    withSession(heard, { restoring: { ...restoring, slices: 0, isCancelAsked: true } }),
    Infinity,
  );
  return [next, [{ type: 'cancelTask', runId: run.id, task: null }, ...effects]];
}

/** Whether all has happened until the time of what is next. What takes too long is not waited for. */
function restoredTime(state: ReplState, restoring: Restoring, { state: is, nextDue }: SliceReport): Next {
  const until = timeOfNext(restoring);
  const isThere = is === 'idle' && (nextDue === null || nextDue > until);
  if (isThere) return restoreDeed(state, restoring);
  if (restoring.slices < MOST_SLICES) return restoreOn(withSession(state, { restoring }), until);
  return restoreDeed(state, { ...restoring, isBehind: true });
}

/** One of them has ended this session as well; or what happened between two of them, which is left out then. */
function restoreAnew(state: ReplState, { plan, current, attempt }: Restoring): Next {
  const words = REPL_WORDS[state.language];
  const { kept } = state.session;
  if (attempt >= ATTEMPTS) return rebuild(tell(state, words.notRebuilt, 'warning'), [], plan, 0);
  if (current === null) return rebuild(state, kept, { ...plan, until: null }, attempt + 1);
  const rest = kept.filter((entry) => entry.number !== current.number);
  const deeds = plan.deeds.filter((deed) => deed.is !== 'entry' || deed.entry.number !== current.number);
  const told = tell(state, words.notBack(current.number), 'warning');
  return rebuild(told, rest, { ...plan, deeds }, attempt + 1);
}

function restored(state: ReplState, { plan, entered, cancelled, isBehind, attempt }: Restoring): Next {
  const { run } = state.session;
  const told = tell(state, REPL_WORDS[state.language].rebuilt(entered, cancelled, isBehind));
  const present = { ...run, playhead: Math.max(run.playhead, plan.until ?? 0) };
  const [handed, effects] = handOver(
    withSession(told, { restoring: null, run: playback.toPresent(present), rebuilds: attempt }),
  );
  const [woken, more] = withRun(handed, playback.wake(handed.session.run));
  return [woken, [...effects, ...more]];
}

export function reset(state: ReplState): Next {
  const { session, effects } = newSession(state.nextRunId, 1);
  const told = tell(state, REPL_WORDS[state.language].reset);
  return [{ ...told, nextRunId: state.nextRunId + 1, session, lastEntry: null }, effects];
}

/** A file that runs as a program: to its end, as fast as it goes. */
export function startProgram(state: ReplState, file: string, source: string, whole: WholeProgram): Next {
  const { nextRunId: runId } = state;
  const replay = new Replay();
  const told = tell(state, REPL_WORDS[state.language].runsProgram(file));
  const lines = new EntryLines();
  lines.addProgram(whole);
  return [
    { ...told, nextRunId: runId + 1, program: { runId, lines, replay, known: 0 } },
    [{ type: 'startProgram', runId, file, source, replay }, sliceOf(runId)],
  ];
}

function sliceOf(runId: number): ReplEffect {
  return { type: 'sliceRun', runId, order: { until: Infinity, handles: null } };
}

export function takeProgramSlice(state: ReplState, program: LoadedProgram, report: SliceReport): Next {
  const { replay, runId, lines } = program;
  const whose = { language: state.language, lines };
  let told: ReplState = { ...state, program: { ...program, known: replay.length } };
  for (let index = program.known; index < replay.length; index++) {
    const event = replay.event(index)!;
    if (event.type === 'output' || event.type === 'warning' || event.type === 'limitReached')
      told = hearPrinted(told, event, whose);
    if (event.type !== 'runEnded') continue;
    if (event.error !== null && !isStop(event))
      told = { ...told, transcript: add(told.transcript, errorLines(whose, event.error), PROSE_INDENT) };
    const outcome = PANEL_WORDS[state.language].ended[event.status];
    told = tell(told, REPL_WORDS[state.language].programEnded(outcome, figure(event.at)));
  }
  return report.state === 'ended' ? [{ ...told, program: null }, []] : [told, [sliceOf(runId)]];
}
