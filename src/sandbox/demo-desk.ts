/** The demo service as the isolates of one run reach it: what it answers is told when its time has come on the clock they share. */
import type { OutsideAnswer } from '../trace/outside.ts';
import { DemoClient } from './demo/client.ts';
import type { Appointment, RunClock } from './run-clock.ts';

type Told = (answer: OutsideAnswer) => void;

export class DemoDesk {
  readonly #clock: RunClock;
  /** Told when time may go on, or something may be due. */
  readonly #settle: () => void;
  /** Whoever listens to what comes part by part, and how to make it stop. */
  readonly #listening = new Map<string, () => void>();
  #client: DemoClient | null = null;

  constructor(clock: RunClock, settle: () => void) {
    this.#clock = clock;
    this.#settle = settle;
  }

  /** Tells all parts together when the last one is there. */
  askWhole(question: unknown, told: (parts: readonly OutsideAnswer[]) => void): void {
    const parts: OutsideAnswer[] = [];
    this.#ask(question, (answer) => {
      parts.push(answer);
      if (isLast(answer)) told(parts);
    });
  }

  /** Tells each part; `listener` is who can drop the question. */
  listen(listener: string, question: unknown, told: Told): void {
    const drop = this.#ask(question, (answer) => {
      if (isLast(answer)) this.#listening.delete(listener);
      told(answer);
    });
    this.#listening.set(listener, drop);
  }

  drop(listener: string): void {
    this.#listening.get(listener)?.();
    this.#listening.delete(listener);
  }

  /** The run is over. */
  close(): void {
    this.#client?.close();
  }

  /** Returns how to make it stop. */
  #ask(question: unknown, told: Told): () => void {
    const asked = this.#clock.now();
    const due: Appointment[] = [];
    let isOut = true;
    const comesBack = (): void => {
      if (!isOut) return;
      isOut = false;
      this.#clock.busyEnds();
    };
    this.#clock.busyBegins();
    this.#client ??= new DemoClient({ clock: this.#clock.kind });
    const drop = this.#client.answer(question, (answer, seconds) => {
      const at = this.#clock.kind === 'virtual' ? asked + seconds : this.#clock.now();
      due.push(this.#clock.meet(at, () => told(answer)));
      if (isLast(answer)) comesBack();
      this.#settle();
    });
    return () => {
      drop();
      for (const appointment of due) appointment.cancel();
      comesBack();
      this.#settle();
    };
  }
}

/** The last part of an answer. */
function isLast({ is }: OutsideAnswer): boolean {
  return is === 'end' || is === 'failed';
}
