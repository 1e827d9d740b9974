/** `async-tutor run FILE` in a terminal: the program under the panel, as often as it is asked for or changes. */
import { ownProgramState } from '../app/screens/own-program.ts';
import type { LiveRun, Ports, RunnerPort } from '../app/ports.ts';
import type { Program } from '../app/program.ts';
import type { Language } from '../course/course.ts';
import { summarize } from '../progress/progress.ts';
import { runCode, type RunOptions } from '../sandbox/run-code.ts';
import type { Source } from '../sandbox/strip-types.ts';
import { dropSpare, keepSpare } from '../sandbox/spare.ts';
import type { Event } from '../trace/event.ts';
import type { WholeProgram } from '../trace/program-lines.ts';
import { type Ending, environmentNow, onScreen, sizeNow } from './on-screen.ts';
import { shownProgram } from './program-places.ts';
import { saveTrace } from './save-trace.ts';

/** The run that was seen last, and of what. */
interface Seen {
  readonly events: readonly Event[];
  readonly shown: WholeProgram;
}

export interface Watched extends Seen {
  readonly endedBy: Ending | null;
}

/** Resolves when the screen is left. `changed` resolves to the program once its files are others; null: they are not watched. */
export async function runOnScreen(
  program: Source,
  options: RunOptions,
  language: Language,
  changed: (() => Promise<Source>) | null,
): Promise<Watched> {
  const runner = new OwnRunner(program, options);
  const follow = async (tutor: Program): Promise<void> => {
    while (changed !== null) {
      const next = await changed();
      runner.take(next);
      tutor.dispatch({ type: 'programChanged', program: shownProgram(next) });
    }
  };
  try {
    const endedBy = await onScreen(
      ownProgramState(shownProgram(program), language, sizeNow(), environmentNow()),
      (terminal) => ({ ...NOTHING_TAUGHT, terminal, runner }),
      (tutor) => {
        tutor.dispatch({ type: 'runAsked' });
        void follow(tutor);
      },
    );
    return { ...runner.seen, endedBy };
  } finally {
    runner.close();
    dropSpare();
  }
}

class OwnRunner implements RunnerPort {
  readonly #options: RunOptions;
  #program: Source;
  #seen: Seen;
  #last: LiveRun | null = null;

  constructor(program: Source, options: RunOptions) {
    this.#options = options;
    this.#program = program;
    this.#seen = { events: [], shown: shownProgram(program) };
  }

  get seen(): Seen {
    return this.#seen;
  }

  /** What runs from now on. */
  take(program: Source): void {
    this.#program = program;
  }

  start(): LiveRun {
    const run = runCode(this.#program, this.#options);
    const heard: Event[] = [];
    this.#seen = { events: heard, shown: shownProgram(this.#program) };
    let isLeft = false;
    setImmediate(keepSpare);
    return (this.#last = {
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
    });
  }

  /** A run may have begun since the screen was asked to close. */
  close(): void {
    this.#last?.kill();
  }
}

/** What is done here is nothing that a learner did in a course, and no program is written here. */
const NOTHING_TAUGHT: Omit<Ports, 'terminal' | 'runner'> = {
  progress: { remember: () => summarize([]) },
  editor: { edit: () => Promise.resolve({ is: 'gone' }) },
  syntax: { check: () => Promise.resolve(null) },
  traces: { save: (trace, language) => saveTrace(trace, language, process.cwd()) },
};
