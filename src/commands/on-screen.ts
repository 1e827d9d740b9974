/** The tutor on the terminal of this process, with the signals that a process has to answer for. */
import { supportsColor } from 'chalk';
import type { Size } from '../app/message.ts';
import type { Ports } from '../app/ports.ts';
import { Program } from '../app/program.ts';
import type { Environment } from '../app/settings.ts';
import type { State } from '../app/state.ts';
import { openTutor, type TutorTerminal } from '../ui/open-screen.tsx';
import { editorOf } from './external-editor.ts';
import { keepPausesShort } from './short-pauses.ts';

/** Keeps signals that are meant for it from ending us while another program has the terminal. */
export type KeepOff = <T>(use: () => T) => T;

/** Resolves when the learner leaves. */
export async function onScreen(
  state: State,
  portsOf: (terminal: TutorTerminal, keepOff: KeepOff) => Ports,
  onOpen: (program: Program) => void = () => {},
): Promise<void> {
  keepPausesShort();
  const suspension = new Suspension();
  let stopListening = (): void => {};
  try {
    await openTutor({
      stdin: process.stdin,
      stdout: process.stdout,
      makeProgram(terminal) {
        const program = new Program(
          state,
          portsOf(terminal, (use) => suspension.keepOff(use)),
        );
        onOpen(program);
        return program;
      },
      stopProcess: () => suspension.stopProcess(),
      onStopAsked: (suspend) => suspension.listen(suspend),
      onFailure: (fail) => {
        // Unhandled rejections come as uncaught exceptions too.
        process.on('uncaughtException', fail);
        stopListening = () => process.off('uncaughtException', fail);
      },
      isScreenReaderEnabled: process.env['INK_SCREEN_READER'] === 'true',
    });
  } finally {
    stopListening();
    suspension.unlisten();
  }
}

export function sizeNow(): Size {
  return { columns: process.stdout.columns || 80, rows: process.stdout.rows || 24 };
}

export function environmentNow(): Environment {
  const isUnwanted = (process.env['NO_COLOR'] ?? '') !== '';
  const colorless = supportsColor === false ? 'terminal' : isUnwanted ? 'asked' : null;
  return { colorless, editor: editorOf(process.env) };
}

const FROM_KEYS = ['SIGINT', 'SIGQUIT'] as const;

/** What `^Z` from elsewhere (a shell's `kill -TSTP`) comes to, and how this process stops. */
class Suspension {
  #listener: (() => void) | null = null;

  listen(suspend: () => void): void {
    this.unlisten();
    this.#listener = suspend;
    process.on('SIGTSTP', suspend);
  }

  unlisten(): void {
    if (this.#listener !== null) process.off('SIGTSTP', this.#listener);
    this.#listener = null;
  }

  /** While another program has the terminal: `^Z` stops it and us together, `^C` is for it alone. */
  keepOff<T>(use: () => T): T {
    const listener = this.#listener;
    const ignore = (): void => {};
    this.unlisten();
    for (const signal of FROM_KEYS) process.on(signal, ignore);
    try {
      return use();
    } finally {
      if (listener !== null) this.listen(listener);
      // What came meanwhile is told when the loop polls again, which it has done after the second of these.
      setImmediate(() => setImmediate(() => FROM_KEYS.forEach((signal) => process.off(signal, ignore))));
    }
  }

  /**
   * The whole foreground group stops, or a launcher in front of us would keep the shell waiting. Neither a listener for a
   * signal nor a paused stdin keeps a process alive: the timer does, until the shell continues it.
   */
  stopProcess(): Promise<void> {
    return new Promise((resume) => {
      const alive = setInterval(() => {}, 1_000_000);
      const listener = this.#listener;
      process.once('SIGCONT', () => {
        clearInterval(alive);
        if (listener !== null) this.listen(listener);
        resume();
      });
      // Without a listener the signal does what it does by itself.
      this.unlisten();
      process.kill(0, 'SIGTSTP');
    });
  }
}
