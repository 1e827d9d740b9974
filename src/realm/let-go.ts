/**
 * What a program has let go of: coroutines that never began, tasks that failed while nobody waited. Python tells of them when it
 * frees the object. Here V8's collector is asked for, and what it leaves can still be awaited: of that nothing is said yet.
 */
import type { EventLoop } from '../asyncio/base-events.ts';
import { type Coroutine, type Fate, hasNotBegun, takeNotBegun, warnOfOne } from '../asyncio/coroutines.ts';
import { FAILED } from '../asyncio/futures.ts';
import type { PlaceMark } from '../asyncio/instrument.ts';
import type { Task } from '../asyncio/tasks.ts';
import { append } from './own-collections.ts';

/** Held fast: it is taken away from programs. */
const Weak = WeakRef;

interface LooseCoroutine {
  readonly held: WeakRef<Coroutine<unknown>>;
  readonly fate: Fate;
  readonly name: string;
  readonly madeAt: PlaceMark;
}

export interface FailedTask {
  readonly id: number;
  readonly name: string;
  readonly error: unknown;
}

interface LooseTask extends FailedTask {
  readonly held: WeakRef<Task<unknown>>;
}

export class LetGo {
  readonly #loop: EventLoop;
  #coroutines: LooseCoroutine[] = [];
  /** Nobody waited for them, and nothing is told of them yet. */
  #failed: Task<unknown>[] = [];
  #isExamined = true;
  /** A collection costs time: with so many unexamined ones it is worth it again. */
  #worthwhile = 1;
  #underExamination: LooseTask[] = [];
  #isUnderWay = false;

  constructor(loop: EventLoop) {
    this.#loop = loop;
  }

  failed(task: Task<unknown>): void {
    append(this.#failed, task);
    this.#isExamined = false;
  }

  get hasFailed(): boolean {
    return this.#failed.length > 0;
  }

  /** Those that failed, and are still looked at by nobody; they will not be named again. */
  takeFailed(): readonly FailedTask[] {
    const taken: FailedTask[] = [];
    for (let index = 0; index < this.#failed.length; index++) {
      const task = this.#failed[index]!;
      if (this.#release(task)) append(taken, { id: task.id, name: task.getName(), error: task._value });
    }
    this.#failed = [];
    this.#isExamined = true;
    return taken;
  }

  /** An entry is over: what it held may be free. */
  entryEnded(): void {
    this.#isExamined = this.#failed.length === 0;
    this.#worthwhile = 1;
  }

  /** Whether enough tasks have failed that nobody may hold. */
  get wantsExamination(): boolean {
    return !this.#isExamined && this.#failed.length >= this.#worthwhile;
  }

  /** Coroutines that were not there when it was asked last, and have not begun. */
  get hasNewCoroutines(): boolean {
    return hasNotBegun(this.#loop) || hasNotBegun(null);
  }

  get hasCoroutines(): boolean {
    return this.#coroutines.length > 0 || this.hasNewCoroutines;
  }

  /** From here on until `examine` nothing of ours holds them; no code of the program may run meanwhile. */
  loosen(): void {
    this.#isUnderWay = true;
    this.#loosenCoroutines(takeNotBegun(this.#loop));
    this.#loosenCoroutines(takeNotBegun(null));
    const failed = this.#failed;
    this.#failed = [];
    for (let index = 0; index < failed.length; index++) {
      const task = failed[index]!;
      if (!this.#release(task)) continue;
      append(this.#underExamination, {
        held: new Weak(task),
        id: task.id,
        name: task.getName(),
        error: task._value,
      });
    }
  }

  get isUnderWay(): boolean {
    return this.#isUnderWay;
  }

  /** Warns of the coroutines that are gone, and gives the tasks. */
  examine(): readonly FailedTask[] {
    this.#isUnderWay = false;
    this.#isExamined = true;
    this.#worthwhile *= 2;
    const gone: FailedTask[] = [];
    const examined = this.#underExamination;
    this.#underExamination = [];
    for (let index = 0; index < examined.length; index++) {
      const task = examined[index]!.held.deref();
      if (task === undefined) append(gone, examined[index]!);
      else {
        this.#loop._neverRetrieved.add(task);
        append(this.#failed, task);
      }
    }
    this.#warnOf((held) => held.deref() === undefined);
    return gone;
  }

  /** The session is over: nobody will await any of them. */
  warnOfAll(): void {
    this.#warnOf(() => true);
  }

  #warnOf(isLost: (held: WeakRef<Coroutine<unknown>>) => boolean): void {
    const all = this.#coroutines;
    this.#coroutines = [];
    for (let index = 0; index < all.length; index++) {
      const { held, fate, name, madeAt } = all[index]!;
      if (fate.isDecided) continue;
      if (isLost(held)) warnOfOne(name, madeAt);
      else append(this.#coroutines, all[index]!);
    }
  }

  #loosenCoroutines(taken: ReturnType<typeof takeNotBegun>): void {
    for (let index = 0; index < taken.length; index++) {
      const { coroutine, fate } = taken[index]!;
      append(this.#coroutines, {
        held: new Weak(coroutine),
        fate,
        name: coroutine.name,
        madeAt: coroutine._madeAt,
      });
    }
  }

  /** The loop will not complain of it; false: it has no reason to. */
  #release(task: Task<unknown>): boolean {
    return task._state === FAILED && this.#loop._neverRetrieved.delete(task);
  }
}
