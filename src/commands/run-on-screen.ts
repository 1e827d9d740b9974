/** `async-tutor run FILE` in a terminal: the program under the panel, as often as it is asked for. */
import { ownProgramState } from '../app/screens/own-program.ts';
import type { Ports, RunnerPort } from '../app/ports.ts';
import type { Language } from '../course/course.ts';
import { summarize } from '../progress/progress.ts';
import { runCode, type RunOptions } from '../sandbox/run-code.ts';
import type { Source } from '../sandbox/strip-types.ts';
import { dropSpare, keepSpare } from '../sandbox/spare.ts';
import type { Event } from '../trace/event.ts';
import type { WholeProgram } from '../trace/program-lines.ts';
import { type Ending, environmentNow, onScreen, sizeNow } from './on-screen.ts';
import { saveTrace } from './save-trace.ts';

export interface Watched {
  /** Of the run that was seen last. */
  readonly events: readonly Event[];
  readonly endedBy: Ending | null;
}

/** Resolves when the screen is left. */
export async function runOnScreen(
  program: Source,
  shown: WholeProgram,
  options: RunOptions,
  language: Language,
): Promise<Watched> {
  let events: Event[] = [];
  const runner: RunnerPort = {
    start() {
      const run = runCode(program, options);
      const heard: Event[] = (events = []);
      let isLeft = false;
      setImmediate(keepSpare);
      return {
        async slice(order) {
          const slice = await run.slice(order);
          // That it was ended because the screen is left is nothing that the program did.
          if (!isLeft) for (const event of slice.events) heard.push(event);
          return slice;
        },
        kill() {
          isLeft = true;
          run.kill();
        },
      };
    },
  };
  try {
    const endedBy = await onScreen(
      ownProgramState(shown, language, sizeNow(), environmentNow()),
      (terminal) => ({ ...NOTHING_TAUGHT, terminal, runner }),
      (tutor) => tutor.dispatch({ type: 'runAsked' }),
    );
    return { events, endedBy };
  } finally {
    dropSpare();
  }
}

/** What is done here is nothing that a learner did in a course, and no program is written here. */
const NOTHING_TAUGHT: Omit<Ports, 'terminal' | 'runner'> = {
  progress: { remember: () => summarize([]) },
  editor: { edit: () => Promise.resolve({ is: 'gone' }) },
  syntax: { check: () => Promise.resolve(null) },
  traces: { save: (trace, language) => saveTrace(trace, language, process.cwd()) },
};
