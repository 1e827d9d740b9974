/** Who asks: the program's own thread, or a lane. And a question that somebody stands still for. */
import type { OutsideAnswer } from '../trace/outside.ts';
import type { Lane } from './lanes.ts';
import type { Order } from './protocol.ts';
import type { Appointment, RunClock } from './run-clock.ts';

export interface Asker {
  /** 0: the program's own thread. */
  readonly id: number;
  readonly lane: Lane | null;
  send(order: Order): void;
  /** Bytes of orders that it has not read. */
  unread(): number;
}

/** What the desk tells of those who ask. */
export interface Desk {
  readonly clock: RunClock;
  /** It stands still from now on: on which line, for what, until when (seconds). */
  stopped(asker: Asker, mark: number, what: string, until: number | null): void;
  /** It goes on. */
  continued(asker: Asker): void;
}

/** Somebody stands still until `answer` is called, or until a time has come. */
export class Standstill {
  readonly asker: Asker;
  readonly #desk: Desk;
  #deadline: Appointment | null = null;
  #isOver = false;
  /** Where it stands, and for what; null: it was answered at once. */
  place: { readonly mark: number; readonly what: string } | null = null;
  /** The lane that has what it waits for; null: none has, or it cannot be told. */
  holder: () => number | null = () => null;
  /** Takes it off the list of those that wait. */
  withdraw: () => void = () => {};

  constructor(desk: Desk, asker: Asker) {
    this.#desk = desk;
    this.asker = asker;
  }

  /** Shows that it waits, and calls `late` at `until` (seconds; null: never). Nothing, if it was answered by now. */
  begin(mark: number, what: string, until: number | null, late: () => void): void {
    if (this.#isOver) return;
    if (until !== null) this.#deadline = this.#desk.clock.meet(until, late);
    this.place = { mark, what };
    this.#desk.stopped(this.asker, mark, what, until);
  }

  /** Whoever stands there is gone. */
  drop(): void {
    this.#isOver = true;
    this.#deadline?.cancel();
  }

  /** Nothing can bring about what it waits for: it is told so, and waits no longer. */
  deadlocked(message: string): void {
    this.withdraw();
    this.answer({ is: 'deadlock', message });
  }

  /** It gets no answer any more: the program is about to be stopped, and nothing of it is to run before that. */
  halt(): void {
    if (this.#isOver) return;
    this.#close();
    this.asker.send({ op: 'halt' });
  }

  answer(...answers: readonly OutsideAnswer[]): void {
    if (this.#isOver) return;
    this.#close();
    this.asker.send({ op: 'reply', text: JSON.stringify({ at: this.#desk.clock.now(), answers }) });
  }

  #close(): void {
    this.#isOver = true;
    this.#deadline?.cancel();
    this.#desk.continued(this.asker);
  }
}
