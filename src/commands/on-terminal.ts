/** Something on the screen of this process's own terminal; whatever ends it, the terminal is as it was before. */
import type { Screen, ScreenTerminal } from '../ui/open-screen.tsx';
import { keepPausesShort } from './short-pauses.ts';

export async function onTerminal<Program>(
  makeProgram: (terminal: ScreenTerminal) => Program,
  open: (screen: Screen<Program>) => Promise<void>,
): Promise<void> {
  keepPausesShort();
  const suspension = new Suspension();
  let stopListening = (): void => {};
  try {
    await open({
      stdin: process.stdin,
      stdout: process.stdout,
      makeProgram: (terminal) =>
        makeProgram({ ...terminal, lend: (use) => terminal.lend(() => suspension.keepOff(use)) }),
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
