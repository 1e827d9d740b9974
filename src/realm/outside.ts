/**
 * The realm's way out: questions that the parent answers. `ask` blocks the thread that it is called in, `begin` does not.
 * Set by the door; a realm that is not connected refuses.
 */
import { RuntimeError } from '../asyncio/exceptions.ts';
import type { OutsideAnswer, OutsideQuestion } from '../trace/outside.ts';

export interface Outside {
  /** Blocks this thread until everything has arrived, and returns it. The run's clock goes on meanwhile. */
  ask(question: OutsideQuestion, what: string): readonly OutsideAnswer[];
  /**
   * Goes on at once; each part is told when it arrives, outside of every handle: whoever listens schedules what follows
   * (`loop.callSoonThreadsafe`, or a promise's `resolve`). The returned function tells that nobody listens any more.
   */
  begin(question: OutsideQuestion, told: (answer: OutsideAnswer) => void): () => void;
}

const nobody = (): never => {
  throw new RuntimeError('nothing outside of the program can be reached here');
};

export const outside: { current: Outside } = { current: { ask: nobody, begin: nobody } };
