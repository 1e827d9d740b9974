/**
 * Where warnings go: CPython's `warnings` module and asyncio's logger, as one handler.
 */
import { endsLoop } from './exceptions.ts';
import type { PlaceMark } from './instrument.ts';

/** `place` is what the watcher's `here()` said where it came from; 0: unknown. */
export type WarningHandler = (category: string, message: string, place: PlaceMark) => void;

interface HostConsole {
  error(...parts: unknown[]): void;
}

/** Writes to the host's `console.error`, where there is one. */
export function logError(...parts: unknown[]): void {
  (globalThis as { console?: HostConsole }).console?.error(...parts);
}

const toConsole: WarningHandler = (category, message) => logError(`${category}: ${message}`);

let handler: WarningHandler = toConsole;

/** Sends warnings to `next`, or to `console.error` again (null). Our own: CPython has `warnings.showwarning`. */
export function setWarningHandler(next: WarningHandler | null): void {
  handler = next ?? toConsole;
}

/** A warning never breaks the program: what the handler throws is logged. */
export function warn(category: string, message: string, place: PlaceMark = 0): void {
  try {
    handler(category, message, place);
  } catch (error) {
    if (endsLoop(error)) throw error;
    logError('Exception in the warning handler', error);
  }
}
