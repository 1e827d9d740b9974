/**
 * A trace as Chrome trace events (JSON Object Format), for Perfetto and chrome://tracing: a track for each loop and each task,
 * slices for what runs, is ready or waits, instants for what is printed and said, flows from what woke a task to the step that
 * it woke. The whole trace follows under a key of ours, line by line, for `open`.
 *
 * The text comes in pieces; nothing is kept of it. `traceEvents` is the first key: Perfetto's reader goes no further than the
 * first one that it does not know. Slices of a track never overlap, and a flow begins and ends strictly within a slice, which
 * is how both viewers find it.
 */
import type { Language } from '../course/course.ts';
import type { EventOf, HandleId, LoopId, Place, TaskId, Wait } from '../trace/event.ts';
import { writeKept } from '../trace/kept-event.ts';
import type { TaskNames, TaskPicture } from '../trace/picture.ts';
import { ProgramLines, programOf } from '../trace/program-lines.ts';
import type { TaskChange } from '../trace/task-history.ts';
import { errorText, warningText } from '../text/error-words.ts';
import { handleName, shortName } from '../text/handle-words.ts';
import { limitText } from '../text/limit-words.ts';
import { PANEL_WORDS, type PanelWords, taskLabel, taskMark } from '../text/panel-words.ts';
import { waitedFor } from '../text/task-sentence.ts';
import { displayTimes } from './display-times.ts';
import type { KeptTrace } from './kept-trace.ts';

/** Raised whenever a program that knows the version before could misread the file. */
export const KEPT_VERSION = 1;
/** The line that our part of the file begins with starts so. */
export const KEPT_KEY = '"asyncTutor":';

/** The only process; its main thread, which viewers show first, is the first loop. */
const PID = 1;
/** So much text is handed out at once, UTF-16 units. */
const PIECE = 1 << 16;

export function* chromeTrace(kept: KeptTrace, language: Language): Generator<string> {
  yield '{"traceEvents":[\n';
  yield* new Tracks(kept, language).pieces();
  const { replay, length } = kept;
  const header = JSON.stringify({ version: KEPT_VERSION, events: length, ...programOf(kept) });
  let piece = `\n],\n${KEPT_KEY}${header.slice(0, -1)},"trace":[\n`;
  for (let index = 0; index < length; index++) {
    piece += writeKept(replay.event(index)!) + (index < length - 1 ? ',\n' : '\n');
    if (piece.length < PIECE) continue;
    yield piece;
    piece = '';
  }
  yield `${piece}]}}\n`;
}

/** Something that will run. */
interface Handle {
  readonly loop: LoopId | null;
  readonly label: string;
  readonly task: TaskId | null;
  readonly isTimer: boolean;
  /** What is under way while it is set, scheduled or queued. */
  readonly from: Point | null;
  /** The event that it began with. */
  since: number;
}

/** A place within a slice. */
interface Point {
  readonly track: number;
  /** Nanoseconds. */
  readonly time: number;
}

class Tracks {
  readonly #kept: KeptTrace;
  readonly #language: Language;
  readonly #words: PanelWords;
  readonly #lines: ProgramLines;
  readonly #times: Float64Array;
  readonly #names: TaskNames;
  readonly #tasks: readonly TaskPicture[];
  readonly #indexes = new Map<TaskId, number>();
  /** In the order in which they are first heard of. */
  readonly #loops: readonly LoopId[];
  readonly #handles = new Map<HandleId, Handle>();
  /** What runs on each loop. */
  readonly #running = new Map<LoopId, Handle>();
  /** The loop, and the task, that what happens now belongs to. */
  #loop: LoopId | null = null;
  #runner: TaskId | null = null;
  /** The end of the task that ended in this step: what it wakes is woken by that. */
  #ending: Point | null = null;
  #flows = 0;
  /** What is not handed out yet. */
  #text = '';

  constructor(kept: KeptTrace, language: Language) {
    this.#kept = kept;
    this.#language = language;
    this.#words = PANEL_WORDS[language];
    this.#lines = new ProgramLines(kept);
    const { replay, length } = kept;
    this.#times = displayTimes(replay, length);
    const end = replay.at(length);
    this.#tasks = Array.from({ length: end.taskCount }, (_, index) => end.task(index));
    for (const { id, index } of this.#tasks) this.#indexes.set(id, index);
    this.#names = { taskById: (id) => this.#tasks[this.#indexes.get(id) ?? -1] ?? null };
    this.#loops = loopsOf(kept);
  }

  *pieces(): Generator<string> {
    this.#putNames();
    for (const task of this.#tasks) {
      this.#putTask(task);
      if (this.#text.length >= PIECE) yield this.#take();
    }
    for (let moment = 0; moment < this.#kept.length; moment++) {
      this.#putEvent(moment);
      if (this.#text.length >= PIECE) yield this.#take();
    }
    for (const loop of this.#running.keys()) this.#putHandle(loop, this.#kept.length);
    yield this.#take();
  }

  #take(): string {
    const text = this.#text;
    this.#text = '';
    return text;
  }

  /** The name of the process is the first record. */
  #put(record: string): void {
    this.#text += `,\n${record}`;
  }

  #putNames(): void {
    const process = quote(this.#kept.fileName);
    this.#text = `{"ph":"M","name":"process_name","pid":${PID},"tid":1,"args":{"name":${process}}}`;
    for (const [index, loop] of this.#loops.entries()) {
      const name = loop === 0 ? 'Node.js' : `${this.#words.loop}${this.#loops.length > 1 ? ` ${loop}` : ''}`;
      this.#putName(1 + index, name);
    }
    for (const task of this.#tasks) {
      const { first, second } = taskLabel(task);
      this.#putName(this.#trackOf(task.index), `${taskMark(task.index)} ${first} ${second}`.trimEnd());
    }
  }

  #putName(track: number, name: string): void {
    const start = `{"ph":"M","pid":${PID},"tid":${track},"name":`;
    this.#put(`${start}"thread_name","args":{"name":${quote(name)}}}`);
    this.#put(`${start}"thread_sort_index","args":{"sort_index":${track}}}`);
  }

  #trackOf(task: number): number {
    return 1 + this.#loops.length + task;
  }

  /** What it did, one slice after another. */
  #putTask(task: TaskPicture): void {
    const track = this.#trackOf(task.index);
    let open: TaskChange | null = null;
    let last: TaskChange | null = null;
    for (const change of this.#kept.replay.changes(task.index, this.#kept.length)) {
      last = change;
      if (open !== null && open.state === change.state && (open.state !== 'waiting' || open.wait === change.wait))
        continue;
      if (open !== null) this.#put(this.#stretch(track, open, change.moment));
      open = isOver(change) ? null : change;
      if (open === null) break;
    }
    if (open !== null) this.#put(this.#stretch(track, open, this.#kept.length));
    else if (last !== null) this.#put(this.#outcome(track, last));
  }

  #stretch(track: number, { moment, state, place, wait }: TaskChange, end: number): string {
    const since = this.#times[moment]!;
    const line = place === null || state === 'ready' ? [] : [this.#lineArgs(place)];
    const isWaiting = state === 'waiting' && wait !== null;
    const name = isWaiting ? this.#waitName(wait) : this.#words.state[state];
    const args = isWaiting ? [...line, ...this.#waitArgs(wait)] : line;
    return slice('task', track, quote(name), since, this.#times[end]!, args.join(','));
  }

  #waitName({ what }: Wait): string {
    return this.#words.waits(null, waitedFor(this.#names, { what, until: null, task: null }, this.#language), null);
  }

  #waitArgs({ what, until, task }: Wait): readonly string[] {
    const name = task === null ? null : shortName(this.#names, task);
    return [
      `"for":${quote(what)}`,
      ...(until === null ? [] : [`"until":${until}`]),
      ...(name === null ? [] : [`"task":${quote(name)}`]),
    ];
  }

  #outcome(track: number, { moment, state, place, error }: TaskChange): string {
    const text = error === null ? '' : `: ${errorText(error, this.#language)}`;
    const where = error?.place ?? place;
    const args = where === null ? '' : this.#lineArgs(where);
    return instant(track, this.#words.state[state] + text, this.#times[moment]!, args);
  }

  /** Of a program of several files, its file before the line. */
  #lineArgs(place: Place): string {
    if (!this.#lines.needsFile) return `"line":${place.line}`;
    const { fileName, line } = this.#lines.at(place.line);
    return `"file":${quote(fileName)},"line":${line}`;
  }

  #putEvent(moment: number): void {
    const event = this.#kept.replay.event(moment)!;
    switch (event.type) {
      case 'handleScheduled':
      case 'timerSet': {
        const { handle, loop, label, task, type } = event;
        return this.#add(handle, loop, label, task, type === 'timerSet', moment);
      }
      case 'microtaskQueued': {
        const { microtask, label, task } = event;
        return this.#add(microtask, null, label, task, false, moment);
      }
      case 'handleStarted':
        return this.#startHandle(event.handle, moment);
      case 'handleEnded':
        return this.#endHandle(event.handle, moment);
      case 'microtaskStarted':
        return this.#startMicrotask(event.microtask, moment);
      case 'taskResumed':
        this.#runner = event.task;
        this.#ending = null;
        return;
      case 'timerDropped':
        return void this.#handles.delete(event.handle);
      case 'taskCreated':
        if (event.kind === 'async') this.#runner = event.task;
        return;
      case 'taskSuspended':
        if (this.#runner === event.task) this.#runner = null;
        return;
      case 'taskEnded':
        if (this.#runner !== event.task) return;
        // Still within its last slice.
        if (this.#kept.replay.stateOf(event.task, moment) === 'running')
          this.#ending = { track: this.#trackOf(this.#indexes.get(event.task)!), time: this.#times[moment]! - 1 };
        this.#runner = null;
        return;
      case 'taskCancelRequested':
      case 'clockCharged':
      case 'output':
      case 'warning':
      case 'limitReached':
      case 'runEnded':
        return this.#put(this.#instantOf(event, this.#times[moment]!));
      case 'runStarted':
      case 'loopStarted':
      case 'loopStopped':
      case 'loopClosed':
      case 'iterationStarted':
      case 'timerDue':
      case 'handleCancelled':
      case 'taskRenamed':
      case 'taskRuns':
      case 'lineReached':
      case 'entryStarted':
      case 'entryEnded':
      case 'errorUncaught':
        return;
    }
  }

  #add(id: HandleId, loop: LoopId | null, label: string, task: TaskId | null, isTimer: boolean, moment: number): void {
    if (this.#handles.has(id)) return;
    // Who runs by a timer is woken by the timer.
    const from = task === null || isTimer ? null : this.#here(moment);
    this.#handles.set(id, { loop, label, task, isTimer, from, since: 0 });
  }

  /** Within which slice event `moment` happens. */
  #here(moment: number): Point | null {
    const time = this.#times[moment]!;
    const runner = this.#runner;
    if (runner !== null && this.#kept.replay.stateOf(runner, moment + 1) === 'running')
      return { track: this.#trackOf(this.#indexes.get(runner)!), time };
    if (this.#ending !== null) return this.#ending;
    return this.#loop === null ? null : { track: this.#trackOfLoop(this.#loop), time };
  }

  #trackOfLoop(loop: LoopId): number {
    return 1 + this.#loops.indexOf(loop);
  }

  #startHandle(id: HandleId, moment: number): void {
    const handle = this.#handles.get(id);
    if (handle === undefined || handle.loop === null) return;
    const { loop, task, isTimer } = handle;
    if (this.#running.has(loop)) this.#putHandle(loop, moment);
    handle.since = moment;
    this.#running.set(loop, handle);
    this.#loop = loop;
    this.#ending = null;
    this.#runner = isTimer ? null : task;
    // A timer only wakes its task: that is one more handle.
    if (!isTimer && task !== null) this.#putFlow(handle, task, moment);
  }

  #startMicrotask(id: HandleId, moment: number): void {
    const microtask = this.#handles.get(id);
    this.#handles.delete(id);
    if (microtask === undefined || microtask.loop !== null) return;
    this.#runner = microtask.task;
    this.#ending = null;
    if (microtask.task !== null) this.#putFlow(microtask, microtask.task, moment);
  }

  /** From what woke it to the step that begins with event `moment`. */
  #putFlow({ from, label }: Handle, task: TaskId, moment: number): void {
    if (from === null || this.#kept.replay.stateOf(task, moment + 1) !== 'running') return;
    const what = `"cat":"wake","name":${quote(label)},"id":${++this.#flows},"pid":${PID}`;
    const track = this.#trackOf(this.#indexes.get(task)!);
    this.#put(`{"ph":"s",${what},"tid":${from.track},"ts":${micro(from.time)}}`);
    this.#put(`{"ph":"f","bp":"e",${what},"tid":${track},"ts":${micro(this.#times[moment]! + 1)}}`);
  }

  #endHandle(id: HandleId, moment: number): void {
    const handle = this.#handles.get(id);
    this.#handles.delete(id);
    const loop = handle?.loop ?? null;
    if (loop === null || this.#running.get(loop) !== handle) return;
    this.#putHandle(loop, moment);
    this.#loop = null;
    this.#runner = null;
    this.#ending = null;
  }

  #putHandle(loop: LoopId, moment: number): void {
    const handle = this.#running.get(loop)!;
    this.#running.delete(loop);
    const name = quote(handleName(this.#names, handle, this.#language));
    const label = `"label":${quote(handle.label)}`;
    const [from, to] = [this.#times[handle.since]!, this.#times[moment]!];
    this.#put(slice('loop', this.#trackOfLoop(loop), name, from, to, label));
  }

  #instantOf(
    event: EventOf<'taskCancelRequested' | 'clockCharged' | 'output' | 'warning' | 'limitReached' | 'runEnded'>,
    time: number,
  ): string {
    const words = this.#words;
    const line = 'place' in event && event.place !== null ? this.#lineArgs(event.place) : '';
    const index = 'task' in event && event.task !== null ? this.#indexes.get(event.task) : undefined;
    const track = index === undefined ? null : this.#trackOf(index);
    switch (event.type) {
      case 'taskCancelRequested': {
        const by = event.by === null ? null : shortName(this.#names, event.by);
        return instant(track, words.cancelRequested, time, by === null ? '' : `"by":${quote(by)}`);
      }
      case 'clockCharged':
        return instant(track, words.charged[event.why], time, `"seconds":${event.seconds}`);
      case 'output': {
        const text = event.text.replace(/\n$/, '');
        const stream = `"stream":"${event.stream}"`;
        return instant(track, text, time, line === '' ? stream : `${stream},${line}`);
      }
      case 'warning':
        return instant(track, `${event.category}: ${warningText(event, this.#language)}`, time, line);
      case 'limitReached':
        return instant(track, limitText(event.name, event.value, this.#language), time, line);
      case 'runEnded': {
        const { status, error } = event;
        const text = error === null ? '' : `: ${errorText(error, this.#language)}`;
        return instant(track, words.ended[status] + text, time, `"status":"${status}"`);
      }
    }
  }
}

/** Every loop that anything of the trace belongs to; the program's own without one has one, too. */
function loopsOf({ replay, length }: KeptTrace): readonly LoopId[] {
  const loops = new Set<LoopId>();
  for (let index = 0; index < length; index++) {
    const event = replay.event(index)!;
    if ('loop' in event) loops.add(event.loop);
  }
  // Node's own loop is the background of all others.
  const [own, others] = [[...loops].filter((loop) => loop === 0), [...loops].filter((loop) => loop !== 0)];
  return loops.size === 0 ? [0] : [...others, ...own];
}

function isOver({ state }: TaskChange): boolean {
  return state === 'done' || state === 'failed' || state === 'cancelled';
}

function slice(cat: string, track: number, name: string, from: number, to: number, args: string): string {
  return `{"ph":"X","cat":"${cat}","name":${name},"pid":${PID},"tid":${track},"ts":${micro(from)},"dur":${micro(to - from)},"args":{${args}}}`;
}

/** On a track, or (null) across the whole program. */
function instant(track: number | null, name: string, time: number, args: string): string {
  const where = track === null ? `"s":"p","pid":${PID},"tid":1` : `"s":"t","pid":${PID},"tid":${track}`;
  return `{"ph":"i","cat":"event","name":${quote(name)},${where},"ts":${micro(time)},"args":{${args}}}`;
}

/** Nanoseconds as microseconds, exactly. */
function micro(nanoseconds: number): string {
  const rest = nanoseconds % 1_000;
  const whole = (nanoseconds - rest) / 1_000;
  return rest === 0 ? `${whole}` : `${whole}.${`${rest}`.padStart(3, '0')}`;
}

const QUOTED = new Map<string, string>();
const MOST_QUOTED = 4_096;

/** As JSON. Names come again and again. */
function quote(text: string): string {
  const known = QUOTED.get(text);
  if (known !== undefined) return known;
  const quoted = JSON.stringify(text.length <= 1_000 ? text : `${text.slice(0, 999)}…`);
  if (QUOTED.size >= MOST_QUOTED) QUOTED.clear();
  if (text.length < 200) QUOTED.set(text, quoted);
  return quoted;
}
