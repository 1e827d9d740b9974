/**
 * The loop of whatever is shown: message → update → new state and effects → ports → messages. It is the only thing here that
 * changes; whoever shows the state subscribes to it. It neither reads a clock nor knows how anything looks.
 */

/** Carries out effects, and reports back in messages. */
export interface Performs<Effect> {
  perform(effect: Effect): void;
  /** Resolves when nothing is under way any more. */
  settled(): Promise<void>;
}

export type Update<State, Message, Effect> = (
  state: State,
  message: Message,
) => readonly [state: State, effects: readonly Effect[]];

export class MessageLoop<State, Message, Effect> {
  readonly #update: Update<State, Message, Effect>;
  readonly #performer: Performs<Effect>;
  readonly #listeners = new Set<() => void>();
  readonly #queue: Message[] = [];
  #isUpdating = false;
  #state: State;

  constructor(
    initial: State,
    update: Update<State, Message, Effect>,
    performer: (dispatch: (message: Message) => void) => Performs<Effect>,
  ) {
    this.#state = initial;
    this.#update = update;
    this.#performer = performer((message) => this.dispatch(message));
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
        const [state, effects] = this.#update(this.#state, next);
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

  settled(): Promise<void> {
    return this.#performer.settled();
  }
}
