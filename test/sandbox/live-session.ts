/** Test support: a session in the real sandbox, as built into `dist/`, entry after entry. */
import { expect } from 'vitest';
import type { Limits } from '../../src/sandbox/limits.ts';
import { type Entered, openSession, type SandboxRun } from '../../src/sandbox/run-code.ts';
import { NO_THREADS, startChild } from '../../src/sandbox/spare.ts';
import type { Event, EventOf } from '../../src/trace/event.ts';
import type { SliceReport } from '../../src/trace/slice.ts';
import { BUILT_CHILD, Ran } from './run-in-sandbox.ts';

export type Ending = EventOf<'entryEnded'>;

export class LiveTestSession {
  readonly run: SandboxRun;
  readonly events: Event[] = [];

  constructor(isInteractive: boolean, limits: Partial<Limits> = {}, start: { readonly seed?: number } = {}) {
    const child = startChild(limits.memoryMb ?? 64, BUILT_CHILD, { threads: NO_THREADS === null });
    this.run = openSession({ clock: 'auto', interactive: isInteractive, limits, sliceMs: 20, child, ...start });
  }

  get ran(): Ran {
    return new Ran(this.events);
  }

  get hasEnded(): boolean {
    return this.events.at(-1)?.type === 'runEnded';
  }

  hand(source: string, at = 0): Promise<Entered> {
    return this.run.enter(source, at);
  }

  /** Hands it in, and lets it come to its end. */
  async enter(source: string, at = 0): Promise<Ending> {
    const entered = await this.hand(source, at);
    if (!entered.ok) throw new Error(`refused: ${entered.problem.message}`);
    return this.ending(entered.number);
  }

  /** Result as text; fails where there is none. */
  async value(source: string): Promise<string> {
    const { outcome, text, error } = await this.enter(source);
    expect([outcome, error]).toEqual(['done', null]);
    return text;
  }

  async ending(entry: number): Promise<Ending> {
    for (;;) {
      const found = this.events.find((event) => event.type === 'entryEnded' && event.entry === entry);
      if (found !== undefined) return found as Ending;
      await this.slice();
    }
  }

  async slice(until = Infinity): Promise<SliceReport> {
    if (this.hasEnded) throw new Error(`the session ended: ${JSON.stringify(this.events.at(-1))}`);
    const { events, report } = await this.run.slice({ until, handles: null });
    this.events.push(...events);
    return report;
  }

  /** Everything that is due: on a busy machine that may take more than one slice. */
  async untilIdle(until = Infinity): Promise<void> {
    while ((await this.slice(until)).state === 'ready');
  }

  async finish(): Promise<Ran> {
    this.run.finish();
    while (!this.hasEnded) await this.slice();
    return this.ran;
  }
}
