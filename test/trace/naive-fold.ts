/** The picture by folding every event into plain lists: slow, and simple enough to be believed. */
import type { Event, EventOf, TaskId } from '../../src/trace/event.ts';
import type { TaskPicture } from '../../src/trace/picture.ts';

type Task = { -readonly [K in keyof TaskPicture]: TaskPicture[K] } & { wakeUps: number };
type Handle = EventOf<'handleScheduled' | 'timerSet'> & { cancelled: boolean; joined: number };

export interface Naive {
  at: number;
  iteration: number;
  running: number | null;
  tasks: Omit<TaskPicture, never>[];
  living: TaskId[];
  ready: { handle: number; cancelled: boolean }[];
  timers: { handle: number; cancelled: boolean; due: number }[];
  ticks: number[];
  immediates: number[];
  microtasks: { microtask: number; label: string; task: TaskId | null }[];
  usesNodeQueues: boolean;
  lines: { stream: string; text: string; complete: boolean; at: number }[];
  warnings: number;
  limits: number;
  ended: string | null;
}

export function naiveFold(events: readonly Event[]): Naive {
  let at = 0;
  let iteration = 0;
  let joins = 0;
  let warnings = 0;
  let limits = 0;
  let ended: string | null = null;
  let running: Handle | null = null;
  const runningHandles = new Set<number>();
  const known = new Map<number, Handle>();
  const boundary = new Map<number, number>();
  let ready: Handle[] = [];
  let timers: Handle[] = [];
  const tasks: Task[] = [];
  const knownMicrotasks = new Set<number>();
  let microtasks: Naive['microtasks'] = [];
  let usesNodeQueues = false;
  const lines: Naive['lines'] = [];
  const find = (id: TaskId | null) => tasks.find((task) => task.id === id);
  const living = (id: TaskId | null) => tasks.find((task) => task.id === id && task.endedAt === null);
  /** A timer only wakes its task. */
  const stepped = (handle: Handle) => (handle.type === 'timerSet' ? undefined : find(handle.task));
  const isIn = (queue: string, { loop, label }: Handle) => loop === 0 && label.startsWith(queue);
  const leaveReady = (leaving: (handle: Handle) => boolean) => {
    for (const handle of ready.filter(leaving)) {
      const task = stepped(handle);
      if (task !== undefined) task.wakeUps--;
    }
    ready = ready.filter((handle) => !leaving(handle));
  };
  const joinReady = (handle: Handle) => {
    handle.joined = joins++;
    if (isIn('nextTick', handle) || isIn('setImmediate', handle)) usesNodeQueues = true;
    ready.push(handle);
    const task = stepped(handle);
    if (task === undefined) return;
    task.wakeUps++;
    if (task.state === 'waiting') task.state = 'ready';
  };
  for (const event of events) {
    if (ended !== null) break;
    if (event.at >= at) at = event.at;
    switch (event.type) {
      case 'runStarted':
      case 'loopStarted':
      case 'loopStopped':
      case 'clockCharged':
      case 'entryStarted':
      case 'entryEnded':
      case 'errorUncaught':
        break;
      case 'loopClosed':
        leaveReady((handle) => handle.loop === event.loop);
        timers = timers.filter((handle) => handle.loop !== event.loop);
        break;
      case 'iterationStarted': {
        iteration++;
        const before = boundary.get(event.loop) ?? 0;
        leaveReady((handle) => handle.loop === event.loop && handle.cancelled && handle.joined < before);
        boundary.set(event.loop, joins);
        break;
      }
      case 'handleScheduled':
      case 'timerSet': {
        if (known.has(event.handle)) break;
        const handle: Handle = { ...event, cancelled: false, joined: -1 };
        known.set(event.handle, handle);
        if (event.loop === 0 && /^set(Timeout|Interval)/.test(event.label)) usesNodeQueues = true;
        if (event.type === 'handleScheduled') joinReady(handle);
        else timers.push(handle);
        break;
      }
      case 'timerDropped':
        timers = timers.filter((timer) => timer.handle !== event.handle);
        break;
      case 'timerDue': {
        const handle = timers.find((timer) => timer.handle === event.handle);
        if (handle === undefined) break;
        timers = timers.filter((timer) => timer !== handle);
        joinReady(handle);
        break;
      }
      case 'handleCancelled': {
        const handle = known.get(event.handle);
        if (handle !== undefined) handle.cancelled = true;
        break;
      }
      case 'handleStarted': {
        const handle = ready.find((each) => each.handle === event.handle);
        if (handle === undefined) break;
        leaveReady((each) => each.loop === handle.loop && each.cancelled && each.joined < handle.joined);
        leaveReady((each) => each === handle);
        running = handle;
        runningHandles.add(handle.handle);
        const task = stepped(handle);
        if (task?.endedAt === null) task.state = 'running';
        break;
      }
      case 'handleEnded': {
        if (!runningHandles.delete(event.handle)) break;
        const handle = known.get(event.handle)!;
        if (running === handle) running = null;
        const task = stepped(handle);
        if (task?.state === 'running') task.state = task.wakeUps > 0 ? 'ready' : 'waiting';
        break;
      }
      case 'taskCreated': {
        if (find(event.task) !== undefined) break;
        const parent = find(event.parent);
        const { kind, name, coroutine, place } = event;
        const fresh = { wait: null, endedAt: null, error: null, cancelRequested: false, wakeUps: 0 };
        const state = kind === 'task' ? 'ready' : 'running';
        const family = { parent: parent?.id ?? null, depth: parent === undefined ? 0 : parent.depth + 1 };
        if (kind === 'async') usesNodeQueues = true;
        tasks.push({
          ...fresh,
          ...family,
          id: event.task,
          index: tasks.length,
          kind,
          name,
          coroutine,
          place: kind === 'thread' || kind === 'process' ? null : place,
          state,
          createdAt: at,
        });
        break;
      }
      case 'taskRenamed': {
        const task = living(event.task);
        if (task !== undefined) task.name = event.name;
        break;
      }
      case 'taskSuspended': {
        const task = living(event.task);
        if (task === undefined) break;
        task.place = event.place;
        task.wait = event.wait;
        task.state = task.wakeUps > 0 ? 'ready' : 'waiting';
        break;
      }
      case 'taskRuns': {
        const task = living(event.task);
        if (task !== undefined) Object.assign(task, { state: 'running', wait: null });
        break;
      }
      case 'taskResumed': {
        const task = living(event.task);
        if (task !== undefined) task.state = 'running';
        break;
      }
      case 'microtaskQueued': {
        const { microtask, label } = event;
        if (knownMicrotasks.has(microtask)) break;
        knownMicrotasks.add(microtask);
        microtasks.push({ microtask, label, task: event.task });
        usesNodeQueues = true;
        const task = find(event.task);
        if (task === undefined) break;
        task.wakeUps++;
        if (task.state === 'waiting') task.state = 'ready';
        break;
      }
      case 'microtaskStarted': {
        const started = microtasks.find((each) => each.microtask === event.microtask);
        if (started === undefined) break;
        microtasks = microtasks.filter((each) => each !== started);
        const task = find(started.task);
        if (task === undefined) break;
        task.wakeUps--;
        if (task.endedAt === null) task.state = 'running';
        break;
      }
      case 'lineReached': {
        const task = living(event.task);
        if (task !== undefined) task.place = event.place;
        break;
      }
      case 'taskCancelRequested': {
        const task = living(event.task);
        if (task !== undefined) task.cancelRequested = true;
        break;
      }
      case 'taskEnded': {
        const task = living(event.task);
        if (task === undefined) break;
        task.state = event.outcome;
        task.place = event.place ?? task.place;
        task.error = event.error;
        task.wait = null;
        task.endedAt = at;
        break;
      }
      case 'output': {
        const task = living(event.task);
        if (task !== undefined && event.place !== null) task.place = event.place;
        for (const part of event.text.split(/(?<=\n)/)) {
          if (part === '') continue;
          let line = lines.find((each) => each.stream === event.stream && !each.complete);
          if (line === undefined) {
            line = { stream: event.stream, text: '', complete: false, at };
            lines.push(line);
          }
          line.text += part.replace('\n', '');
          line.complete = part.endsWith('\n');
        }
        break;
      }
      case 'warning':
        warnings++;
        break;
      case 'limitReached':
        limits++;
        break;
      case 'runEnded':
        ended = event.status;
        break;
    }
  }
  const brief = (handle: Handle) => ({ handle: handle.handle, cancelled: handle.cancelled });
  const due = (handle: Handle) => (handle as EventOf<'timerSet'>).due;
  return {
    at,
    iteration,
    running: running?.handle ?? null,
    tasks: tasks.map(({ wakeUps: _, ...task }) => ({ ...task, wait: task.state === 'waiting' ? task.wait : null })),
    living: tasks.filter(({ endedAt }) => endedAt === null).map(({ id }) => id),
    ready: ready.map(brief),
    timers: timers
      .map((handle, order) => ({ handle, order }))
      .sort((one, other) => due(one.handle) - due(other.handle) || one.order - other.order)
      .map(({ handle }) => ({ ...brief(handle), due: due(handle) })),
    ticks: ready.filter((handle) => isIn('nextTick', handle)).map(({ handle }) => handle),
    immediates: ready.filter((handle) => isIn('setImmediate', handle)).map(({ handle }) => handle),
    microtasks,
    usesNodeQueues,
    lines,
    warnings,
    limits,
    ended,
  };
}
