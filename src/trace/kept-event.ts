/**
 * How the events of a trace that is kept in a file are written: as they travel (`wire.ts`), one JSON array a line, and with what
 * the parent adds to them: the start, the end, and what the sandbox itself says. `readKept` believes as little as `readEvent`.
 */
import type { Clock, Event } from './event.ts';
import { readSaying, type Saying } from './saying.ts';
import {
  isRunStatus,
  placeMark,
  quoteName,
  readError,
  readEvent,
  stamp,
  type Stamp,
  write,
  writeError,
} from './wire.ts';

const STARTED = 1;
const WARNING = 19;
const ENDED = 21;
const RUNS = 24;

/** The clock of no program comes this far: the sandbox ends each of them after a day, seconds. */
const MOST_SECONDS = 1e9;

/** The event as a line, without its end. */
export function writeKept(event: Event): string {
  const line = lineOf(event, stamp(event.at));
  return line.endsWith('\n') ? line.slice(0, -1) : line;
}

function lineOf(event: Event, at: Stamp): string {
  switch (event.type) {
    case 'runStarted':
      return `[${STARTED}${at}${event.version},"${event.clock}",${event.seed},${event.dateMs}]`;
    case 'loopStarted':
    case 'loopStopped':
    case 'loopClosed':
      return write[event.type](at, event.loop);
    case 'iterationStarted':
      return write.iterationStarted(at, event.loop, event.handles);
    case 'handleScheduled':
      return write.handleScheduled(at, event.loop, event.handle, quoteName(event.label), event.task ?? 0);
    case 'timerSet':
      return write.timerSet(at, event.loop, event.handle, quoteName(event.label), event.task ?? 0, event.due);
    case 'timerDue':
    case 'timerDropped':
    case 'handleCancelled':
    case 'handleStarted':
    case 'handleEnded':
      return write[event.type](at, event.handle);
    case 'clockCharged':
      return write.clockCharged(at, event.seconds, event.why);
    case 'taskCreated': {
      const { task, kind, name, coroutine, parent, place } = event;
      return write.taskCreated(at, task, kind, name, coroutine, parent ?? 0, markOf(place));
    }
    case 'taskRenamed':
      return write.taskRenamed(at, event.task, event.name);
    case 'taskSuspended': {
      const { what, until, task } = event.wait;
      return write.taskSuspended(at, event.task, markOf(event.place), quoteName(what), until, task ?? 0);
    }
    case 'taskRuns':
      return `[${RUNS}${at}${event.task},${quoteName(event.label)}]`;
    case 'lineReached':
      return write.lineReached(at, event.task, markOf(event.place));
    case 'taskResumed':
      return write.taskResumed(at, event.task);
    case 'microtaskQueued':
      return write.microtaskQueued(at, event.microtask, quoteName(event.label), event.task ?? 0);
    case 'microtaskStarted':
      return write.microtaskStarted(at, event.microtask);
    case 'taskCancelRequested':
      return write.taskCancelRequested(at, event.task, event.by ?? 0);
    case 'taskEnded':
      return write.taskEnded(at, event.task, event.outcome, markOf(event.place), event.error);
    case 'output':
      return write.output(at, event.stream, event.text, event.task ?? 0, markOf(event.place));
    case 'warning':
      return withSaying(write.warning(at, event.category, event.message, markOf(event.place)), event.saying);
    case 'limitReached':
      return write.limitReached(at, event.name, event.value, markOf(event.place));
    case 'entryStarted':
      return write.entryStarted(at, event.entry, event.task);
    case 'entryEnded':
      return write.entryEnded(at, event.entry, event.outcome, event.text, event.error);
    case 'errorUncaught':
      return write.errorUncaught(at, event.task ?? 0, event.name, event.error);
    case 'runEnded':
      return withSaying(`[${ENDED}${at}"${event.status}",${writeError(event.error)}]\n`, event.error?.saying);
  }
}

/** The sandbox's own words stand last. */
function withSaying(line: string, saying: Saying | undefined): string {
  return saying === undefined ? line : `${line.slice(0, -2)},${JSON.stringify(saying)}]`;
}

function markOf(place: { readonly line: number; readonly column: number } | null): number {
  return place === null ? 0 : placeMark(place.line, place.column);
}

/** One parsed line as an event, or null where it is not exactly one. */
export function readKept(value: unknown): Event | null {
  if (!Array.isArray(value) || !(typeof value[1] === 'number' && value[1] >= 0 && value[1] <= MOST_SECONDS))
    return null;
  const [code, at] = value as [unknown, number];
  if (code === STARTED) return readStart(value, at);
  if (code === ENDED) return readEnd(value, at);
  const last: unknown = value.at(-1);
  if (code !== WARNING || typeof last !== 'object' || last === null) return readEvent(value);
  const saying = readSaying(last);
  const warning = readEvent(value.slice(0, -1));
  return warning?.type === 'warning' && saying !== undefined ? { ...warning, saying } : null;
}

function readStart(value: readonly unknown[], at: number): Event | null {
  const [, , version, clock, seed, dateMs, ...more] = value;
  if (!isWhole(version) || !isClock(clock) || !isWhole(seed) || !isWhole(dateMs) || more.length > 0) return null;
  return { type: 'runStarted', at, version, clock, seed, dateMs };
}

function readEnd(value: readonly unknown[], at: number): Event | null {
  const [, , status, told, said, ...more] = value;
  const error = readError(told);
  if (!isRunStatus(status) || error === undefined || more.length > 0) return null;
  if (said === undefined) return { type: 'runEnded', at, status, error };
  const saying = readSaying(said);
  return error === null || saying === undefined ? null : { type: 'runEnded', at, status, error: { ...error, saying } };
}

function isWhole(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isClock(value: unknown): value is Clock {
  return value === 'auto' || value === 'virtual' || value === 'real';
}
