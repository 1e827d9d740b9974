/**
 * A thread or process of the program, from inside: an isolate that makes the calls it is given, one after the other. A call may be
 * an async function, and then runs loops of its own.
 */
import { DeadlockError, RuntimeError } from '../asyncio/exceptions.ts';
import { whenSettled } from '../asyncio/native-promises.ts';
import { logException } from '../asyncio/traceback.ts';
import type { LaneCall, LaneOutcome } from '../trace/pool-question.ts';
import type { Calls } from './calls.ts';
import { encode } from './clone.ts';
import { plainJson } from './plain-json.ts';

const { parse } = JSON;
const NativePromise = Promise;

const LOST: LaneOutcome = {
  is: 'raised',
  text: encode(new RuntimeError('the function broke what it takes to tell what it came to')),
};
/** Where the program has broken what it takes to tell of an outcome. */
export const LOST_OUTCOME: string = plainJson(LOST);

type State =
  | { readonly is: 'free' }
  | { readonly is: 'called'; readonly call: LaneCall }
  | { readonly is: 'waiting'; readonly call: LaneCall }
  /** It has returned, and timers, immediates or requests that it left behind have not come yet. */
  | { readonly is: 'returned'; readonly call: LaneCall; readonly outcome: LaneOutcome }
  | { readonly is: 'over'; readonly outcome: LaneOutcome };

export class Lane {
  readonly #calls: Calls;
  readonly #name: string;
  /** An error as `writeError` writes it. */
  readonly #describe: (error: unknown) => string;
  #state: State = { is: 'free' };

  constructor(calls: Calls, name: string, describe: (error: unknown) => string) {
    this.#calls = calls;
    this.#name = name;
    this.#describe = describe;
  }

  /** Only kept: no code of the program runs here. */
  call(text: string): void {
    this.#state = { is: 'called', call: parse(text) as LaneCall };
  }

  /** Makes the call that was given, if one was. */
  begin(): boolean {
    if (this.#state.is !== 'called') return false;
    const { call } = this.#state;
    this.#state = { is: 'waiting', call };
    try {
      const given = this.#calls.make(call);
      if (given instanceof NativePromise)
        void whenSettled(
          given,
          (value) => this.#returned(call, value),
          (error: unknown) => this.fail(error),
        );
      else this.#returned(call, given);
    } catch (error) {
      this.fail(error);
    }
    return true;
  }

  get isOver(): boolean {
    return this.#state.is === 'over';
  }

  get isWaiting(): boolean {
    return this.#state.is === 'waiting';
  }

  get hasReturned(): boolean {
    return this.#state.is === 'returned';
  }

  #returned(call: LaneCall, value: unknown): void {
    if (this.#state.is === 'over') return;
    // What the function of a Thread gives, nobody gets.
    const outcome = this.#calls.outcomeOf(() => (call.prints ? undefined : value), call.shares);
    this.#state = { is: 'returned', call, outcome };
  }

  /** Nothing is left of what the call has set going. */
  finish(): void {
    if (this.#state.is === 'returned') this.#state = { is: 'over', outcome: this.#state.outcome };
  }

  /** The call raised, or something that it left behind did. */
  fail(raised: unknown): void {
    if (this.#state.is === 'free' || this.#state.is === 'over') return;
    const { call } = this.#state;
    const error = this.#calls.explainAbsent(raised);
    const outcome = this.#calls.outcomeOf(() => {
      throw error;
    }, call.shares);
    this.#state = { is: 'over', outcome: { ...outcome, error: parse(this.#describe(error)) as unknown } };
    // Last: what it is may not let itself be printed.
    if (call.prints) logException(`Exception in thread ${this.#name}:`, error);
  }

  tellRejection(reason: unknown): void {
    logException(`Unhandled rejection in ${this.#name}:`, this.#calls.explainAbsent(reason));
  }

  limitReached(status: 'output' | 'memory' | 'timeout'): void {
    this.#state = { is: 'over', outcome: { is: 'limit', status } };
  }

  /** Nothing can run before `until`. False: nor ever after, as it seems. */
  rest(until: number | null): boolean {
    const answer = this.#calls.link.ask({ op: 'idle', until: until === Infinity ? null : until })[0];
    return answer?.is !== 'deadlock';
  }

  /** The program has broken what it takes to fail. */
  giveUp(): void {
    this.#state = { is: 'over', outcome: LOST };
  }

  deadlock(): void {
    this.fail(new DeadlockError('this thread waits for something that nothing can bring about'));
  }

  /** What the last call came to, as JSON; '' while it is not over. */
  takeOutcome(): string {
    if (this.#state.is !== 'over') return '';
    const { outcome } = this.#state;
    this.#state = { is: 'free' };
    return plainJson(outcome);
  }
}
