/**
 * Writes down what the loop does, as lines for the parent. Evaluated inside the context, beside strangers' code: it uses
 * string concatenation and captured functions only, so that a program that patches builtins deceives nobody but itself.
 */
import type { EventLoop, ExceptionContext, Handle, TimerHandle } from '../asyncio/base-events.ts';
import { START } from '../asyncio/events.ts';
import { FAILED, type Future } from '../asyncio/futures.ts';
import type { Watcher } from '../asyncio/instrument.ts';
import { Task } from '../asyncio/tasks.ts';
import type { ErrorText, TaskOutcome } from '../trace/event.ts';
import { markedPlace, MAX_TEXT, type Quoted, quoteName, type Stamp, stamp, write } from '../trace/wire.ts';
import type { RealmClock } from './clock.ts';
import { describeError, describeQuietly } from './describe-error.ts';
import { wholeText } from './whole-error.ts';
import type { NativeTask, NativeWait, NativeWatcher } from './native-tasks.ts';
import { OwnMap, append } from './own-collections.ts';
import type { FailedTask } from './let-go.ts';
import type { PlaceKeeper } from './places.ts';

/** What one program may leave behind. `status` is how the run ends when it does. */
const LIMITS = {
  events: { most: 1_000_000, status: 'output' },
  output: { most: 1_000_000, status: 'output' },
  tasks: { most: 100_000, status: 'memory' },
  timers: { most: 100_000, status: 'memory' },
  /** Characters that wait to be flushed: the host takes them between two steps, and microtasks may never end one. */
  'event text': { most: 24_000_000, status: 'output' },
} as const;
/** So many errors are told of beyond the limit; the parent leaves room for them. */
const MOST_LAST = 50;
/** So many characters of lines are kept as one string, not as the thousands of pieces that they were put together from. */
const CHUNK = 32_768;
const { apply } = Reflect;
const { charCodeAt } = String.prototype;
/** Kinds of waits and names of functions are few; a program that makes up its own keeps no memory with them. */
const MOST_KEPT_NAMES = 100;
const PROMISE = quoteName('promise');
const SLEEP = quoteName('sleep');
const NO_LABEL = quoteName('');
type LimitName = keyof typeof LIMITS | 'virtual seconds';

/** Thrown at the statement that passed a limit. Catching it helps nobody: the run is over. */
class LimitReached extends Error {
  override readonly name = 'LimitReached';
}

/** Whose code runs, as far as an event names it. */
interface Runner {
  readonly id: number;
  /** Of a function outside of all tasks. */
  readonly name?: string;
}

export class Recorder implements Watcher, NativeWatcher {
  #lines = '';
  /** What was written before: chunk by chunk, from the first that was not flushed; and how much that is. */
  #chunks: string[] = [];
  #firstChunk = 0;
  #chunked = 0;
  #stamp = stamp(0);
  #stampedAt = 0;
  #events = 0;
  #outputLength = 0;
  #pendingTasks = 0;
  #isClosed = false;
  #isMuted = false;
  #pendingTimers = 0;
  readonly #wakeLabels = new OwnMap<number, Quoted>();
  readonly #names = new OwnMap<string, Quoted>();
  /** The limit that was passed first, if any: nothing is recorded from then on. */
  reached: { readonly name: LimitName; readonly status: 'output' | 'memory' | 'timeout' } | null = null;
  /** How far the clock may go, seconds. Timers are held by the host; this is for a program that blocks its thread. */
  furthest = Infinity;
  readonly #clock: RealmClock;
  readonly #places: PlaceKeeper;
  readonly #currentTask: () => Runner | null;
  #parked: Future<unknown> | null = null;
  /** The end of this task is being written down: code of the program may run for what its error says. */
  #ending: Task<unknown> | null = null;
  /** Of a session: told of an error that no handler of the program's is for; true: it has seen to it. */
  onUnheard: (context: ExceptionContext) => boolean = () => false;
  /** Tells the clock what the running handle has computed until here. */
  chargeSoFar: () => void = () => {};
  /** Told of a task that has failed while nobody waits for it. */
  onFailedAlone: (task: Task<unknown>) => void = () => {};
  /** Those of them that are not told of yet. */
  takeFailedAlone: () => readonly FailedTask[] = () => [];

  constructor(clock: RealmClock, places: PlaceKeeper, currentTask: () => Runner | null) {
    this.#clock = clock;
    this.#places = places;
    this.#currentTask = currentTask;
  }

  /** Whose code has run until here has computed for all of the time. */
  chargeDue(): void {
    if (!this.#clock.isChargeDue) return;
    try {
      this.chargeSoFar();
    } catch {
      // The stack is at its end: it is charged when the handle is over.
    }
  }

  /** The number of characters that wait to be flushed. */
  get pending(): number {
    return this.#chunked + this.#lines.length;
  }

  /** The program is over; what its last microtasks still do is not part of it. */
  close(): void {
    this.#isClosed = true;
    this.#events = LIMITS.events.most;
  }

  /** Printing has no effect until `unmute`. */
  mute(): void {
    this.#isMuted = true;
  }

  unmute(): void {
    this.#isMuted = false;
  }

  /** A part of what waits, the oldest; empty when nothing does. */
  flush(): string {
    if (this.#firstChunk === this.#chunks.length) {
      const lines = this.#lines;
      this.#lines = '';
      return lines;
    }
    const chunk = this.#chunks[this.#firstChunk]!;
    this.#chunks[this.#firstChunk++] = '';
    this.#chunked -= chunk.length;
    if (this.#firstChunk === this.#chunks.length) {
      this.#chunks = [];
      this.#firstChunk = 0;
    }
    return chunk;
  }

  /** A line, or a part of one where `end` is empty. */
  output(stream: 'out' | 'err', text: string, end: '\n' | '' = '\n'): void {
    if (this.#isMuted) return;
    this.chargeDue();
    if (this.#passes('output', (this.#outputLength += (text.length < MAX_TEXT ? text.length : MAX_TEXT) + 1))) return;
    const task = this.#currentTask();
    const line = write.output(this.#now(), stream, cut(text) + end, task === null ? 0 : task.id, this.#places.line());
    this.#add(line);
    if (text.length >= MAX_TEXT)
      this.#add(write.limitReached(this.#now(), 'output line', MAX_TEXT, this.#places.line()));
  }

  /** `place` 0: the running line. */
  warning(category: string, message: string, place: number): void {
    this.#add(write.warning(this.#now(), category, message, place === 0 ? this.#places.line() : place));
  }

  bodyStarts(): void {
    this.#places.bodyStarts();
  }

  here(): number {
    return this.#places.line();
  }

  functionOutside(): string {
    return this.#currentTask()?.name ?? '';
  }

  /** Time is about to pass, or the program to be stopped, on this line. */
  lineReached(): void {
    const task = this.#currentTask();
    const line = this.#places.line();
    if (task !== null && line > 0) this.#add(write.lineReached(this.#now(), task.id, line));
  }

  charged(seconds: number, why: 'cpu' | 'sleep'): void {
    this.#add(write.clockCharged(this.#now(), seconds, why));
  }

  /** The program blocked its thread. */
  blocked(seconds: number): void {
    this.charged(seconds, 'sleep');
    if (this.reached === null && this.#clock.now() > this.furthest)
      this.#reach('virtual seconds', this.furthest, 'timeout');
  }

  /** The program stood still until something outside had happened. */
  waited(seconds: number): void {
    this.#add(write.clockCharged(this.#now(), seconds, 'outside'));
  }

  loopStarted(loop: EventLoop): void {
    this.#add(write.loopStarted(this.#now(), loop.id));
  }

  loopStopped(loop: EventLoop): void {
    this.#add(write.loopStopped(this.#now(), loop.id));
  }

  loopClosed(loop: EventLoop): void {
    this.#pendingTimers -= loop._timers.size;
    this.#add(write.loopClosed(this.#now(), loop.id));
  }

  iterationStarted(loop: EventLoop, handles: number): void {
    this.#add(write.iterationStarted(this.#now(), loop.id, handles));
  }

  handleScheduled(handle: Handle): void {
    const { task } = handle;
    const label = task === null || handle._kind === START ? quoteName(handle.label) : this.#wakeLabel(handle, task.id);
    this.#add(write.handleScheduled(this.#now(), handle._loop.id, handle.id, label, task === null ? 0 : task.id));
  }

  timerSet(handle: TimerHandle): void {
    if (this.#passes('timers', ++this.#pendingTimers)) return;
    const { task } = handle;
    this.#add(
      write.timerSet(
        this.#now(),
        handle._loop.id,
        handle.id,
        quoteName(handle.label),
        task === null ? 0 : task.id,
        handle.when(),
      ),
    );
  }

  timerDue(handle: TimerHandle): void {
    this.#pendingTimers--;
    this.#add(write.timerDue(this.#now(), handle.id));
  }

  timerDropped(handle: TimerHandle): void {
    this.#pendingTimers--;
    this.#add(write.timerDropped(this.#now(), handle.id));
  }

  handleCancelled(handle: Handle): void {
    this.#add(write.handleCancelled(this.#now(), handle.id));
  }

  handleStarted(handle: Handle): void {
    this.#clock.handleStarted();
    const { task } = handle;
    // An await that throws runs no mark of its own: the line is where the task was waiting.
    if (task !== null) this.#places.resume(task.place);
    this.#add(write.handleStarted(this.#now(), handle.id));
  }

  handleEnded(handle: Handle): void {
    const { task } = handle;
    // Neither parked on a future nor ended: it awaits a promise of JavaScript's own.
    if (task !== null && task.waitsOutside) {
      this.#add(write.taskSuspended(this.#now(), task.id, task.place, PROMISE, null, 0));
    }
    this.#add(write.handleEnded(this.#now(), handle.id));
  }

  // What Node's own queues hold: handles of the program's own loop, of no task.

  nodeScheduled(handle: number, label: string): void {
    this.#add(write.handleScheduled(this.#now(), 0, handle, quoteName(label), 0));
  }

  nodeTimerSet(handle: number, label: string, due: number): void {
    if (this.#passes('timers', ++this.#pendingTimers)) return;
    this.#add(write.timerSet(this.#now(), 0, handle, quoteName(label), 0, due));
  }

  nodeTimerDue(handle: number): void {
    this.#pendingTimers--;
    this.#add(write.timerDue(this.#now(), handle));
  }

  nodeTimerCleared(handle: number): void {
    this.#pendingTimers--;
    this.#add(write.handleCancelled(this.#now(), handle));
    this.#add(write.timerDropped(this.#now(), handle));
  }

  nodeCancelled(handle: number): void {
    this.#add(write.handleCancelled(this.#now(), handle));
  }

  nodeStarted(handle: number): void {
    this.#clock.handleStarted();
    this.#add(write.handleStarted(this.#now(), handle));
  }

  nodeEnded(handle: number): void {
    this.#add(write.handleEnded(this.#now(), handle));
  }

  // Microtasks, as far as they are known to be queued.

  microtaskQueued(microtask: number, label: string): void {
    this.#add(write.microtaskQueued(this.#now(), microtask, quoteName(label), 0));
  }

  microtaskStarted(microtask: number): void {
    this.#add(write.microtaskStarted(this.#now(), microtask));
  }

  // Calls of async functions outside of all tasks.

  nativeCreated(task: NativeTask, parent: NativeTask | null): void {
    if (this.#passes('tasks', ++this.#pendingTasks)) return;
    const { id, name, calledAt, place } = task;
    const from = parent === null ? 0 : parent.id;
    this.#add(write.asyncCreated(this.#now(), id, this.#quoted(name), from, calledAt > 0 ? calledAt : place));
  }

  nativeSuspended(task: NativeTask, { what, until, task: awaited }: NativeWait): void {
    this.chargeDue();
    this.#add(write.taskSuspended(this.#now(), task.id, task.place, this.#quoted(what), until, awaited));
  }

  nativeQueued(task: NativeTask, microtask: number): void {
    this.#add(write.microtaskQueued(this.#now(), microtask, NO_LABEL, task.id));
  }

  nativeResumed(task: NativeTask, microtask: number): void {
    if (microtask === 0) this.#add(write.taskResumed(this.#now(), task.id));
    else this.#add(write.microtaskStarted(this.#now(), microtask));
  }

  nativeEnded(task: NativeTask, failed: boolean, error: unknown): void {
    this.chargeDue();
    this.#pendingTasks--;
    const place = failed ? this.#places.of(error) : this.#places.line();
    const text = failed ? { ...describeQuietly(error), place: markedPlace(place) } : null;
    this.#add(write.taskEnded(this.#now(), task.id, failed ? 'failed' : 'done', place, text));
  }

  outsideSuspended(future: Future<unknown>): void {
    this.#parked = future;
  }

  takeParked(): Future<unknown> | null {
    const parked = this.#parked;
    this.#parked = null;
    return parked;
  }

  taskCreated(task: Task<unknown>, parent: Task<unknown> | null): void {
    if (this.#passes('tasks', ++this.#pendingTasks)) return;
    this.#add(
      write.taskCreated(
        this.#now(),
        task.id,
        'task',
        task.getName(),
        task.coroutineName,
        parent === null ? 0 : parent.id,
        this.#places.line(),
      ),
    );
  }

  taskRenamed(task: Task<unknown>): void {
    this.#wakeLabels.delete(task.id);
    this.#add(write.taskRenamed(this.#now(), task.id, task.getName()));
  }

  taskSuspended(task: Task<unknown>, future: Future<unknown>): void {
    this.chargeDue();
    const awaited = future instanceof Task ? future.id : 0;
    this.#add(write.taskSuspended(this.#now(), task.id, task.place, this.#quoted(future.what), future.until, awaited));
  }

  /** `sleep(0)`: it waits for nothing but its next turn, which is scheduled right after this. */
  taskGaveWay(task: Task<unknown>): void {
    this.chargeDue();
    this.#add(write.taskSuspended(this.#now(), task.id, task.place, SLEEP, null, 0));
  }

  taskCancelRequested(task: Task<unknown>, by: Task<unknown> | null): void {
    this.#add(write.taskCancelRequested(this.#now(), task.id, by === null ? 0 : by.id));
  }

  taskEnded(task: Task<unknown>): void {
    this.chargeDue();
    this.#pendingTasks--;
    this.#wakeLabels.delete(task.id);
    this.#ending = task;
    const failed = task._state === FAILED;
    const error = failed ? this.describe(task._value) : null;
    this.#endTask(task, error);
    if (failed && !task._isAwaited) this.onFailedAlone(task);
  }

  #endTask(task: Task<unknown>, error: ErrorText | null): void {
    this.#ending = null;
    const failed = error !== null;
    const outcome = task.cancelled() ? 'cancelled' : failed ? 'failed' : 'done';
    const place = failed ? this.#places.of(task._value) : this.#places.line();
    this.#add(write.taskEnded(this.#now(), task.id, outcome, place, error));
  }

  /** Code was cut off. The task whose end was being written down then, if there is one: `error` is what it ended with. */
  recover(error: ErrorText): Task<unknown> | null {
    const task = this.#ending;
    if (task !== null) this.#endTask(task, error);
    return task;
  }

  errorUnheard(context: ExceptionContext): boolean {
    return this.onUnheard(context);
  }

  /** Of a session: nobody caught the error; `task` 0: it is of no task. */
  errorUncaught(task: number, name: string, error: ErrorText): void {
    this.#add(write.errorUncaught(this.#now(), task, name, error));
  }

  /** An entry of a session begins: it may leave as much behind as a whole program. */
  beginEntry(): void {
    this.#events = 0;
    this.#outputLength = 0;
  }

  entryStarted(entry: number, task: number): void {
    this.#add(write.entryStarted(this.#now(), entry, task));
  }

  entryEnded(entry: number, outcome: TaskOutcome, text: string, error: ErrorText | null): void {
    this.#add(write.entryEnded(this.#now(), entry, outcome, text, error));
  }

  /** With all that name and message leave out. */
  describeWhole(error: unknown): ErrorText {
    const whole = wholeText(error);
    return whole === undefined ? this.describe(error) : { ...this.describe(error), whole };
  }

  /** The end may be near, and nothing is recorded after it. No code of the program runs for this. */
  tellLast(): void {
    const failed = this.takeFailedAlone();
    for (let index = 0; index < failed.length && index < MOST_LAST; index++) {
      const { id, name, error } = failed[index]!;
      // Not as an event among others: the last one may have been one too many.
      if (!this.#isClosed) this.#lines += write.errorUncaught(this.#now(), id, name, this.describeQuietly(error));
    }
  }

  /** Runs no code of the program. */
  describeQuietly(error: unknown): ErrorText {
    return { ...describeQuietly(error), place: markedPlace(this.#places.of(error)) };
  }

  /** An error as text, with the line where it was thrown, and where it was waited for if another isolate threw it. */
  describe(error: unknown): ErrorText {
    const text = { ...describeError(error), place: markedPlace(this.#places.of(error)) };
    const awaitedAt = markedPlace(this.#places.awaited(error));
    return awaitedAt === null ? text : { ...text, awaitedAt };
  }

  /** A task is woken again and again: the words are put together once. */
  #wakeLabel(handle: Handle, task: number): Quoted {
    const known = this.#wakeLabels.get(task);
    if (known !== undefined) return known;
    const label = quoteName(handle.label);
    this.#wakeLabels.set(task, label);
    return label;
  }

  #quoted(what: string): Quoted {
    let quoted = this.#names.get(what);
    if (quoted !== undefined) return quoted;
    quoted = quoteName(what);
    if (this.#names.size < MOST_KEPT_NAMES) this.#names.set(what, quoted);
    return quoted;
  }

  /** The clock's reading, written out once for all events of the same moment. */
  #now(): Stamp {
    const seconds = this.#clock.now();
    if (seconds !== this.#stampedAt) {
      this.#stampedAt = seconds;
      this.#stamp = stamp(seconds);
    }
    return this.#stamp;
  }

  #add(line: string): void {
    // Several times for every handle: the common case asks one question.
    if (++this.#events > LIMITS.events.most || this.reached !== null) this.#passes('events', this.#events);
    else if ((this.#lines += line).length > CHUNK) this.#endChunk();
  }

  #endChunk(): void {
    // Asking for a character makes it one string.
    apply(charCodeAt, this.#lines, [0]);
    append(this.#chunks, this.#lines);
    this.#chunked += this.#lines.length;
    this.#lines = '';
    this.#passes('event text', this.#chunked);
  }

  /** Whether nothing is to be recorded, since a limit is passed now or was before. */
  #passes(name: keyof typeof LIMITS, count: number): boolean {
    if (this.reached !== null || this.#isClosed) return true;
    const { most, status } = LIMITS[name];
    if (count <= most) return false;
    return this.#reach(name, most, status);
  }

  #reach(name: LimitName, most: number, status: 'output' | 'memory' | 'timeout'): never {
    this.reached = { name, status };
    this.tellLast();
    this.#lines += write.limitReached(this.#now(), name, most, this.#places.line());
    throw new LimitReached(`too many ${name}: at most ${most}`);
  }
}

/** A printed text; one that is too long for an event with its line break is cut before it. */
function cut(text: string): string {
  return text.length < MAX_TEXT ? text : `${text.slice(0, MAX_TEXT - 2)}…`;
}
