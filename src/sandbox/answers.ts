/** The child's closing answers, read as a stranger's text: each is exactly what was asked for, or null. */
import type { ErrorText, Place, RunStatus } from '../trace/event.ts';
import { readSaying } from '../trace/saying.ts';
import type { SliceReport } from '../trace/slice.ts';
import { harmless, isRunStatus, markedPlace, readError } from '../trace/wire.ts';
import type { LanePart } from './lane-parts.ts';
import { type Loaded, MOST_WARNINGS } from './protocol.ts';
import type { Signature } from './signatures.ts';
import type { CompileWarning } from './warnings.ts';

export interface BelievedReport {
  readonly state: SliceReport['state'];
  readonly clock: number;
  readonly nextDue: number | null;
  /** The program waits for something outside of its own thread. */
  readonly outside: boolean;
  readonly status: RunStatus;
  readonly error: ErrorText | null;
  /** Where the program is. */
  readonly place: Place | null;
}

export function readReport(payload: string): BelievedReport | null {
  const value = parsedObject(payload);
  if (value === null) return null;
  const { state, clock, nextDue, status, mark = 0 } = value;
  const outside = value['outside'];
  if (typeof outside !== 'boolean') return null;
  // An honest program that waits for nothing at all has ended.
  if (state === 'idle' && nextDue === null && !outside) return null;
  const error = readError(value['error'] ?? null);
  if (state !== 'ready' && state !== 'idle' && state !== 'ended') return null;
  if (typeof clock !== 'number' || !(clock >= 0 && clock < Infinity) || error === undefined) return null;
  if (nextDue !== null && (typeof nextDue !== 'number' || !Number.isFinite(nextDue))) return null;
  if (state === 'ended' && !isRunStatus(status)) return null;
  if (!isMark(mark)) return null;
  const place = markedPlace(mark);
  return { state, clock, nextDue, outside, status: isRunStatus(status) ? status : 'failed', error, place };
}

export function readLoaded(payload: string): Loaded | null {
  const value = parsedObject(payload);
  if (value === null) return null;
  if (value['ok'] === true) {
    const warnings = Array.isArray(value['warnings'])
      ? value['warnings'].slice(0, MOST_WARNINGS).map(readWarning)
      : [null];
    if (warnings.includes(null)) return null;
    const [declared, parts] = [readList(value['declared'], readName), readList(value['parts'], readPart)];
    const signatures = readList(value['signatures'], readSignature);
    return declared === null || parts === null || signatures === null
      ? null
      : { ok: true, warnings: warnings as CompileWarning[], declared, parts, signatures };
  }
  const problem = value['problem'] as { [key: string]: unknown } | null | undefined;
  if (typeof problem !== 'object' || problem === null || typeof problem['message'] !== 'string') return null;
  const count = (field: unknown): number | null => (isPosition(field) ? field : null);
  const message = harmless(problem['message'].slice(0, 4000));
  const saying = readSaying(problem['saying']);
  const read = { message, line: count(problem['line']), column: count(problem['column']) };
  return { ok: false, problem: saying === undefined ? read : { ...read, saying } };
}

/** A name that may follow what was typed. */
export interface CompletionName {
  readonly name: string;
  readonly is: 'function' | 'class' | 'value';
}

const MOST_COMPLETIONS = 1_000;

/** What is none of these is left out. */
export function readCompletions(payload: string): readonly CompletionName[] {
  let value: unknown;
  try {
    value = JSON.parse(payload);
  } catch {
    return [];
  }
  if (!Array.isArray(value)) return [];
  return value.slice(0, MOST_COMPLETIONS).flatMap((each: unknown): CompletionName[] => {
    const { name, is } = (each ?? {}) as { [key: string]: unknown };
    if (typeof name !== 'string' || name.length > 100 || harmless(name) !== name) return [];
    return is === 'function' || is === 'class' || is === 'value' ? [{ name, is }] : [];
  });
}

/** Absent, it is empty. */
function readList<T>(value: unknown, read: (item: unknown) => T | null): readonly T[] | null {
  if (value === undefined) return [];
  if (!Array.isArray(value)) return null;
  const items = value.map(read);
  return items.includes(null) ? null : (items as T[]);
}

function readName(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

/** Longer ones than an honest child sends. */
const LONGEST_SIGNATURE = 4_000;

function readSignature(value: unknown): Signature | null {
  const [name, given] = Array.isArray(value) ? (value as unknown[]) : [];
  const parameters = Array.isArray(given) ? readList(given, readName) : null;
  if (typeof name !== 'string' || parameters === null) return null;
  const isShort = name.length + parameters.join().length <= LONGEST_SIGNATURE;
  return isShort ? [harmless(name), parameters.map((text) => harmless(text))] : null;
}

function readPart(value: unknown): LanePart | null {
  const { names, line, column, text } = (value ?? {}) as { [key: string]: unknown };
  const read = names === undefined ? null : readList(names, readName);
  return read !== null && isPosition(line) && isPosition(column) && typeof text === 'string'
    ? { names: read, line, column, text }
    : null;
}

function readWarning(value: unknown): CompileWarning | null {
  if (typeof value !== 'object' || value === null) return null;
  const { message, line, column, saying } = value as { [key: string]: unknown };
  const said = readSaying(saying);
  if (typeof message !== 'string' || !isPosition(line) || !isPosition(column) || said === undefined) return null;
  return { message: harmless(message.slice(0, 4000)), line, column, saying: said };
}

function isMark(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isPosition(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) > 0;
}

function parsedObject(payload: string): { readonly [key: string]: unknown } | null {
  try {
    const value: unknown = JSON.parse(payload);
    return typeof value === 'object' && value !== null ? (value as { [key: string]: unknown }) : null;
  } catch {
    return null;
  }
}
