/**
 * How events travel from the sandbox to the parent: one JSON array a line, `[code, at, …fields]`.
 *
 * `writeEvent` runs inside the sandbox, next to strangers' code, and relies on nothing but string concatenation and a
 * captured `JSON.stringify`. `readEvent` runs in the parent and believes nothing: it checks every field, cuts every string,
 * takes out control characters, and answers null for anything else.
 */
import {
  type ChargeReason,
  type ErrorText,
  type Event,
  type EventType,
  type Place,
  type RunStatus,
  type TaskKind,
  type TaskOutcome,
} from './event.ts';

/** The longest text of one event, in UTF-16 units; what is longer is cut and ends in `…`. */
export const MAX_TEXT = 65_536;
export const MAX_NAME = 200;

/** A place as one number: `line * 4096 + column`; 0 is "unknown". Columns past 4,095 count as 4,095. */
export function placeMark(line: number, column: number): number {
  return line * 4096 + (column < 4095 ? column : 4095);
}

export function markedPlace(mark: number): Place | null {
  return mark > 0 ? { line: Math.floor(mark / 4096), column: mark % 4096 } : null;
}

const CODES = {
  runStarted: 1,
  loopStarted: 2,
  loopStopped: 3,
  loopClosed: 4,
  iterationStarted: 5,
  handleScheduled: 6,
  timerSet: 7,
  timerDue: 8,
  handleCancelled: 9,
  handleStarted: 10,
  handleEnded: 11,
  clockCharged: 12,
  taskCreated: 13,
  taskRenamed: 14,
  taskSuspended: 15,
  taskCancelRequested: 16,
  taskEnded: 17,
  output: 18,
  warning: 19,
  limitReached: 20,
  runEnded: 21,
  timerDropped: 22,
  lineReached: 23,
  taskRuns: 24,
  microtaskQueued: 30,
  microtaskStarted: 31,
  taskResumed: 32,
  entryStarted: 40,
  entryEnded: 41,
  errorUncaught: 42,
} as const satisfies { [T in EventType]: number };

const stringify = JSON.stringify;

/** Text as JSON, cut to `limit`. Well-formed: a lone surrogate is escaped by `JSON.stringify` itself. */
function quote(text: string, limit: number): string {
  return stringify(text.length <= limit ? text : `${text.slice(0, limit - 1)}…`);
}

/** A name as JSON: what is written often is quoted once, by the caller. */
export type Quoted = string & { readonly isQuoted: true };

export function quoteName(text: string): Quoted {
  return quote(text, MAX_NAME) as Quoted;
}

/** The time of an event as it stands in a line: many events share one. */
export type Stamp = string & { readonly isStamp: true };

export function stamp(seconds: number): Stamp {
  return `,${seconds},` as Stamp;
}

/** The writers of the events that come from inside; each returns a whole line. Absent ids are 0. */
export const write = {
  loopStarted: (at: Stamp, loop: number) => `[2${at}${loop}]\n`,
  loopStopped: (at: Stamp, loop: number) => `[3${at}${loop}]\n`,
  loopClosed: (at: Stamp, loop: number) => `[4${at}${loop}]\n`,
  iterationStarted: (at: Stamp, loop: number, handles: number) => `[5${at}${loop},${handles}]\n`,
  handleScheduled: (at: Stamp, loop: number, handle: number, label: Quoted, task: number) =>
    `[6${at}${loop},${handle},${label},${task}]\n`,
  timerSet: (at: Stamp, loop: number, handle: number, label: Quoted, task: number, due: number) =>
    `[7${at}${loop},${handle},${label},${task},${json(due)}]\n`,
  timerDue: (at: Stamp, handle: number) => `[8${at}${handle}]\n`,
  timerDropped: (at: Stamp, handle: number) => `[22${at}${handle}]\n`,
  lineReached: (at: Stamp, task: number, place: number) => `[23${at}${task},${place}]\n`,
  microtaskQueued: (at: Stamp, microtask: number, label: Quoted, task: number) =>
    `[30${at}${microtask},${label},${task}]\n`,
  microtaskStarted: (at: Stamp, microtask: number) => `[31${at}${microtask}]\n`,
  taskResumed: (at: Stamp, task: number) => `[32${at}${task}]\n`,
  handleCancelled: (at: Stamp, handle: number) => `[9${at}${handle}]\n`,
  handleStarted: (at: Stamp, handle: number) => `[10${at}${handle}]\n`,
  handleEnded: (at: Stamp, handle: number) => `[11${at}${handle}]\n`,
  clockCharged: (at: Stamp, seconds: number, why: ChargeReason) => `[12${at}${seconds},"${why}"]\n`,
  taskCreated: (
    at: Stamp,
    task: number,
    kind: TaskKind,
    name: string,
    coroutine: string,
    parent: number,
    place: number,
  ) => `[13${at}${task},"${kind}",${quote(name, MAX_NAME)},${quote(coroutine, MAX_NAME)},${parent},${place}]\n`,
  /** A call of an async function has one name. */
  asyncCreated: (at: Stamp, task: number, name: Quoted, parent: number, place: number) =>
    `[13${at}${task},"async",${name},${name},${parent},${place}]\n`,
  taskRenamed: (at: Stamp, task: number, name: string) => `[14${at}${task},${quote(name, MAX_NAME)}]\n`,
  taskSuspended: (at: Stamp, task: number, place: number, what: Quoted, until: number | null, waitsFor: number) =>
    `[15${at}${task},${place},${what},${json(until)},${waitsFor}]\n`,
  taskCancelRequested: (at: Stamp, task: number, by: number) => `[16${at}${task},${by}]\n`,
  taskEnded: (at: Stamp, task: number, outcome: TaskOutcome, place: number, error: ErrorText | null) =>
    `[17${at}${task},"${outcome}",${place},${writeError(error)}]\n`,
  output: (at: Stamp, stream: 'out' | 'err', text: string, task: number, place: number) =>
    `[18${at}"${stream}",${quote(text, MAX_TEXT)},${task},${place}]\n`,
  warning: (at: Stamp, category: string, message: string, place: number) =>
    `[19${at}${quote(category, MAX_NAME)},${quote(message, MAX_TEXT)},${place}]\n`,
  limitReached: (at: Stamp, name: string, value: number, place: number) =>
    `[20${at}${quote(name, MAX_NAME)},${value},${place}]\n`,
  entryStarted: (at: Stamp, entry: number, task: number) => `[40${at}${entry},${task}]\n`,
  entryEnded: (at: Stamp, entry: number, outcome: TaskOutcome, text: string, error: ErrorText | null) =>
    `[41${at}${entry},"${outcome}",${quote(text, MAX_TEXT)},${writeError(error)}]\n`,
  errorUncaught: (at: Stamp, task: number, name: string, error: ErrorText) =>
    `[42${at}${task},${quote(name, MAX_NAME)},${writeError(error)}]\n`,
};

/** JSON has no Infinity; a time that is not finite travels as null. */
function json(seconds: number | null): string {
  return seconds !== null && seconds - seconds === 0 ? `${seconds}` : 'null';
}

/** An error as `[name, message, mark]`, then the mark of where it was waited for and the whole text, where there are such; or null. */
export function writeError(error: ErrorText | null): string {
  if (error === null) return 'null';
  const { awaitedAt = null, whole } = error;
  const marks = awaitedAt === null && whole === undefined ? '' : `,${markOf(awaitedAt)}`;
  const rest = whole === undefined ? '' : `,${quote(whole, MAX_TEXT)}`;
  return `[${quote(error.name, MAX_NAME)},${quote(error.message, MAX_TEXT)},${markOf(error.place)}${marks}${rest}]`;
}

function markOf(place: Place | null): number {
  return place === null ? 0 : placeMark(place.line, place.column);
}

/**
 * Takes out what could drive or deceive a terminal: C0 (but line break and tab), DEL, C1, and the bidirectional and
 * invisible controls. A carriage return before a line break goes; a lone one becomes a line break.
 */
export function harmless(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(
      /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028\u2029-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g,
      '',
    )
    .toWellFormed();
}

function harmlessLine(text: string): string {
  return harmless(text).replace(/[\n\t]/g, ' ');
}

/** The error that a hostile or broken writer may have sent, made harmless; undefined when it is none. */
export function readError(value: unknown): ErrorText | null | undefined {
  if (value === null) return null;
  if (!Array.isArray(value) || value.length < 3 || value.length > 5) return undefined;
  const [name, message, mark, awaitedMark = 0, whole] = value as unknown[];
  if (typeof name !== 'string' || typeof message !== 'string' || !isCount(mark) || !isCount(awaitedMark))
    return undefined;
  if (whole !== undefined && typeof whole !== 'string') return undefined;
  const awaitedAt = markedPlace(awaitedMark);
  return {
    name: shortText(name),
    message: harmless(cut(message, MAX_TEXT)),
    place: markedPlace(mark),
    ...(awaitedAt === null ? {} : { awaitedAt }),
    ...(whole === undefined ? {} : { whole: harmless(cut(whole, MAX_TEXT)) }),
  };
}

/** One parsed line as an event, or null when it is not exactly one. `runStarted` and `runEnded` are the parent's own. */
export function readEvent(value: unknown): Event | null {
  if (!Array.isArray(value) || value.length < 3 || value.length > 8) return null;
  const [code, at, a, b, c, d, e, f] = value as unknown[];
  if (!isTime(at)) return null;
  switch (code) {
    case CODES.loopStarted:
      return isCount(a) ? { type: 'loopStarted', at, loop: a } : null;
    case CODES.loopStopped:
      return isCount(a) ? { type: 'loopStopped', at, loop: a } : null;
    case CODES.loopClosed:
      return isCount(a) ? { type: 'loopClosed', at, loop: a } : null;
    case CODES.iterationStarted:
      return isCount(a) && isCount(b) ? { type: 'iterationStarted', at, loop: a, handles: b } : null;
    case CODES.handleScheduled:
      if (!isCount(a) || !isCount(b) || typeof c !== 'string' || !isCount(d)) return null;
      return { type: 'handleScheduled', at, loop: a, handle: b, label: shortText(c), task: d || null };
    case CODES.timerSet: {
      if (!isCount(a) || !isCount(b) || typeof c !== 'string' || !isCount(d)) return null;
      if (e !== null && !isNumber(e)) return null;
      return { type: 'timerSet', at, loop: a, handle: b, label: shortText(c), task: d || null, due: e ?? Infinity };
    }
    case CODES.timerDue:
      return isCount(a) ? { type: 'timerDue', at, handle: a } : null;
    case CODES.timerDropped:
      return isCount(a) ? { type: 'timerDropped', at, handle: a } : null;
    case CODES.lineReached: {
      const place = isCount(b) ? markedPlace(b) : null;
      return isCount(a) && place !== null ? { type: 'lineReached', at, task: a, place } : null;
    }
    case CODES.taskRuns:
      return isCount(a) && typeof b === 'string' ? { type: 'taskRuns', at, task: a, label: shortText(b) } : null;
    case CODES.microtaskQueued:
      if (!isCount(a) || typeof b !== 'string' || !isCount(c)) return null;
      return { type: 'microtaskQueued', at, microtask: a, label: shortText(b), task: c || null };
    case CODES.microtaskStarted:
      return isCount(a) ? { type: 'microtaskStarted', at, microtask: a } : null;
    case CODES.taskResumed:
      return isCount(a) ? { type: 'taskResumed', at, task: a } : null;
    case CODES.handleCancelled:
      return isCount(a) ? { type: 'handleCancelled', at, handle: a } : null;
    case CODES.handleStarted:
      return isCount(a) ? { type: 'handleStarted', at, handle: a } : null;
    case CODES.handleEnded:
      return isCount(a) ? { type: 'handleEnded', at, handle: a } : null;
    case CODES.clockCharged:
      return isTime(a) && isChargeReason(b) ? { type: 'clockCharged', at, seconds: a, why: b } : null;
    case CODES.taskCreated:
      if (!isCount(a) || !isTaskKind(b) || typeof c !== 'string' || typeof d !== 'string') return null;
      if (!isCount(e) || !isCount(f)) return null;
      return {
        type: 'taskCreated',
        at,
        task: a,
        kind: b,
        name: shortText(c),
        coroutine: shortText(d),
        parent: e || null,
        place: markedPlace(f),
      };
    case CODES.taskRenamed:
      return isCount(a) && typeof b === 'string' ? { type: 'taskRenamed', at, task: a, name: shortText(b) } : null;
    case CODES.taskSuspended: {
      if (!isCount(a) || !isCount(b) || typeof c !== 'string' || !isCount(e)) return null;
      if (d !== null && !isNumber(d)) return null;
      const wait = { what: shortText(c), until: d, task: e || null };
      return { type: 'taskSuspended', at, task: a, place: markedPlace(b), wait };
    }
    case CODES.taskCancelRequested:
      return isCount(a) && isCount(b) ? { type: 'taskCancelRequested', at, task: a, by: b || null } : null;
    case CODES.taskEnded: {
      const error = readError(d);
      if (!isCount(a) || !isOutcome(b) || !isCount(c) || error === undefined) return null;
      return { type: 'taskEnded', at, task: a, outcome: b, place: markedPlace(c), error };
    }
    case CODES.output:
      if ((a !== 'out' && a !== 'err') || typeof b !== 'string' || !isCount(c) || !isCount(d)) return null;
      return {
        type: 'output',
        at,
        stream: a,
        text: harmless(cut(b, MAX_TEXT)),
        task: c || null,
        place: markedPlace(d),
      };
    case CODES.warning:
      if (typeof a !== 'string' || typeof b !== 'string' || !isCount(c)) return null;
      return {
        type: 'warning',
        at,
        category: shortText(a),
        message: harmless(cut(b, MAX_TEXT)),
        place: markedPlace(c),
      };
    case CODES.limitReached:
      if (typeof a !== 'string' || !isNumber(b) || !isCount(c)) return null;
      return { type: 'limitReached', at, name: shortText(a), value: b, place: markedPlace(c) };
    case CODES.entryStarted:
      return isCount(a) && isCount(b) ? { type: 'entryStarted', at, entry: a, task: b } : null;
    case CODES.errorUncaught: {
      const error = readError(c);
      if (!isCount(a) || typeof b !== 'string' || error === null || error === undefined) return null;
      return { type: 'errorUncaught', at, task: a || null, name: shortText(b), error };
    }
    case CODES.entryEnded: {
      const error = readError(d);
      if (!isCount(a) || !isOutcome(b) || typeof c !== 'string' || error === undefined) return null;
      return { type: 'entryEnded', at, entry: a, outcome: b, text: harmless(cut(c, MAX_TEXT)), error };
    }
  }
  return null;
}

const STATUSES: readonly string[] = [
  'done',
  'failed',
  'rejected',
  'deadlock',
  'timeout',
  'memory',
  'output',
  'killed',
] satisfies RunStatus[];

export function isRunStatus(value: unknown): value is RunStatus {
  return typeof value === 'string' && STATUSES.includes(value);
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

/** JSON has a way to write Infinity after all: `1e999`. */
function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function isTime(value: unknown): value is number {
  return isNumber(value) && value >= 0;
}

function isChargeReason(value: unknown): value is ChargeReason {
  return value === 'cpu' || value === 'sleep' || value === 'outside';
}

function isTaskKind(value: unknown): value is TaskKind {
  return value === 'task' || value === 'async' || value === 'thread' || value === 'process';
}

function isOutcome(value: unknown): value is TaskOutcome {
  return value === 'done' || value === 'failed' || value === 'cancelled';
}

function cut(text: string, limit: number): string {
  return text.length <= limit ? text : `${text.slice(0, limit - 1)}…`;
}

/** A stranger's name, fit to be shown in one line. */
export function shortText(text: string): string {
  return harmlessLine(cut(text, MAX_NAME));
}
