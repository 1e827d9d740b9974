/**
 * A trace as sentences: one for each event that matters, the clock in front, so that whoever sees no panel still understands what
 * happened and why. What the loop does only for itself (queues, turns, callbacks that pass a result on) is left out.
 */
import type { Language } from '../course/course.ts';
import type { ErrorText, Event, EventOf, HandleId, Place, TaskId, Wait } from '../trace/event.ts';
import type { Picture } from '../trace/picture.ts';
import { ProgramLines, type WholeProgram } from '../trace/program-lines.ts';
import type { Replay } from '../trace/replay.ts';
import { tellsWhere } from './deadlock-words.ts';
import { errorText, warningText } from './error-words.ts';
import { handleName, shortName } from './handle-words.ts';
import { isStop, limitText } from './limit-words.ts';
import { NARRATE_WORDS, type NarrateWords } from './narrate-words.ts';
import { PANEL_WORDS, type PanelWords, figure, taskMark } from './panel-words.ts';
import { type NamePlace, placeNamer } from './place-names.ts';
import { waitedFor } from './task-sentence.ts';
import { harmless, textWidth } from './width.ts';

interface Scheduled {
  readonly label: string;
  readonly task: TaskId | null;
  readonly isTimer: boolean;
  /** The task that ran when it was scheduled. */
  readonly by: TaskId | null;
}

/** Callbacks by which the loop tells itself something, and its own end. */
const OWN_CALLBACKS =
  /^(?:call (?:stop|taskGroup|gather|wait|shield|asCompleted|setState)|cancelled call|call cancelCall|end of a sleep|wake code outside tasks)$/;
/** Cells for the clock. */
const CLOCK = 9;

export class Narrator {
  readonly #replay: Replay;
  readonly #fileName: string;
  readonly #namePlace: NamePlace;
  readonly #language: Language;
  readonly #words: NarrateWords;
  readonly #panel: PanelWords;
  readonly #scheduled = new Map<HandleId, Scheduled>();
  readonly #waits = new Map<TaskId, Wait>();
  readonly #hasRun = new Set<TaskId>();
  readonly #toBeCancelled = new Set<TaskId>();
  /** The task whose code runs. */
  #runner: TaskId | null = null;
  #told = 0;

  constructor(replay: Replay, program: WholeProgram, language: Language) {
    this.#replay = replay;
    this.#fileName = program.fileName;
    this.#namePlace = placeNamer(new ProgramLines(program), language);
    this.#language = language;
    this.#words = NARRATE_WORDS[language];
    this.#panel = PANEL_WORDS[language];
  }

  /** The lines of what has come since it was asked before, each with its end: of at most so many events. */
  tell(most = Infinity): string {
    let text = '';
    const end = Math.min(this.#replay.length, this.#told + most);
    for (; this.#told < end; this.#told++) {
      const event = this.#replay.event(this.#told)!;
      for (const sentence of [...this.#pause(event), ...this.#sentences(event)]) text += this.#line(sentence);
    }
    return text;
  }

  /** A sentence of several lines goes on below its first one. */
  #line(sentence: string): string {
    const clock = this.#seconds(this.#replay.clockAt(this.#told + 1));
    const lead = clock + ' '.repeat(Math.max(2, CLOCK - textWidth(clock)));
    return `${lead}${harmless(sentence).replaceAll('\n', `\n${' '.repeat(textWidth(lead))}`)}\n`;
  }

  #seconds(seconds: number): string {
    return this.#panel.seconds(figure(seconds));
  }

  /** The clock went on while nothing held the loop. */
  #pause(event: Event): readonly string[] {
    const [before, now] = [this.#replay.clockAt(this.#told), this.#replay.clockAt(this.#told + 1)];
    const isIdle = event.type === 'timerDue' || event.type === 'iterationStarted';
    return now > before && isIdle ? [this.#words.nothingReady(this.#seconds(before), this.#seconds(now))] : [];
  }

  #sentences(event: Event): readonly string[] {
    const words = this.#words;
    switch (event.type) {
      case 'runStarted':
        return [words.programStarts(this.#fileName, event.clock)];
      case 'loopStarted':
        return event.loop === 0 ? [] : [words.loopStarts];
      case 'loopClosed':
        return event.loop === 0 ? [] : [words.loopCloses];
      case 'handleScheduled':
      case 'timerSet':
        return this.#schedule(event);
      case 'microtaskQueued': {
        const { microtask, label, task } = event;
        this.#scheduled.set(microtask, { label, task, isTimer: false, by: this.#runner });
        return task === null ? [words.queued(label)] : [];
      }
      case 'timerDue': {
        const timer = this.#scheduled.get(event.handle);
        return timer === undefined ? [] : [words.due(handleName(this.#now(), timer, this.#language))];
      }
      case 'handleStarted':
      case 'microtaskStarted':
        return this.#start(event.type === 'handleStarted' ? event.handle : event.microtask);
      case 'handleEnded':
        this.#runner = null;
        return [];
      case 'timerDropped':
        this.#scheduled.delete(event.handle);
        return [];
      case 'taskResumed':
        return this.#goOn(event.task, null);
      case 'clockCharged':
        return event.seconds > 0 ? [words.charged[event.why](this.#seconds(event.seconds))] : [];
      case 'taskCreated':
        return this.#create(event);
      case 'taskRenamed': {
        const task = this.#now().taskById(event.task);
        return task === null ? [] : [words.renamed(taskMark(task.index), event.name)];
      }
      case 'taskSuspended':
        return this.#suspend(event);
      case 'taskRuns':
        this.#waits.delete(event.task);
        return [words.runs(this.#name(event.task), event.label)];
      case 'lineReached':
        return [words.holds(this.#name(event.task), this.#lineOf(event.place)!)];
      case 'taskCancelRequested':
        this.#toBeCancelled.add(event.task);
        return [words.cancels(event.by === null ? null : this.#name(event.by), this.#name(event.task))];
      case 'taskEnded':
        return this.#end(event);
      case 'output':
        return this.#print(event);
      case 'warning':
        return [words.warns(this.#lineOf(event.place), `${event.category}: ${warningText(event, this.#language)}`)];
      case 'limitReached':
        return [limitText(event.name, event.value, this.#language) + this.#aside(event.place)];
      case 'runEnded':
        return this.#endProgram(event);
      case 'loopStopped':
      case 'iterationStarted':
      case 'handleCancelled':
      case 'entryStarted':
      case 'entryEnded':
      case 'errorUncaught':
        return [];
    }
  }

  #now(): Picture {
    return this.#replay.at(this.#told + 1);
  }

  /** A task that there is none of is not told of by the replay either. */
  #name(id: TaskId): string {
    return shortName(this.#now(), id) ?? `#${id}`;
  }

  #lineOf(place: Place | null | undefined): string | null {
    return place == null ? null : this.#namePlace(place, false);
  }

  #aside(place: Place | null | undefined): string {
    const line = this.#lineOf(place);
    return line === null ? '' : this.#panel.aside(line);
  }

  /** Only what belongs to no task is worth a sentence: of tasks it is told what they wait for. */
  #schedule(event: EventOf<'handleScheduled' | 'timerSet'>): readonly string[] {
    const { handle, label, task, type } = event;
    const scheduled = { label, task, isTimer: type === 'timerSet', by: this.#runner };
    this.#scheduled.set(handle, scheduled);
    if (type !== 'timerSet' || task !== null || OWN_CALLBACKS.test(label)) return [];
    return [this.#words.timerSet(handleName(this.#now(), scheduled, this.#language), this.#seconds(event.due))];
  }

  #start(id: HandleId): readonly string[] {
    const started = this.#scheduled.get(id);
    if (started === undefined) return [];
    const { label, task, isTimer, by } = started;
    // What has run will not run again.
    this.#scheduled.delete(id);
    this.#runner = isTimer ? null : task;
    if (isTimer && task !== null) return [];
    if (task !== null) return this.#goOn(task, by === task ? null : by);
    return OWN_CALLBACKS.test(label) ? [] : [this.#words.loopRuns(handleName(this.#now(), started, this.#language))];
  }

  /** Code of a task runs, for the first time or again. */
  #goOn(id: TaskId, by: TaskId | null): readonly string[] {
    const words = this.#words;
    const task = this.#now().taskById(id);
    if (task === null || task.endedAt !== null) return [];
    this.#runner = id;
    const wait = this.#waits.get(id);
    this.#waits.delete(id);
    const isFirst = !this.#hasRun.has(id);
    this.#hasRun.add(id);
    const isCancelled = this.#toBeCancelled.delete(id);
    if (isFirst && !isCancelled) return [words.starts(this.#name(id))];
    const what = wait === undefined || isCancelled ? null : waitedFor(this.#now(), wait, this.#language);
    // Who waits for a task says already who woke it.
    const isSaid = by === null || by === wait?.task;
    const why = isCancelled ? words.toBeCancelled : isSaid ? '' : words.wokenBy(this.#name(by));
    return [
      `${words.goesOn(this.#name(id), this.#lineOf(task.place), what)}${why}${this.#language === 'zh' ? '。' : '.'}`,
    ];
  }

  #create({ task, kind, parent, place }: EventOf<'taskCreated'>): readonly string[] {
    const by = parent === null ? null : shortName(this.#now(), parent);
    if (kind !== 'task') this.#hasRun.add(task);
    if (kind === 'async') this.#runner = task;
    return [this.#words.created[kind](this.#name(task), by, this.#lineOf(place))];
  }

  #suspend({ task, place, wait }: EventOf<'taskSuspended'>): readonly string[] {
    this.#waits.set(task, wait);
    if (this.#runner === task) this.#runner = null;
    const until = wait.until === null ? null : this.#seconds(wait.until);
    const waits = this.#panel.waits(this.#lineOf(place), waitedFor(this.#now(), wait, this.#language), until);
    return [this.#words.does(this.#name(task), waits)];
  }

  #end({ task, outcome, place, error }: EventOf<'taskEnded'>): readonly string[] {
    const words = this.#words;
    const name = this.#name(task);
    if (outcome === 'done') return [words.done(name, this.#lineOf(place))];
    if (outcome === 'cancelled') return [words.cancelled(name, this.#lineOf(place))];
    return [words.failed(name, this.#lineOf(error?.place ?? place), error === null ? '?' : this.#error(error))];
  }

  #error(error: ErrorText): string {
    return errorText(error, this.#language);
  }

  #print({ stream, text, task, place }: EventOf<'output'>): readonly string[] {
    const who = task === null ? null : shortName(this.#now(), task);
    const lines = text.replace(/\n$/, '').split('\n');
    return lines.map((line) => this.#words.prints(who, this.#lineOf(place), line, stream === 'err'));
  }

  #endProgram({ status, error }: EventOf<'runEnded'>): readonly string[] {
    const how = this.#words.programEnds(this.#panel.ended[status]);
    if (error === null) return [how];
    if (isStop({ status, error })) return [`${how.slice(0, -1)}${this.#aside(error.place)}${how.slice(-1)}`];
    return [how, this.#error(error) + (tellsWhere(error) ? '' : this.#aside(error.place))];
  }
}
