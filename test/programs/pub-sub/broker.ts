import { type Message, Subscription } from './subscription.ts';
import { matches } from './topics.ts';

export class Broker {
  readonly #subscriptions = new Set<Subscription>();
  readonly #kept = new Map<string, Message>();
  #count = 0;

  get subscriberCount(): number {
    return this.#subscriptions.size;
  }

  publish(topic: string, payload: unknown, options: { readonly keep?: boolean } = {}): void {
    const message: Message = { topic, payload, number: ++this.#count };
    if (options.keep === true) this.#kept.set(topic, message);
    for (const subscription of this.#subscriptions)
      if (matches(subscription.pattern, topic)) subscription.deliver(message);
  }

  subscribe(pattern: string): Subscription {
    const subscription = new Subscription(pattern, () => this.#subscriptions.delete(subscription));
    this.#subscriptions.add(subscription);
    for (const message of this.#kept.values()) if (matches(pattern, message.topic)) subscription.deliver(message);
    return subscription;
  }
}
