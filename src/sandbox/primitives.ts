/**
 * What the threads of a program meet at: locks, semaphores, events, conditions. They live in the parent, so that a thread that waits
 * really stands still and it shows who waits for whom. Source: CPython's `Lib/threading.py`; who waits longest is first.
 */
import type { PrimitiveKind, PrimitiveMethod } from '../trace/pool-question.ts';

/** A thread that asks a primitive for something, and stands still until it is answered. */
export interface Party {
  readonly lane: number;
  /** The answer. */
  done(value: boolean): void;
  /** A `RuntimeError` or `ValueError` where it asked. */
  refused(message: string): void;
}

export interface Primitive {
  act(method: PrimitiveMethod, party: Party, count: number): void;
  /** The party's time is up: it gets `false`, as soon as it may go on. */
  giveUp(party: Party): void;
  /** The party waits no longer, and is told nothing. */
  leave(party: Party): void;
  /** The lane that has it, where one can. */
  readonly owner: number | null;
}

/** Makes a primitive; null: its kind needs a lock, and there is none. */
export function makePrimitive(kind: PrimitiveKind, value: number, lock: Primitive | null): Primitive | null {
  switch (kind) {
    case 'lock':
      return new Mutex(false);
    case 'rlock':
      return new Mutex(true);
    case 'semaphore':
      return new Semaphore(value);
    case 'event':
      return new Event();
    case 'condition':
      return lock instanceof Mutex ? new Condition(lock) : null;
  }
}

interface Waiting {
  readonly party: Party;
  readonly granted: () => void;
  /** How many times it is acquired at once: what a condition gives back. */
  readonly depth: number;
}

/** `threading.Lock`, or where its owner counts, `threading.RLock`. */
class Mutex implements Primitive {
  readonly #isReentrant: boolean;
  owner: number | null = null;
  #depth = 0;
  #queue: Waiting[] = [];

  constructor(isReentrant: boolean) {
    this.#isReentrant = isReentrant;
  }

  act(method: PrimitiveMethod, party: Party): void {
    switch (method) {
      case 'acquire':
        return this.acquire({ party, granted: () => party.done(true), depth: 1 });
      case 'tryAcquire':
        if (!this.#mayHave(party.lane)) return party.done(false);
        return this.acquire({ party, granted: () => party.done(true), depth: 1 });
      case 'release':
        if (!this.isHeldBy(party.lane))
          return party.refused(this.#isReentrant ? 'cannot release un-acquired lock' : 'release unlocked lock');
        this.release(1);
        return party.done(true);
      case 'locked':
        return party.done(this.#depth > 0);
      default:
        return party.refused(`a lock has no ${method}`);
    }
  }

  acquire(waiting: Waiting): void {
    if (!this.#mayHave(waiting.party.lane)) return void this.#queue.push(waiting);
    this.owner = waiting.party.lane;
    this.#depth += waiting.depth;
    waiting.granted();
  }

  #mayHave(lane: number): boolean {
    return this.#depth === 0 || (this.#isReentrant && this.owner === lane);
  }

  /** A plain lock may be released by anybody. */
  isHeldBy(lane: number): boolean {
    return this.#depth > 0 && (!this.#isReentrant || this.owner === lane);
  }

  /** All that its owner has of it. */
  get depth(): number {
    return this.#depth;
  }

  release(depth: number): void {
    this.#depth -= depth;
    if (this.#depth > 0) return;
    this.owner = null;
    const next = this.#queue.shift();
    if (next !== undefined) this.acquire(next);
  }

  giveUp(party: Party): void {
    this.leave(party);
    party.done(false);
  }

  leave(party: Party): void {
    this.#queue = this.#queue.filter((waiting) => waiting.party !== party);
  }
}

class Semaphore implements Primitive {
  readonly owner = null;
  #value: number;
  #queue: Party[] = [];

  constructor(value: number) {
    this.#value = value;
  }

  act(method: PrimitiveMethod, party: Party, count: number): void {
    switch (method) {
      case 'acquire':
      case 'tryAcquire':
        if (this.#value > 0) {
          this.#value--;
          return party.done(true);
        }
        return method === 'tryAcquire' ? party.done(false) : void this.#queue.push(party);
      case 'release':
        this.#value += count;
        party.done(true);
        while (this.#value > 0 && this.#queue.length > 0) {
          this.#value--;
          this.#queue.shift()!.done(true);
        }
        return;
      default:
        return party.refused(`a semaphore has no ${method}`);
    }
  }

  giveUp(party: Party): void {
    this.leave(party);
    party.done(false);
  }

  leave(party: Party): void {
    this.#queue = this.#queue.filter((other) => other !== party);
  }
}

class Event implements Primitive {
  readonly owner = null;
  #isSet = false;
  #queue: Party[] = [];

  act(method: PrimitiveMethod, party: Party): void {
    switch (method) {
      case 'set': {
        this.#isSet = true;
        party.done(true);
        for (const waiting of this.#queue.splice(0)) waiting.done(true);
        return;
      }
      case 'clear':
        this.#isSet = false;
        return party.done(true);
      case 'isSet':
        return party.done(this.#isSet);
      case 'wait':
        return this.#isSet ? party.done(true) : void this.#queue.push(party);
      default:
        return party.refused(`an event has no ${method}`);
    }
  }

  giveUp(party: Party): void {
    this.leave(party);
    party.done(false);
  }

  leave(party: Party): void {
    this.#queue = this.#queue.filter((other) => other !== party);
  }
}

class Condition implements Primitive {
  readonly owner = null;
  readonly #lock: Mutex;
  #queue: { readonly party: Party; readonly depth: number }[] = [];

  constructor(lock: Mutex) {
    this.#lock = lock;
  }

  act(method: PrimitiveMethod, party: Party, count: number): void {
    switch (method) {
      case 'wait': {
        if (!this.#lock.isHeldBy(party.lane)) return party.refused('cannot wait on un-acquired lock');
        const { depth } = this.#lock;
        this.#queue.push({ party, depth });
        return this.#lock.release(depth);
      }
      case 'notify':
      case 'notifyAll':
        if (!this.#lock.isHeldBy(party.lane)) return party.refused('cannot notify on un-acquired lock');
        for (const waiting of this.#queue.splice(0, method === 'notify' ? count : Infinity))
          this.#reacquire(waiting, true);
        return party.done(true);
      default:
        return party.refused(`a condition has no ${method}`);
    }
  }

  giveUp(party: Party): void {
    const waiting = this.#queue.find((other) => other.party === party);
    // Notified already: it only waits for the lock now, as long as that takes.
    if (waiting === undefined) return;
    this.#queue = this.#queue.filter((other) => other !== waiting);
    this.#reacquire(waiting, false);
  }

  /** The lock is given back to it where nobody has it, as whoever waited expects to have it. */
  leave(party: Party): void {
    const waiting = this.#queue.find((other) => other.party === party);
    this.#queue = this.#queue.filter((other) => other !== waiting);
    this.#lock.leave(party);
    if (waiting !== undefined && this.#lock.depth === 0)
      this.#lock.acquire({ party, depth: waiting.depth, granted: () => {} });
  }

  #reacquire({ party, depth }: { readonly party: Party; readonly depth: number }, notified: boolean): void {
    this.#lock.acquire({ party, depth, granted: () => party.done(notified) });
  }
}
