import { Queue } from 'asyncio';

export interface Message {
  readonly topic: string;
  readonly payload: unknown;
  readonly number: number;
}

/** What comes for one subscriber. Leaving the `for await` loop ends it. */
export class Subscription implements AsyncIterable<Message> {
  readonly pattern: string;
  readonly #messages = new Queue<Message>();
  readonly #end: () => void;

  constructor(pattern: string, end: () => void) {
    this.pattern = pattern;
    this.#end = end;
  }

  deliver(message: Message): void {
    this.#messages.putNowait(message);
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Message> {
    try {
      for (;;) yield await this.#messages.get();
    } finally {
      this.#end();
    }
  }
}
