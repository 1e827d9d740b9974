/**
 * Errors as CPython's `traceback` prints them: what caused them first, and groups as a tree.
 */
import { ports } from './driver.ts';
import { BaseExceptionGroup } from './exception-groups.ts';
import { CancelledError } from './exceptions.ts';
import { logError } from './warnings.ts';

/** CPython: `max_group_width` and `max_group_depth`. */
const MOST_MEMBERS = 15;
const DEEPEST = 10;
/** A message may have many megabytes, and stand in a chain of them: what is longer is cut, characters. */
const LONGEST_MESSAGE = 100_000;
/** A group may hold the same error many times over, in groups of groups: more lines than this nobody reads. */
const MOST_LINES = 2000;

const CAUSE = 'The above exception was the direct cause of the following exception:';

/**
 * The lines that are under “Traceback” for one error, without the error itself: by default the `at …` lines of its stack.
 * None: it is printed without a traceback.
 */
export type FramesOf = (error: Error) => readonly string[];

export function stackFrames(error: Error): readonly string[] {
  const stack: unknown = error.stack;
  return typeof stack === 'string'
    ? stack
        .split('\n')
        .filter((line) => /^ +at (?!.*\(node:internal\/)/.test(line))
        .map((it) => it.trim())
    : [];
}

/** One exception as text: CPython's `traceback.format_exception`. Differs: of several errors with one cause, the first shows it. */
export function formatException(error: Error, framesOf: FramesOf = ports.framesOf ?? stackFrames): string {
  const printer = new TracebackPrinter(framesOf);
  printer.print(error);
  return printer.text();
}

/**
 * Whether its last line leaves out what happened: it is a group or came of one, or of another error. (Every timeout comes of a
 * cancellation, which says nothing more.)
 */
export function saysMore(error: unknown): error is Error {
  const seen = new Set<unknown>();
  for (let it = error; it instanceof Error && !seen.has(it); it = it.cause) {
    if (it instanceof BaseExceptionGroup) return true;
    if (it !== error && !(it instanceof CancelledError)) return true;
    seen.add(it);
  }
  return false;
}

/** CPython: `logger.error(text, exc_info=error)`. */
export function logException(text: string, thrown: unknown): void {
  if (thrown instanceof Error) logError(`${text}\n${formatException(thrown)}`);
  else logError(text, thrown);
}

/** CPython: `TracebackException.format`, with `_ExceptionPrintContext`. */
class TracebackPrinter {
  readonly #framesOf: FramesOf;
  readonly #lines: string[] = [];
  readonly #seen = new Set<Error>();
  #depth = 0;
  #needsClosing = false;

  constructor(framesOf: FramesOf) {
    this.#framesOf = framesOf;
  }

  text(): string {
    return this.#lines.join('\n');
  }

  print(error: Error): void {
    for (const [i, link] of this.#chainOf(error).entries()) {
      if (i > 0) for (const line of ['', CAUSE, '']) this.#emit(line);
      if (!(link instanceof BaseExceptionGroup)) this.#printOne(link);
      else if (this.#depth > DEEPEST) this.#emit(`... (max_group_depth is ${DEEPEST})`);
      else this.#printGroup(link);
    }
  }

  /** The first cause first. */
  #chainOf(error: Error): Error[] {
    const chain = [error];
    this.#seen.add(error);
    for (let cause = error.cause; cause instanceof Error && !this.#seen.has(cause); cause = cause.cause) {
      this.#seen.add(cause);
      chain.unshift(cause);
    }
    return chain;
  }

  #printOne(error: Error): void {
    this.#printFrames('Traceback', error);
    this.#emit(...titleOf(error));
  }

  #printGroup(group: BaseExceptionGroup): void {
    const isOutermost = this.#depth === 0;
    if (isOutermost) this.#depth++;
    this.#printFrames('Exception Group Traceback', group, isOutermost ? '+' : '|');
    this.#emit(...titleOf(group));
    const { length } = group.exceptions;
    const shown = group.exceptions.slice(0, MOST_MEMBERS);
    const more = length - shown.length;
    this.#needsClosing = false;
    for (const [i, member] of shown.entries()) this.#printMember(i, `${i + 1}`, more === 0 && i === length - 1, member);
    if (more > 0) this.#printMember(MOST_MEMBERS, '...', true, `and ${more} more exception${more === 1 ? '' : 's'}`);
    if (isOutermost) this.#depth = 0;
  }

  #printMember(index: number, title: string, isLast: boolean, member: Error | string): void {
    // The line that closes the innermost group closes all those that end with it.
    if (isLast) this.#needsClosing = true;
    this.#add(`${this.#indent()}${index === 0 ? '+-' : '  '}+---------------- ${title} ----------------`);
    this.#depth++;
    if (typeof member === 'string') this.#emit(member);
    else if (this.#lines.length < MOST_LINES) this.print(member);
    if (isLast && this.#needsClosing) {
      this.#add(`${this.#indent()}+------------------------------------`);
      this.#needsClosing = false;
    }
    this.#depth--;
  }

  /** Where an error came from: JavaScript's stacks begin with the innermost call, Python's end with it. */
  #printFrames(title: string, error: Error, margin = '|'): void {
    const frames = this.#framesOf(error);
    if (frames.length === 0) return;
    this.#add(this.#margin(margin) + `${title} (most recent call ${frames.length > 1 ? 'first' : 'last'}):`);
    this.#emit(...frames.map((frame) => `  ${frame}`));
  }

  #emit(...lines: readonly string[]): void {
    const margin = this.#margin('|');
    for (const line of lines) this.#add(margin + line);
  }

  #margin(character: string): string {
    return this.#depth === 0 ? '' : `${this.#indent()}${character} `;
  }

  #indent(): string {
    return '  '.repeat(this.#depth);
  }

  #add(line: string): void {
    if (this.#lines.length < MOST_LINES) this.#lines.push(line);
    else if (this.#lines.length === MOST_LINES) this.#lines.push('...');
  }
}

/** `Name: message`, the name alone without a message. A message may have several lines. */
function titleOf(error: Error): readonly string[] {
  const name = String(error.name).slice(0, LONGEST_MESSAGE);
  const message = String(error.message).slice(0, LONGEST_MESSAGE);
  return (message === '' ? name : `${name}: ${message}`).split('\n', MOST_LINES);
}
