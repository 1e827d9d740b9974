/**
 * Test support: the real sandbox, asked everything once. Whoever orders of the same program what was ordered before is
 * handed what came of it then: on the virtual clock nothing else can come.
 */
import type { LiveRun, RunnerPort } from '../../src/app/ports.ts';
import type { Slice, SliceOrder } from '../../src/trace/slice.ts';
import { SANDBOX } from './sandbox-runner.ts';

type Begun = Parameters<RunnerPort['start']>;

export class RecordedRunner implements RunnerPort {
  /** By the program and all that was ordered of it up to there. */
  readonly #slices = new Map<string, Promise<Slice>>();
  readonly #real = new Set<LiveRun>();

  start(...begun: Begun): LiveRun {
    const orders: SliceOrder[] = [];
    let real: LiveRun | null = null;
    /** In a process of its own, which is brought to where the recorded one was. */
    const goOn = async (order: SliceOrder): Promise<Slice> => {
      if (real === null) {
        real = this.#startReal(begun);
        for (const earlier of orders.slice(0, -1)) await real.slice(earlier);
      }
      return real.slice(order);
    };
    return {
      slice: (order) => {
        orders.push(order);
        const key = JSON.stringify([begun, orders.map(({ until, handles }) => [String(until), handles])]);
        const slice = this.#slices.get(key) ?? goOn(order);
        this.#slices.set(key, slice);
        return slice;
      },
      // Nobody orders anything of a run that they have ended.
      kill: () => real?.kill(),
    };
  }

  #startReal(begun: Begun): LiveRun {
    const real = SANDBOX.start(...begun);
    this.#real.add(real);
    return real;
  }

  /** Ends what is left of runs that nobody saw to their end. */
  close(): void {
    for (const real of this.#real) real.kill();
  }
}
