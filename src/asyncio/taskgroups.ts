/**
 * Task groups: a block of code that ends when all the tasks it started have ended. If one fails, the others are
 * cancelled, and all errors are raised together.
 */
import { checkBlock } from './arguments.ts';
import { atOnce, runScope } from './awaitables.ts';
import type { ScopePromise } from './awaitables.ts';
import type { EventLoop } from './base-events.ts';
import type { Coroutine } from './coroutines.ts';
import { getRunningLoop, named } from './events.ts';
import { BaseExceptionGroup } from './exception-groups.ts';
import { CancelledError, RuntimeError, asError, endsLoop } from './exceptions.ts';
import { FAILED, FINISHED, LabelledFuture, PENDING } from './futures.ts';
import type { Future } from './futures.ts';
import { INSPECT } from './repr.ts';
import { currentTask } from './tasks.ts';
import type { Task, TaskOptions } from './tasks.ts';

/** CPython: `asyncio.TaskGroup`. `taskGroup(body)` makes, enters and leaves one. */
export class TaskGroup {
  /** @internal The promise of `taskGroup`, which knows where it is awaited. */ promise: ScopePromise<unknown> | null =
    null;
  #loop: EventLoop | null = null;
  #parent: Task<unknown> | null = null;
  readonly #tasks = new Set<Task<unknown>>();
  #errors: unknown[] = [];
  #entered = false;
  #exiting = false;
  #aborting = false;
  #parentCancelRequested = false;
  #baseError: { readonly error: unknown } | null = null;
  #allDone: Future<boolean> | null = null;

  /** CPython: `__aenter__`. */
  aenter(): Promise<this> {
    return new Promise((resolve) => {
      this._enter();
      resolve(this);
    });
  }

  /** CPython: `__aexit__`. Waits for all tasks; raises their errors as a group. */
  async aexit(error: unknown, failed: boolean): Promise<boolean> {
    await this._exit(error, failed);
    return false;
  }

  /** Starts a task in this group. */
  createTask<T>(work: Coroutine<T>, options?: TaskOptions): Task<T> {
    const refusal = this.#refusal();
    if (refusal !== null) {
      work.close();
      throw new RuntimeError(`TaskGroup ${this} ${refusal}`);
    }
    const task = this.#loop!.createTask(work, options);
    this.#tasks.add(task as Task<unknown>);
    task.addDoneCallback(this.#taskDone);
    return task;
  }

  #refusal(): string | null {
    if (!this.#entered) return 'has not been entered';
    if (this.#exiting && this.#tasks.size === 0) return 'is finished';
    return this.#aborting ? 'is shutting down' : null;
  }

  /** @internal */
  _enter(): void {
    if (this.#entered) throw new RuntimeError(`TaskGroup ${this} has already been entered`);
    this.#loop = getRunningLoop();
    this.#parent = currentTask(this.#loop);
    if (this.#parent === null) throw new RuntimeError(`TaskGroup ${this} cannot determine the parent task`);
    this.#entered = true;
  }

  /** @internal `failed`: the block ended with `error`. Returns if nothing has to be raised beside that. */
  async _exit(error: unknown, failed: boolean): Promise<void> {
    this.#exiting = true;
    if (failed && endsLoop(error)) this.#baseError ??= { error };
    let cancellation = failed && error instanceof CancelledError ? error : null;
    if (failed && !this.#aborting) this.#abort();
    cancellation = (await this.#waitForTasks()) ?? cancellation;

    if (this.#baseError !== null) throw this.#baseError.error;
    // The cancellation that the group itself asked for ends here, unless somebody else wants it too.
    if (this.#parentCancelRequested && this.#parent!.uncancel() === 0) cancellation = null;
    if (cancellation !== null && this.#errors.length === 0) throw cancellation;
    if (failed && !(error instanceof CancelledError)) this.#errors.push(error);
    if (this.#errors.length > 0) this.#raiseErrors();
  }

  /** Each cancellation of the parent interrupts the waiting; the last that the group did not ask for itself is returned. */
  async #waitForTasks(): Promise<CancelledError | null> {
    let cancellation: CancelledError | null = null;
    while (this.#tasks.size > 0) {
      this.#allDone ??= this.#futureToWaitFor();
      try {
        await atOnce(this.#allDone);
      } catch (error) {
        if (!(error instanceof CancelledError)) throw error;
        if (!this.#aborting) {
          cancellation = error;
          this.#abort();
        }
      }
      this.#allDone = null;
    }
    return cancellation;
  }

  #futureToWaitFor(): Future<boolean> {
    const future = new LabelledFuture<boolean>('taskGroup', this.#loop!);
    future.awaitedAt = this.promise?.awaitedAt ?? 0;
    return future;
  }

  #raiseErrors(): never {
    const errors = this.#errors.map(asError);
    this.#errors = [];
    // A cancellation from outside, which the group's errors hide, is asked for again; the count stays the same.
    if (this.#parent!.cancelling() > 0) {
      this.#parent!.uncancel();
      this.#parent!.cancel();
    }
    throw new BaseExceptionGroup('unhandled errors in a TaskGroup', errors);
  }

  #abort(): void {
    this.#aborting = true;
    for (const task of this.#tasks) if (task._state === PENDING) task.cancel();
  }

  readonly #taskDone = named('taskGroup', (task: Task<unknown>): void => {
    this.#tasks.delete(task);
    if (this.#allDone?._state === PENDING && this.#tasks.size === 0) this.#allDone._complete(FINISHED, true);
    if (task._state !== FAILED) return;
    const error = task._takeError();
    this.#errors.push(error);
    if (endsLoop(error)) this.#baseError ??= { error };
    const parent = this.#parent!;
    if (parent._state !== PENDING) {
      const message = `Task ${task} has errored out but its parent task ${parent} is already completed`;
      this.#loop!.callExceptionHandler({ message, exception: error, task });
    } else if (!this.#aborting && !this.#parentCancelRequested) {
      // The parent is cancelled to interrupt whatever the block does now; `_exit` takes the request back.
      this.#abort();
      this.#parentCancelRequested = true;
      parent.cancel();
    }
  });

  toString(): string {
    const tasks = this.#tasks.size > 0 ? ` tasks=${this.#tasks.size}` : '';
    const errors = this.#errors.length > 0 ? ` errors=${this.#errors.length}` : '';
    const state = this.#aborting ? ' cancelling' : this.#entered ? ' entered' : '';
    return `<TaskGroup${tasks}${errors}${state}>`;
  }

  [INSPECT](): string {
    return this.toString();
  }
}

/**
 * CPython: `async with asyncio.TaskGroup() as tg:`. Runs `body` in the current task, then waits for the tasks that it
 * and they made with `tg.createTask`. Gives what `body` returned, or raises an `ExceptionGroup`.
 */
export function taskGroup<R>(body: (tg: TaskGroup) => R | PromiseLike<R>): ScopePromise<R> {
  const group = new TaskGroup();
  return runScope(group, async () => {
    checkBlock(body, 'taskGroup(async (tg) => { … })');
    group._enter();
    let result: R;
    try {
      result = await atOnce(body(group));
    } catch (error) {
      await group._exit(error, true);
      throw error;
    }
    await group._exit(undefined, false);
    return result;
  });
}
