// What is to be fetched, what has been, and when there is nothing left: the one thing that the workers share.
import { Queue } from 'asyncio';
import type { Page } from './fetch-page.ts';

/** Told to every worker when there is no more work. */
const END = null;

export class Frontier {
  readonly pages: Page[] = [];
  readonly failures = new Map<string, string>();
  readonly #seen = new Set<string>();
  readonly #queue = new Queue<string | null>();
  readonly #mostPages: number;
  /** Urls that are queued or being fetched. */
  #open = 0;

  constructor(start: string, mostPages: number) {
    this.#mostPages = mostPages;
    this.#add(start);
  }

  async next(): Promise<string | null> {
    return await this.#queue.get();
  }

  found(page: Page): void {
    this.pages.push(page);
    for (const link of page.links) this.#add(link);
  }

  failed(url: string, why: string): void {
    this.failures.set(url, why);
  }

  /** The last one out turns off the light. */
  done(name: string): void {
    this.#open--;
    if (this.#open > 0) return;
    console.log(`${name} saw the last page`);
    for (let left = 0; left < 16; left++) this.#queue.putNowait(END);
  }

  #add(url: string): void {
    if (this.#seen.has(url) || this.#seen.size >= this.#mostPages) return;
    this.#seen.add(url);
    this.#open++;
    this.#queue.putNowait(url);
  }
}
