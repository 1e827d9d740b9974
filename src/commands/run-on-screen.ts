/** `async-tutor run FILE` in a terminal: the program under the panel, as often as it is asked for. */
import { ownProgramState } from '../app/screens/own-program.ts';
import type { Program } from '../app/program.ts';
import type { Language } from '../course/course.ts';
import { summarize } from '../progress/progress.ts';
import { runCode, type RunOptions } from '../sandbox/run-code.ts';
import type { Source } from '../sandbox/strip-types.ts';
import { dropSpare, keepSpare } from '../sandbox/spare.ts';
import type { Event } from '../trace/event.ts';
import type { ProgramLines } from '../trace/program-lines.ts';
import { environmentNow, onScreen, sizeNow } from './on-screen.ts';

const ENDINGS = ['SIGHUP', 'SIGTERM'] as const;

export interface Watched {
  /** Of the run that was seen last. */
  readonly events: readonly Event[];
  readonly endedBy: (typeof ENDINGS)[number] | null;
}

/** Resolves when the screen is left. */
export async function runOnScreen(
  program: Source,
  lines: ProgramLines,
  options: RunOptions,
  language: Language,
): Promise<Watched> {
  let events: Event[] = [];
  let endedBy: Watched['endedBy'] = null;
  let shown: Program | null = null;
  const leave = (signal: NodeJS.Signals): void => {
    endedBy ??= signal as (typeof ENDINGS)[number];
    shown?.dispatch({ type: 'quitAsked' });
  };
  for (const signal of ENDINGS) process.on(signal, leave);
  try {
    await onScreen(
      ownProgramState(lines.files, language, sizeNow(), environmentNow()),
      (terminal) => ({
        terminal,
        runner: {
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
        },
        // What is done here is nothing that a learner did in a course, and nothing is written here.
        progress: { remember: () => summarize([]) },
        editor: { edit: () => Promise.resolve({ is: 'gone' }) },
        syntax: { check: () => Promise.resolve(null) },
      }),
      (made) => {
        shown = made;
        made.dispatch({ type: 'runAsked' });
      },
    );
  } finally {
    for (const signal of ENDINGS) process.off(signal, leave);
    dropSpare();
  }
  return { events, endedBy };
}
