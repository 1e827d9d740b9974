/**
 * The loop of the tutor: message → update → new state and effects → ports → messages. It is the only thing here that
 * changes; whoever shows the state subscribes to it. It neither reads a clock nor knows how anything looks.
 */
import type { Message } from './message.ts';
import { Performer } from './perform.ts';
import type { Ports } from './ports.ts';
import type { State } from './state.ts';
import { update } from './update.ts';

export class Program {
  readonly #performer: Performer;
  readonly #listeners = new Set<() => void>();
  readonly #queue: Message[] = [];
  #isUpdating = false;
  #state: State;

  constructor(initial: State, ports: Ports) {
    this.#state = initial;
    this.#performer = new Performer(ports, (message) => this.dispatch(message));
  }

  get state(): State {
    return this.#state;
  }

  /** Messages are handled one after another, in the order they came; listeners hear of the state after the last. */
  dispatch(message: Message): void {
    this.#queue.push(message);
    if (this.#isUpdating) return;
    this.#isUpdating = true;
    const before = this.#state;
    try {
      for (let next = this.#queue.shift(); next !== undefined; next = this.#queue.shift()) {
        const [state, effects] = update(this.#state, next);
        this.#state = state;
        for (const effect of effects) this.#performer.perform(effect);
      }
    } finally {
      this.#isUpdating = false;
    }
    if (this.#state !== before) for (const listener of this.#listeners) listener();
  }

  /** Calls `listener` after every change; returns how to stop that. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Resolves when nothing is under way any more. */
  settled(): Promise<void> {
    return this.#performer.settled();
  }
}
