/**
 * A session: entries come one after another, each runs as a task in one loop that never ends by itself, and what they declare
 * stays in the global object. As `python -m asyncio`, whose loop also goes on while nobody types.
 */
import * as asyncio from '../asyncio/index.ts';
import type { ExceptionContext } from '../asyncio/base-events.ts';
import { coroutineOf } from '../asyncio/coroutines.ts';
import { describeDeadlock, DEADLOCK_LIMIT } from '../asyncio/deadlock.ts';
import { current, enterTask } from '../asyncio/events.ts';
import { whenSettled, withResolvers } from '../asyncio/native-promises.ts';
import { Task } from '../asyncio/tasks.ts';
import type { ErrorText } from '../trace/event.ts';
import { markedPlace } from '../trace/wire.ts';
import { FAILED } from '../asyncio/futures.ts';
import { giveUp } from './given-up.ts';
import { type FailedTask, LetGo } from './let-go.ts';
import { OwnMap } from './own-collections.ts';
import type { FunctionTable } from './functions.ts';
import type { PlaceKeeper } from './places.ts';
import type { Recorder } from './recorder.ts';
import { resultText } from './whole-error.ts';

/** An entry; its value, if it has one, is in an object that inherits no `then`: neither of them is to be awaited. */
export type EntryBody = () => Promise<{ readonly value: unknown } | undefined>;

/** What the door is told. */
export interface SessionHost {
  begins(entry: number): void;
  /** How the session ended. */
  over(error: { readonly error: unknown } | null): void;
}

/** Held fast: a program may replace what is global. */
const { defineProperty, getOwnPropertyDescriptor, hasOwn, keys } = Object;

export class Session {
  readonly #recorder: Recorder;
  readonly #places: PlaceKeeper;
  readonly #host: SessionHost;
  readonly #runner = new asyncio.Runner();
  readonly #loop: asyncio.EventLoop;
  /** Those that are not over, by number, in their order. */
  readonly #entries = new OwnMap<number, Task<string>>();
  /** What the errors of those say that have failed and are not over. */
  readonly #errors = new OwnMap<number, ErrorText>();
  readonly #letGo: LetGo;
  readonly #isInteractive: boolean;
  /** What constants are: a property of the global object can be read without running code only if it is no accessor. */
  readonly #constants = new OwnMap<string, unknown>();
  /** Handed in, and not begun: true for those that are to be cancelled when they begin. */
  readonly #coming = new OwnMap<number, boolean>();
  #isFinishing = false;

  readonly #functions: FunctionTable;

  /** `isInteractive`: somebody looks on between two entries. */
  constructor(
    recorder: Recorder,
    places: PlaceKeeper,
    functions: FunctionTable,
    isInteractive: boolean,
    host: SessionHost,
  ) {
    this.#recorder = recorder;
    this.#isInteractive = isInteractive;
    this.#places = places;
    this.#host = host;
    this.#loop = this.#runner.getLoop();
    this.#loop.deadlockDetection = false;
    this.#functions = functions;
    this.#letGo = new LetGo(this.#loop);
    recorder.onFailedAlone = (task) => this.#letGo.failed(task);
    recorder.takeFailedAlone = () => this.#letGo.takeFailed();
    recorder.onUnheard = (context) => this.#hear(context);
    this.#serve();
  }

  /** The loop runs; whatever ends its run but the end of the session, it runs again. */
  #serve(): void {
    void whenSettled(
      this.#loop.runForever(),
      () => (this.#isFinishing ? this.#close() : this.#serve()),
      (error: unknown) => {
        if (this.#isFinishing || error instanceof asyncio.SystemExit) this.#host.over({ error });
        else {
          this.uncaught(error);
          this.#serve();
        }
      },
    );
  }

  enter(number: number, body: EntryBody): void {
    // The handle has no other name.
    const begin = { [`entry ${number}`]: (): void => this.#begin(number, body) }[`entry ${number}`]!;
    this.#recorder.beginEntry();
    this.#coming.set(number, false);
    this.#loop.callSoonThreadsafe(begin);
  }

  #begin(number: number, body: EntryBody): void {
    this.#host.begins(number);
    const task = this.#loop.createTask(
      coroutineOf('entry', () => this.#run(number, body)),
      { name: `[${number}]` },
    );
    task._keepQuiet();
    this.#entries.set(number, task);
    this.#recorder.entryStarted(number, task.id);
    task.addDoneCallback(() => this.#end(number, task));
    if (this.#coming.get(number) === true) task.cancel();
    this.#coming.delete(number);
  }

  #isBreakDue = false;
  /** An entry has ended, and what it has let go of is not looked for yet. */
  #hasJustEnded = false;

  /** Once behind the end of every entry: whoever waits for it hears of it before anything else happens. */
  takesABreak(): boolean {
    const isDue = this.#isBreakDue;
    this.#isBreakDue = false;
    this.#hasJustEnded = false;
    return isDue;
  }

  /** Another slice begins: whoever waits has heard of what ended in the last one, even if that was cut short. */
  begin(): void {
    this.#isBreakDue = false;
  }

  /** What the entry comes to is made text in its task: it is the program's code that may run for that, fail, or never end. */
  #run(number: number, body: EntryBody): Promise<string> {
    const task = current.task!;
    const { promise, resolve, reject } = withResolvers<string>();
    const inTask = (work: () => void): void => {
      enterTask(task);
      try {
        if (!task.done()) work();
      } catch (error) {
        reject(error);
      }
    };
    const ran = body();
    // Of which kind `then` gives a promise, it asks the promise; nobody else has this one.
    void defineProperty(ran, 'constructor', plainProperty(undefined));
    void whenSettled(
      ran,
      (given) => inTask(() => resolve(this.#take(given?.value))),
      (error: unknown) =>
        inTask(() => {
          if (!(error instanceof asyncio.CancelledError)) this.#describe(number, error);
          reject(error);
        }),
    );
    return promise;
  }

  #take(value: unknown): string {
    if (value === undefined) return '';
    this.#remember('_', value);
    return resultText(value) + this.#whereMade(value);
  }

  /** Of an error: where it was thrown or made, as a stack would say. */
  #whereMade(value: unknown): string {
    const place = typeof value === 'object' && value !== null ? markedPlace(this.#places.noted(value)) : null;
    return place === null || !(value instanceof Error) ? '' : `\n    at line ${place.line}, column ${place.column}`;
  }

  #describe(number: number, error: unknown): void {
    this.#remember('_error', error);
    this.#errors.set(number, this.#recorder.describeWhole(error));
  }

  #end(number: number, task: Task<string>): void {
    if (!this.#entries.delete(number)) return;
    this.#entryEnded();
    if (task.cancelled()) this.#recorder.entryEnded(number, 'cancelled', '', null);
    else if (task._state === FAILED) this.#failed(number, task._takeError());
    else this.#recorder.entryEnded(number, 'done', task.result(), null);
  }

  #entryEnded(): void {
    this.#isBreakDue = true;
    this.#hasJustEnded = true;
    this.#letGo.entryEnded();
  }

  #failed(number: number, error: unknown): void {
    // What it failed with may not have passed its own code: it was cut off, or waits for nothing.
    if (!this.#errors.has(number)) this.#describe(number, error);
    this.#recorder.entryEnded(number, 'failed', '', this.#errors.get(number)!);
    this.#errors.delete(number);
  }

  /** Nobody caught it: a session goes on. */
  uncaught(error: unknown): void {
    this.#tell({ id: 0, name: '', error });
  }

  #tell({ id, name, error }: FailedTask): void {
    this.#remember('_error', error);
    this.#recorder.errorUncaught(id, name, this.#recorder.describeWhole(error));
  }

  /** What the loop's own handler would print, in the words of whoever shows the session. */
  #hear({ exception, future, task }: ExceptionContext): boolean {
    if (exception == null) return false;
    const whose = future instanceof Task ? (future as Task<unknown>) : (task ?? null);
    this.#tell({ id: whose?.id ?? 0, name: whose?.getName() ?? '', error: exception });
    return true;
  }

  /** As the loop tells of those that it finds at its end. */
  #tellFailed(failed: readonly FailedTask[]): void {
    for (let index = 0; index < failed.length; index++) {
      const { error: exception } = failed[index]!;
      if (this.#loop.getExceptionHandler() === null) this.#tell(failed[index]!);
      else this.#loop.callExceptionHandler({ message: 'Task exception was never retrieved', exception });
    }
  }

  /**
   * Tells of what the program has let go of. True: V8's collector is to run first, and nothing else. `isAtRest`: nothing is ready.
   */
  tellOfLost(isAtRest: boolean): boolean {
    const letGo = this.#letGo;
    if (letGo.isUnderWay) {
      this.#tellFailed(letGo.examine());
      return false;
    }
    if (letGo.hasFailed && this.#isInteractive && !this.#isBusy) this.#tellFailed(letGo.takeFailed());
    const areCoroutinesDue = this.#hasJustEnded ? letGo.hasCoroutines : isAtRest && letGo.hasNewCoroutines;
    if (!letGo.wantsExamination && !areCoroutinesDue) return false;
    letGo.loosen();
    return true;
  }

  get #isBusy(): boolean {
    return this.#entries.size > 0 || this.#coming.size > 0;
  }

  /** `_` and `_error`, until an entry declares a variable of that name. */
  #remember(name: string, value: unknown): void {
    if (this.#declared.has(name)) return;
    try {
      defineProperty(globalThis, name, plainProperty(value));
    } catch {
      // The program has made one of its own that nobody can change.
    }
  }

  readonly #declared = new OwnMap<string, true>();

  /** Makes room for what an entry declares. `kept`: what is there keeps its value; so does the rest, until it is given one. */
  declare(kept: readonly string[], fresh: readonly string[]): void {
    for (let index = 0; index < kept.length; index++) {
      const name = kept[index]!;
      this.#declare(name);
      if (!hasOwn(globalThis, name)) defineProperty(globalThis, name, plainProperty(undefined));
    }
    for (let index = 0; index < fresh.length; index++) {
      const name = fresh[index]!;
      this.#declare(name);
      const value = this.#constants.get(name) ?? getOwnPropertyDescriptor(globalThis, name)?.value;
      this.#constants.delete(name);
      defineProperty(globalThis, name, plainProperty(value));
    }
  }

  /** Other threads find its functions by their names. */
  #declare(name: string): void {
    if (this.#declared.has(name)) return;
    this.#declared.set(name, true);
    this.#functions.add(name, () => this.look(name)?.value);
  }

  /** The entry is over: nothing can be assigned to its constants from now on, in sloppy code neither. */
  keep(names: readonly string[]): void {
    for (let index = 0; index < names.length; index++) {
      const name = names[index]!;
      const value: unknown = getOwnPropertyDescriptor(globalThis, name)?.value;
      this.#constants.set(name, value);
      const refuse = (): never => {
        throw new TypeError('Assignment to constant variable.');
      };
      const accessor = { __proto__: null, get: () => value, set: refuse, enumerable: true, configurable: true };
      defineProperty(globalThis, name, accessor as PropertyDescriptor);
    }
  }

  /** The value of a global name, found without running any code; null: it cannot be. */
  look(name: string): { readonly value: unknown } | null {
    if (this.#constants.has(name)) return { value: this.#constants.get(name) };
    const descriptor = getOwnPropertyDescriptor(globalThis, name);
    return descriptor !== undefined && hasOwn(descriptor, 'value') ? { value: descriptor.value } : null;
  }

  get isFinishing(): boolean {
    return this.#isFinishing;
  }

  get isWaiting(): boolean {
    return this.#entries.size > 0;
  }

  /** Cancels the task with that number, or (null) all entries that are not over. */
  cancel(id: number | null): void {
    const loop = this.#loop;
    const found: Task<unknown>[] = [];
    if (id === null) {
      this.#entries.forEach((task) => void (found[found.length] = task));
      this.#coming.forEach((_, number) => void this.#coming.set(number, true));
    } else for (const task of loop._tasks) if (task.id === id) found[found.length] = task;
    for (let index = 0; index < found.length; index++) {
      const task = found[index]!;
      loop.callSoonThreadsafe(() => this.#cancel(task));
    }
  }

  /** What waits for a promise of JavaScript's own hears of no request: it is given up. */
  #cancel(task: Task<unknown>): void {
    task.cancel();
    const stuck: Task<unknown>[] = [];
    for (const each of this.#loop._tasks) if (each.cancelling() > 0 && each.waitsOutside) stuck[stuck.length] = each;
    for (let index = 0; index < stuck.length; index++) giveUp(stuck[index]!);
  }

  /** No more entries will come: what is left is cancelled and waited for, as `run` does it. */
  finish(): void {
    this.#isFinishing = true;
    this.#loop.deadlockDetection = true;
    this.#loop.stop();
    this.#loop.callSoonThreadsafe(function endOfInput() {});
  }

  #close(): void {
    void whenSettled(
      this.#runner.close(),
      () => {
        this.#letGo.warnOfAll();
        this.#host.over(null);
      },
      (error: unknown) => this.#host.over({ error }),
    );
  }

  /** Nothing can end the entries that wait: each fails, and says so. */
  deadlock(): void {
    const error = new asyncio.DeadlockError(
      describeDeadlock(this.#loop._tasks, this.#loop._outsideWaiters, DEADLOCK_LIMIT),
    );
    const stuck: [number, Task<string>][] = [];
    this.#entries.forEach((task, number) => void (stuck[stuck.length] = [number, task]));
    for (let index = 0; index < stuck.length; index++) {
      const [number, task] = stuck[index]!;
      this.#entries.delete(number);
      this.#entryEnded();
      this.#failed(number, error);
      this.#cancel(task);
    }
  }

  /**
   * The code that ran was cut off where it stood: no `finally` of it has run, and none will. Its task ends with an error.
   * To be called between two steps.
   */
  survive(name: string, message: string, mark: number): void {
    const error = new Error(message);
    defineProperty(error, 'name', plainProperty(name));
    this.#places.note(error, mark);
    const { task } = current;
    // Its end was told of by half, and nobody who waits for it has heard.
    const ended = this.#recorder.recover(this.#recorder.describeQuietly(error));
    if (ended !== null) ended._scheduleCallbacks();
    else if (task !== null && !task.done()) task._complete(FAILED, error);
    else this.#recorder.errorUncaught(0, '', this.#recorder.describeQuietly(error));
  }
}

function plainProperty(value: unknown): PropertyDescriptor {
  return { __proto__: null, value, writable: true, enumerable: true, configurable: true } as PropertyDescriptor;
}

/** All that the module exports, and the module itself, as global names. */
export function provideAll(module: object, name: string): void {
  const names = keys(module);
  for (let index = 0; index < names.length; index++)
    provide(names[index]!, (module as { readonly [name: string]: unknown })[names[index]!]);
  provide(name, module);
}

/** There from the start, and not listed among what the entries made. */
function provide(name: string, value: unknown): void {
  defineProperty(globalThis, name, {
    __proto__: null,
    value,
    writable: true,
    enumerable: false,
    configurable: true,
  } as PropertyDescriptor);
}
