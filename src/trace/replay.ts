/**
 * Events in, the picture at any moment out. It keeps everything it was given and never looks ahead: `at(index)` is what
 * folding the first `index` events one after another gives, only without doing so. Every list of the picture comes in
 * windows, so that a look costs the same with ten thousand tasks as with ten.
 *
 * Events come from a hostile process. What makes no sense (a task or handle never created, created twice, or ended
 * before; a clock that goes back; anything after `runEnded`) changes nothing in the picture; nothing here throws on it.
 */
import { countBelow, countUpTo } from './bisect.ts';
import type { Event, EventOf, HandleId, LoopId, TaskId } from './event.ts';
import type { HandleRecord, LoopRecord } from './handle-record.ts';
import { handlePicture, isNodeTimer, newLoop, nodeQueueOf, timerPicture } from './handle-record.ts';
import { LivingOrder } from './living-order.ts';
import { LongList } from './long-list.ts';
import { OutputRecord } from './output-record.ts';
import { MicrotaskRecord } from './microtask-record.ts';
import { OwnThread } from './own-thread.ts';
import { NumberMap } from './number-map.ts';
import type { LimitPicture, NodeQueue, Picture, TaskState, WarningPicture } from './picture.ts';
import { type TaskChange, TaskHistory } from './task-history.ts';

/** Less of computing is no step of its own. */
const NOTICEABLE_SECONDS = 0.01;

export class Replay {
  readonly #events = new LongList<Event>();
  readonly #clocks = new LongList<number>();
  readonly #tasks = new LongList<TaskHistory>();
  readonly #taskById = new NumberMap<TaskHistory>();
  readonly #tasksCreated = new LongList<number>();
  /** Its slots are the tasks' indexes. */
  readonly #livingOrder = new LivingOrder();
  readonly #handleById = new NumberMap<HandleRecord>();
  readonly #loops = new Map<LoopId, LoopRecord>();
  readonly #readyOrder = new LivingOrder();
  readonly #ready = new LongList<HandleRecord>();
  readonly #nodeQueues: {
    readonly [Q in NodeQueue]: { readonly order: LivingOrder; readonly handles: LongList<HandleRecord> };
  } = {
    ticks: { order: new LivingOrder(), handles: new LongList() },
    immediates: { order: new LivingOrder(), handles: new LongList() },
  };
  readonly #microtasks = new MicrotaskRecord();
  /** The event that first put something into a queue of Node's. */
  #nodeQueuesUsed = Infinity;
  readonly #timerOrder = new LivingOrder();
  readonly #timers = new LongList<HandleRecord>();
  /** What runs from event `#runsChanged[n]` on. */
  readonly #runs = new LongList<HandleRecord | null>();
  readonly #runsChanged = new LongList<number>();
  /** The last event of every step. */
  readonly #stepEnds = new LongList<number>();
  readonly #iterations = new LongList<number>();
  readonly #ownThread = new OwnThread();
  readonly #output = new OutputRecord();
  readonly #warnings = new LongList<WarningPicture>();
  readonly #warned = new LongList<number>();
  readonly #limits = new LongList<LimitPicture>();
  readonly #limited = new LongList<number>();
  #ended: EventOf<'runEnded'> | null = null;

  append(events: readonly Event[]): void {
    for (const event of events) {
      if (this.#ended !== null) return;
      const last = this.#clocks.last ?? 0;
      this.#clocks.push(event.at >= last ? event.at : last);
      this.#events.push(event);
      this.#fold(event, this.#events.length - 1);
    }
  }

  get length(): number {
    return this.#events.length;
  }

  /** Event `index`, from 0. */
  event(index: number): Event | undefined {
    return this.#events.get(index);
  }

  /** The clock after the first `index` events, in seconds. */
  clockAt(index: number): number {
    return this.#clocks.get(Math.min(index, this.length) - 1) ?? 0;
  }

  /** How many events had happened when the clock passed `clock` (seconds). */
  indexAfter(clock: number): number {
    return countUpTo(this.#clocks, clock);
  }

  /** How many events had happened when the clock reached `clock` (seconds). */
  indexBefore(clock: number): number {
    return countBelow(this.#clocks, clock);
  }

  /**
   * How many steps have ended in the first `index` events. A step is a handle; where microtasks can be told apart, what
   * happens up to the next of them; what happens before a callback of Node's own; and what a thread or a process does
   * up to where it blocks, or to its end. Before there is any task, whatever takes the program's own thread some time.
   */
  stepsAt(index: number): number {
    return countBelow(this.#stepEnds, index);
  }

  /** The event index after step number `step`, counted from 1; the start for 0. */
  indexAfterStep(step: number): number {
    if (step <= 0) return 0;
    const end = this.#stepEnds.get(step - 1);
    return end === undefined ? this.length : end + 1;
  }

  /** Where one step forward from `index` leads: behind the next step that ends, else to the end. */
  nextStep(index: number): number {
    return this.indexAfterStep(this.stepsAt(index) + 1);
  }

  /** Where one step back from `index` leads: behind the nearest step that ended before, else to the start. */
  previousStep(index: number): number {
    return this.indexAfterStep(this.stepsAt(index - 1));
  }

  /** All that became of a task, by the order of creation, in the first `length` events. */
  changes(task: number, length: number): Iterable<TaskChange> {
    return this.#tasks.get(task)?.changes(length) ?? [];
  }

  /** What a task was doing after the first `index` events; null: there was none. */
  stateOf(id: TaskId, index: number): TaskState | null {
    return this.#taskById.get(id)?.stateAt(index) ?? null;
  }

  /** The program after the first `index` events. */
  at(index: number): Picture {
    const moment = Math.max(0, Math.min(Math.trunc(index), this.length));
    const taskCount = countBelow(this.#tasksCreated, moment);
    const warningCount = countBelow(this.#warned, moment);
    const limitCount = countBelow(this.#limited, moment);
    const runs = countBelow(this.#runsChanged, moment);
    const run = this.#runs.get(runs - 1) ?? null;
    const last = run ?? this.#runs.get(runs - 2) ?? null;
    return {
      index: moment,
      at: this.clockAt(moment),
      iteration: countBelow(this.#iterations, moment),
      running: run === null ? null : handlePicture(run, moment),
      lastRun: last === null ? null : handlePicture(last, moment),
      taskCount,
      task: (index) => {
        if (!(index >= 0 && index < taskCount)) throw new RangeError(`replay: there is no task number ${index} yet`);
        return this.#tasks.get(index)!.at(moment);
      },
      taskById: (id) => {
        const history = this.#taskById.get(id);
        return history === undefined || history.index >= taskCount ? null : history.at(moment);
      },
      ownThread:
        taskCount > 0 || !this.#ownThread.isKnown(moment) ? null : (clock) => this.#ownThread.at(clock, moment),
      livingTaskCount: this.#livingOrder.count(moment),
      livingTasks: (from, limit) =>
        this.#livingOrder.window(moment, from, limit).map((index) => this.#tasks.get(index)!.at(moment)),
      stretch: (index, from, to) => this.#tasks.get(index)?.stretch(from, Math.min(to, moment)) ?? null,
      mostly: (index, from, to, moments) => this.#tasks.get(index)!.mostly(from, Math.min(to, moment), moments),
      readyCount: this.#readyOrder.count(moment),
      ready: (from, limit) =>
        this.#readyOrder.window(moment, from, limit).map((slot) => handlePicture(this.#ready.get(slot)!, moment)),
      usesNodeQueues: this.#nodeQueuesUsed < moment,
      nodeQueueCount: (queue) => this.#nodeQueues[queue].order.count(moment),
      nodeQueue: (queue, from, limit) => {
        const { order, handles } = this.#nodeQueues[queue];
        return order.window(moment, from, limit).map((slot) => handlePicture(handles.get(slot)!, moment));
      },
      microtaskCount: this.#microtasks.count(moment),
      microtasks: (from, limit) => this.#microtasks.window(moment, from, limit),
      timerCount: this.#timerOrder.count(moment),
      timers: (from, limit) =>
        this.#timerOrder.window(moment, from, limit).map((slot) => timerPicture(this.#timers.get(slot)!, moment)),
      outputLineCount: this.#output.count(moment),
      outputLines: (from, limit) => this.#output.window(moment, from, limit),
      warningCount,
      warnings: (from, limit) => this.#warnings.slice(from, Math.min(from + limit, warningCount)),
      limitCount,
      limits: (from, limit) => this.#limits.slice(from, Math.min(from + limit, limitCount)),
      ended: moment === this.length ? this.#ended : null,
    };
  }

  #fold(event: Event, moment: number): void {
    switch (event.type) {
      case 'runStarted':
      case 'loopStarted':
      case 'loopStopped':
      case 'entryStarted':
      case 'entryEnded':
      case 'errorUncaught':
        return;
      case 'clockCharged':
        return this.#charge(event, moment);
      case 'loopClosed':
        return this.#dropLoop(event.loop, moment);
      case 'iterationStarted':
        return this.#startIteration(event.loop, moment);
      case 'handleScheduled':
        return this.#schedule(event, moment);
      case 'timerSet':
        return this.#setTimer(event, moment);
      case 'timerDue':
        return this.#makeDue(event.handle, moment);
      case 'timerDropped':
        return this.#dropTimer(event.handle, moment);
      case 'handleCancelled':
        return this.#cancel(event.handle, moment);
      case 'handleStarted':
        return this.#start(event.handle, moment);
      case 'handleEnded':
        return this.#end(event.handle, moment);
      case 'taskCreated':
        return this.#createTask(event, moment);
      case 'taskRenamed':
      case 'taskRuns':
      case 'taskSuspended':
      case 'taskResumed':
      case 'taskCancelRequested':
      case 'lineReached':
      case 'taskEnded':
        return this.#changeTask(event, moment);
      case 'microtaskQueued':
        return this.#queueMicrotask(event, moment);
      case 'microtaskStarted':
        return this.#startMicrotask(event, moment);
      case 'output':
        return this.#print(event, moment);
      case 'warning':
        this.#warnings.push(event);
        this.#warned.push(moment);
        return;
      case 'limitReached':
        this.#limits.push(event);
        this.#limited.push(moment);
        return;
      case 'runEnded':
        this.#ended = event;
        return;
    }
  }

  /** Of a program without tasks each stretch of its thread is a step. */
  #charge({ seconds, why }: EventOf<'clockCharged'>, moment: number): void {
    if (this.#tasks.length > 0) return;
    this.#ownThread.add(moment, this.#clocks.last!, seconds, why);
    if (seconds >= NOTICEABLE_SECONDS) this.#endStep(moment);
  }

  #createTask(event: EventOf<'taskCreated'>, moment: number): void {
    if (this.#taskById.has(event.task)) return;
    const parent = event.parent === null ? undefined : this.#taskById.get(event.parent);
    const history = new TaskHistory(this.#tasks.length, moment, event, this.#clocks.last!, parent ?? null);
    if (event.kind === 'async') this.#useNodeQueues(moment);
    this.#tasks.push(history);
    this.#tasksCreated.push(moment);
    this.#taskById.set(event.task, history);
    this.#livingOrder.add(moment, 0);
  }

  #changeTask(
    event: EventOf<
      'taskRenamed' | 'taskRuns' | 'taskSuspended' | 'taskResumed' | 'taskCancelRequested' | 'lineReached' | 'taskEnded'
    >,
    moment: number,
  ): void {
    const task = this.#living(event.task);
    if (task === undefined) return;
    switch (event.type) {
      case 'taskRenamed':
        return task.moveTo(moment, task.state, { name: event.name });
      case 'taskSuspended': {
        const { place, wait } = event;
        if (task.hasLane) this.#endStep(moment);
        return task.moveTo(moment, task.readyHandles > 0 ? 'ready' : 'waiting', { place, wait });
      }
      case 'taskRuns':
        return task.moveTo(moment, 'running', { wait: null });
      case 'taskResumed':
        this.#endStep(moment - 1);
        return task.moveTo(moment, 'running', null);
      case 'lineReached':
        return task.moveTo(moment, task.state, { place: event.place });
      case 'taskCancelRequested':
        return task.moveTo(moment, task.state, { cancelRequested: true });
      case 'taskEnded': {
        const { outcome, error } = event;
        const place = event.place ?? task.place;
        this.#livingOrder.remove(moment, task.index);
        if (task.hasLane) this.#endStep(moment);
        return task.moveTo(moment, outcome, { place, error, wait: null, endedAt: this.#clocks.last! });
      }
    }
  }

  #queueMicrotask(event: EventOf<'microtaskQueued'>, moment: number): void {
    if (!this.#microtasks.add(event, moment)) return;
    this.#useNodeQueues(moment);
    const task = event.task === null ? undefined : this.#taskById.get(event.task);
    if (task === undefined) return;
    task.readyHandles++;
    if (task.state === 'waiting') task.moveTo(moment, 'ready', null);
  }

  #startMicrotask(event: EventOf<'microtaskStarted'>, moment: number): void {
    const started = this.#microtasks.remove(event.microtask, moment);
    if (started === null) return;
    this.#endStep(moment - 1);
    const task = started.task === null ? undefined : this.#taskById.get(started.task);
    if (task === undefined) return;
    task.readyHandles--;
    if (!task.hasEnded) task.moveTo(moment, 'running', null);
  }

  #useNodeQueues(moment: number): void {
    if (this.#nodeQueuesUsed === Infinity) this.#nodeQueuesUsed = moment;
  }

  /** A step ends with event `moment`, unless one has or there is none. */
  #endStep(moment: number): void {
    if (moment > (this.#stepEnds.last ?? -1)) this.#stepEnds.push(moment);
  }

  #print(event: EventOf<'output'>, moment: number): void {
    this.#output.add(moment, event, this.#clocks.last!);
    const task = event.task === null ? undefined : this.#living(event.task);
    if (task !== undefined && event.place !== null) task.moveTo(moment, task.state, { place: event.place });
  }

  #schedule(event: EventOf<'handleScheduled'>, moment: number): void {
    const record = this.#addHandle(event, Infinity);
    if (record !== null) this.#makeReady(record, moment);
  }

  #setTimer(event: EventOf<'timerSet'>, moment: number): void {
    const record = this.#addHandle(event, Number.isNaN(event.due) ? Infinity : event.due);
    if (record === null) return;
    record.where = 'timers';
    record.timerSlot = this.#timerOrder.add(moment, record.due);
    this.#timers.push(record);
  }

  #addHandle(event: EventOf<'handleScheduled' | 'timerSet'>, due: number): HandleRecord | null {
    const { handle, loop, label, task } = event;
    if (this.#handleById.has(handle)) return null;
    const slots = { where: 'gone', readySlot: -1, timerSlot: -1, queueSlot: -1, cancelledAt: Infinity } as const;
    const record: HandleRecord = { handle, loop, label, task, due, ...slots };
    if (isNodeTimer(record)) this.#useNodeQueues(this.#events.length - 1);
    this.#handleById.set(handle, record);
    this.#loop(loop).handles.add(record);
    return record;
  }

  #makeReady(record: HandleRecord, moment: number): void {
    record.where = 'ready';
    record.readySlot = this.#readyOrder.add(moment, 0);
    this.#ready.push(record);
    const queue = nodeQueueOf(record);
    if (queue !== null) {
      this.#useNodeQueues(moment);
      record.queueSlot = this.#nodeQueues[queue].order.add(moment, 0);
      this.#nodeQueues[queue].handles.push(record);
    }
    if (record.cancelledAt !== Infinity) this.#loop(record.loop).cancelledReady.push(record.readySlot, record);
    const task = this.#stepped(record);
    if (task === undefined) return;
    task.readyHandles++;
    if (task.state === 'waiting') task.moveTo(moment, 'ready', null);
  }

  #makeDue(handle: HandleId, moment: number): void {
    const record = this.#handleById.get(handle);
    if (record?.where !== 'timers') return;
    if (isNodeTimer(record)) this.#endStep(moment - 1);
    this.#timerOrder.remove(moment, record.timerSlot);
    this.#makeReady(record, moment);
  }

  #dropTimer(handle: HandleId, moment: number): void {
    const record = this.#handleById.get(handle);
    if (record?.where === 'timers') this.#leave(record, moment);
  }

  #cancel(handle: HandleId, moment: number): void {
    const record = this.#handleById.get(handle);
    if (record === undefined || record.cancelledAt !== Infinity) return;
    record.cancelledAt = moment;
    const loop = this.#loop(record.loop);
    if (record.where === 'ready') loop.cancelledReady.push(record.readySlot, record);
  }

  #start(handle: HandleId, moment: number): void {
    const record = this.#handleById.get(handle);
    if (record?.where !== 'ready') return;
    // What came before a callback of Node's own, the program's top say, is over.
    if (record.queueSlot !== -1) this.#endStep(moment - 1);
    this.#skipCancelled(this.#loop(record.loop), record.readySlot, moment);
    this.#leave(record, moment);
    record.where = 'running';
    this.#run(record, moment);
    const task = this.#stepped(record);
    if (task?.hasEnded === false) task.moveTo(moment, 'running', null);
  }

  #end(handle: HandleId, moment: number): void {
    const record = this.#handleById.get(handle);
    if (record?.where !== 'running') return;
    record.where = 'gone';
    this.#loop(record.loop).handles.delete(record);
    this.#endStep(moment);
    if (this.#runs.last === record) this.#run(null, moment);
    const task = this.#stepped(record);
    if (task?.state !== 'running') return;
    task.moveTo(moment, task.readyHandles > 0 ? 'ready' : 'waiting', null);
  }

  #startIteration(loopId: LoopId, moment: number): void {
    this.#iterations.push(moment);
    const loop = this.#loop(loopId);
    this.#skipCancelled(loop, loop.boundary, moment);
    loop.boundary = this.#ready.length;
  }

  /** Cancelled handles that joined the ready queue before `slot` had their turn, and did not run. */
  #skipCancelled(loop: LoopRecord, slot: number, moment: number): void {
    for (;;) {
      const record = loop.cancelledReady.popUpTo(slot - 1);
      if (record === undefined) return;
      if (record.where === 'ready') this.#leave(record, moment);
    }
  }

  #dropLoop(loopId: LoopId, moment: number): void {
    const loop = this.#loops.get(loopId);
    if (loop === undefined) return;
    for (const record of loop.handles) if (record.where !== 'running') this.#leave(record, moment);
  }

  /** Takes a handle out of the ready queue or the timers. */
  #leave(record: HandleRecord, moment: number): void {
    if (record.where === 'timers') this.#timerOrder.remove(moment, record.timerSlot);
    if (record.where === 'ready') {
      this.#readyOrder.remove(moment, record.readySlot);
      if (record.queueSlot !== -1) this.#nodeQueues[nodeQueueOf(record)!].order.remove(moment, record.queueSlot);
      const task = this.#stepped(record);
      if (task !== undefined) task.readyHandles--;
    }
    record.where = 'gone';
    this.#loop(record.loop).handles.delete(record);
  }

  #run(record: HandleRecord | null, moment: number): void {
    this.#runs.push(record);
    this.#runsChanged.push(moment);
  }

  /** The task that the handle itself runs. A timer only wakes its task: that is one more handle. */
  #stepped(record: HandleRecord): TaskHistory | undefined {
    return record.task === null || record.timerSlot !== -1 ? undefined : this.#taskById.get(record.task);
  }

  #living(id: TaskId): TaskHistory | undefined {
    const task = this.#taskById.get(id);
    return task === undefined || task.hasEnded ? undefined : task;
  }

  #loop(id: LoopId): LoopRecord {
    const known = this.#loops.get(id);
    if (known !== undefined) return known;
    const loop = newLoop();
    this.#loops.set(id, loop);
    return loop;
  }
}
