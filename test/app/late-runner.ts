/** A runner whose answers come when the test says so: a child that starts slowly, or a handle that holds the loop. */
import type { LiveRun } from '../../src/app/ports.ts';
import type { Slice, SliceOrder } from '../../src/trace/slice.ts';
import { FakeRunner } from './fake-runner.ts';

export class LateRunner extends FakeRunner {
  isLate = true;
  readonly #waiting: (() => void)[] = [];

  override start(...asked: Parameters<FakeRunner['start']>): LiveRun {
    const live = super.start(...asked);
    return {
      kill: () => live.kill(),
      slice: async (order: SliceOrder): Promise<Slice> => {
        if (this.isLate) await new Promise<void>((answer) => this.#waiting.push(answer));
        return live.slice(order);
      },
    };
  }

  get isAsked(): boolean {
    return this.#waiting.length > 0;
  }

  /** Answers what has been asked so far. */
  answer(): void {
    for (const answer of this.#waiting.splice(0)) answer();
  }
}
