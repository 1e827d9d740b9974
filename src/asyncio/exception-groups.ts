/**
 * Several errors at once, and `except*`, which takes them apart by kind.
 */
import { BaseException, Exception, ValueError, asError } from './exceptions.ts';
import { repr } from './repr.ts';

/** A class of errors, several, or a predicate. `Exception` stands for all that `isException` is true of. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- classes with any constructor
export type ErrorClass<E extends Error = Error> = abstract new (...args: any[]) => E;
type ErrorClasses = ErrorClass | readonly ErrorClass[];
type Matcher = ErrorClasses | ((error: Error) => boolean);
/** The errors that a class, or one of several, stands for. */
type Matched<K extends ErrorClasses> = K extends readonly ErrorClass[]
  ? InstanceType<K[number]>
  : InstanceType<Extract<K, ErrorClass>>;

/** Python's tree of exceptions has one class of groups under `Exception`, which JavaScript's cannot have. */
function isInstance(error: unknown, kind: ErrorClass): boolean {
  if ((kind as unknown) === Exception) return isException(error);
  if ((kind as unknown) === BaseException) return error instanceof Error;
  return error instanceof kind;
}

function isErrorClass(matcher: Matcher): matcher is ErrorClass {
  const prototype: unknown = (matcher as { prototype?: unknown }).prototype;
  return (matcher as unknown) === Error || prototype instanceof Error;
}

function predicateOf(matcher: Matcher): (error: Error) => boolean {
  if (typeof matcher === 'object') {
    if (matcher.length > 0 && matcher.every(isErrorClass))
      return (error) => matcher.some((it) => isInstance(error, it));
  } else if (typeof matcher === 'function') {
    return isErrorClass(matcher) ? (error) => isInstance(error, matcher) : (matcher as (error: Error) => boolean);
  }
  throw new TypeError('expected an exception type, a tuple of exception types, or a callable (other than a class)');
}

function messageOf(text: string, count: number): string {
  return `${text} (${count} sub-exception${count === 1 ? '' : 's'})`;
}

/**
 * CPython: `BaseExceptionGroup(message, exceptions)`. With exceptions that are all `Exception`, the constructor makes an
 * `ExceptionGroup`. `message` ends with the count; `text` is without it.
 */
export class BaseExceptionGroup<E extends Error = Error> extends BaseException {
  static override readonly name: string = 'BaseExceptionGroup';
  declare readonly text: string;
  /** Each is one of the errors, or a group of some of them. */
  declare readonly exceptions: readonly (E | BaseExceptionGroup<E>)[];

  constructor(message: string, exceptions: readonly E[]);
  constructor(message: string, exceptions: readonly (E | BaseExceptionGroup<E>)[]);
  constructor(message: string, exceptions: readonly E[]) {
    if (typeof message !== 'string') throw new TypeError(`argument 1 must be str, not ${repr(message)}`);
    if (!Array.isArray(exceptions)) throw new TypeError('second argument (exceptions) must be a sequence');
    if (exceptions.length === 0) throw new ValueError('second argument (exceptions) must be a non-empty sequence');
    const stranger = exceptions.findIndex((it) => !(it instanceof Error));
    if (stranger >= 0) throw new ValueError(`Item ${stranger} of second argument (exceptions) is not an exception`);
    const areExceptions = (exceptions as readonly Error[]).every(isException);
    if (new.target === BaseExceptionGroup && areExceptions) return new ExceptionGroup(message, exceptions);
    super(messageOf(message, exceptions.length));
    Object.defineProperty(this, 'args', { value: [message, exceptions] });
    Object.defineProperty(this, 'text', { value: message });
    Object.defineProperty(this, 'exceptions', { value: Object.freeze([...exceptions]), enumerable: true });
  }

  /** A group with the same text; subclasses override it to keep their kind. */
  derive(exceptions: readonly Error[]): BaseExceptionGroup {
    return new BaseExceptionGroup(this.text, exceptions);
  }

  /** The part that matches and the rest, each with the same nesting, or null. */
  split(
    matcher: (error: E | BaseExceptionGroup<E>) => boolean,
  ): [match: BaseExceptionGroup<E> | null, rest: BaseExceptionGroup<E> | null];
  split<const K extends ErrorClasses>(
    matcher: K,
  ): [match: BaseExceptionGroup<Matched<K>> | null, rest: BaseExceptionGroup<E> | null];
  split(matcher: unknown): [BaseExceptionGroup | null, BaseExceptionGroup | null] {
    const [match, rest] = splitRecursively(this, predicateOf(matcher as Matcher), true);
    return [match as BaseExceptionGroup | null, rest as BaseExceptionGroup | null];
  }

  /** The part that matches, or null. */
  subgroup(matcher: (error: E | BaseExceptionGroup<E>) => boolean): BaseExceptionGroup<E> | null;
  subgroup<const K extends ErrorClasses>(matcher: K): BaseExceptionGroup<Matched<K>> | null;
  subgroup(matcher: unknown): BaseExceptionGroup | null {
    return splitRecursively(this, predicateOf(matcher as Matcher), false)[0] as BaseExceptionGroup | null;
  }
}

/** CPython: `ExceptionGroup`. What is nested in it, and its parts, are of this kind too. */
export class ExceptionGroup<E extends Error = Error> extends BaseExceptionGroup<E> {
  static override readonly name: string = 'ExceptionGroup';
  declare readonly exceptions: readonly (E | ExceptionGroup<E>)[];

  constructor(message: string, exceptions: readonly E[]);
  constructor(message: string, exceptions: readonly (E | ExceptionGroup<E>)[]);
  constructor(message: string, exceptions: readonly E[]) {
    super(message, exceptions);
    if (!this.exceptions.every(isException)) throw new TypeError('Cannot nest BaseExceptions in an ExceptionGroup');
  }

  override split(
    matcher: (error: E | ExceptionGroup<E>) => boolean,
  ): [match: ExceptionGroup<E> | null, rest: ExceptionGroup<E> | null];
  override split<const K extends ErrorClasses>(
    matcher: K,
  ): [match: ExceptionGroup<Matched<K>> | null, rest: ExceptionGroup<E> | null];
  override split(matcher: unknown): [ExceptionGroup | null, ExceptionGroup | null] {
    return super.split(matcher as ErrorClass) as [ExceptionGroup | null, ExceptionGroup | null];
  }

  override subgroup(matcher: (error: E | ExceptionGroup<E>) => boolean): ExceptionGroup<E> | null;
  override subgroup<const K extends ErrorClasses>(matcher: K): ExceptionGroup<Matched<K>> | null;
  override subgroup(matcher: unknown): ExceptionGroup | null {
    return super.subgroup(matcher as ErrorClass) as ExceptionGroup | null;
  }
}

/** What `except Exception:` catches: everything but `CancelledError`, `KeyboardInterrupt`, `SystemExit` and groups with them. */
export function isException(e: unknown): e is Error {
  return e instanceof Exception || e instanceof ExceptionGroup || !(e instanceof BaseException);
}

/** A group of `whole`'s kind with some of its exceptions, or null for none. */
function subset(whole: BaseExceptionGroup, exceptions: readonly Error[]): BaseExceptionGroup | null {
  if (exceptions.length === 0) return null;
  const part = whole.derive(exceptions);
  if (!(part instanceof BaseExceptionGroup))
    throw new TypeError('derive must return an instance of BaseExceptionGroup');
  if (whole.cause !== undefined) part.cause = whole.cause;
  return part;
}

/** CPython: `exceptiongroup_split_recursive`. Without `withRest` no groups are derived for what does not match. */
function splitRecursively(
  error: Error,
  matches: (error: Error) => boolean,
  withRest: boolean,
): [match: Error | null, rest: Error | null] {
  if (matches(error)) return [error, null];
  if (!(error instanceof BaseExceptionGroup)) return [null, error];
  const matching: Error[] = [];
  const rest: Error[] = [];
  for (const member of error.exceptions) {
    const [match, other] = splitRecursively(member, matches, withRest);
    if (match !== null) matching.push(match);
    if (withRest && other !== null) rest.push(other);
  }
  return [subset(error, matching), subset(error, rest)];
}

function leavesOf(error: unknown, into: Set<unknown>): void {
  if (error instanceof BaseExceptionGroup) for (const member of error.exceptions) leavesOf(member, into);
  else into.add(error);
}

/** The kinds of errors, and what is to be done with a group of them. */
type Clause<K extends ErrorClasses = ErrorClasses> = readonly [K, (group: BaseExceptionGroup<Matched<K>>) => unknown];

/**
 * CPython: `except* T as eg:`, clause by clause on what the clauses before left over. Await it in a `catch`:
 * `catch (e) { await exceptStar(e, [ValueError, (eg) => …], [TypeError, (eg) => …]) }`.
 * A naked error is handed over in a group. If no clause matches, `e` itself is raised again; otherwise what is left over
 * and what the handlers raised, together.
 */
export async function exceptStar<const K extends readonly ErrorClasses[]>(
  e: unknown,
  ...clauses: { readonly [I in keyof K]: Clause<K[I]> }
): Promise<void> {
  const group = e instanceof BaseExceptionGroup ? e : null;
  let rest: Error | null = group ?? (e instanceof Error ? e : null);
  if (rest === null) throw e;
  const raised: unknown[] = [];
  const raisedAgain: unknown[] = [];
  if (!clauses.every((clause) => Array.isArray(clause)))
    throw new TypeError('each clause is a pair: write `exceptStar(error, [ValueError, (group) => { … }])`');
  for (const [kinds, handler] of clauses as unknown as readonly Clause[]) {
    if (rest === null) break;
    const matches = predicateOf(checkedKinds(kinds));
    const [match, other]: [Error | null, Error | null] = splitRecursively(rest, matches, true);
    if (match === null) continue;
    rest = other;
    const handed: BaseExceptionGroup =
      match instanceof BaseExceptionGroup ? match : new BaseExceptionGroup('', [match]);
    try {
      await handler(handed);
    } catch (error) {
      if (error === handed) raisedAgain.push(handed);
      else raised.push(error);
    }
  }
  if (rest === e) throw e;
  if (rest !== null) raisedAgain.push(rest);
  raiseTogether(group, raised, raisedAgain);
}

function checkedKinds(kinds: Clause[0]): ErrorClass | readonly ErrorClass[] {
  const list: readonly ErrorClass[] = typeof kinds === 'function' ? [kinds] : (kinds as readonly ErrorClass[]);
  if (!list.every((it) => typeof it === 'function' && isErrorClass(it)))
    throw new TypeError('catching classes that do not inherit from BaseException is not allowed');
  if (list.some((it) => (it as unknown) === BaseExceptionGroup || it.prototype instanceof BaseExceptionGroup))
    throw new TypeError('catching ExceptionGroup with except* is not allowed. Use except instead.');
  return list;
}

/** CPython: `_PyExc_PrepReraiseStar`. Parts of the group that go on are put together again as they were nested in it. */
function raiseTogether(
  group: BaseExceptionGroup | null,
  raised: readonly unknown[],
  raisedAgain: readonly unknown[],
): void {
  if (group === null) {
    // A naked error matches one clause at most.
    const [error] = [...raised, ...raisedAgain];
    if (raised.length + raisedAgain.length > 0) throw error;
    return;
  }
  const leaves = new Set<unknown>();
  for (const part of raisedAgain) leavesOf(part, leaves);
  const goesOn = (error: Error): boolean => !(error instanceof BaseExceptionGroup) && leaves.has(error);
  const goingOn = leaves.size === 0 ? null : splitRecursively(group, goesOn, false)[0];
  if (raised.length === 0) {
    if (goingOn !== null) throw goingOn;
    return;
  }
  const errors = raised.map(asError);
  throw new BaseExceptionGroup('', goingOn === null ? errors : [...errors, goingOn]);
}
