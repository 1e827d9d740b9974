/**
 * Puts the tutor, or another program, on a terminal and takes it off again. Whatever ends it, a key, a signal or an error, the
 * terminal is as it was before. What only a process can do (stopping itself) comes in as a port.
 */
import { render } from 'ink';
import type { SuspendTerminal } from 'ink';
import { supportsColor } from 'chalk';
import type { ColorSupportLevel } from 'chalk';
import type { ScreenMessage } from '../app/message.ts';
import type { TerminalPort } from '../app/ports.ts';
import type { Program } from '../app/program.ts';
import { isMoving } from '../app/update.ts';
import { shownTheme, type ThemeName } from '../app/settings.ts';
import type { State } from '../app/state.ts';
import { App } from './App.tsx';
import { plainRows } from './plain-rows.ts';
import { screenRows } from './screen-rows.ts';
import { type Paint, paintsWith } from './theme.ts';

export interface ScreenTerminal extends TerminalPort {
  /** Takes the screen off while `use` has the terminal, and puts it up again; resolves to what `use` gave. */
  lend<T>(use: () => T): Promise<T>;
}

/** What is shown. */
export interface Shown<State> {
  readonly state: State;
  dispatch(message: ScreenMessage): void;
  subscribe(listener: () => void): () => void;
}

/** How it is shown. */
export interface Looks<State> {
  /** Whether time matters now. */
  readonly isMoving: (state: State) => boolean;
  readonly rows: (state: State, paintIn: (theme: ThemeName) => Paint) => readonly string[];
  readonly plainRows: (state: State) => readonly string[];
}

const TUTOR_LOOKS: Looks<State> = {
  isMoving,
  rows: (state, paintIn) => screenRows(state).map(paintIn(shownTheme(state))),
  plainRows,
};

export type TutorScreen = Screen<Program>;

export interface Screen<Program> {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly makeProgram: (terminal: ScreenTerminal) => Program;
  /** Stops this process until the shell continues it; resolves then. */
  readonly stopProcess: () => Promise<void>;
  /** Hands over what to call when somebody else asks the tutor to stop: the screen is taken off first. */
  readonly onStopAsked?: (suspend: () => void) => void;
  /** Hands over what to call when something fails that nobody caught: the screen is taken off before it is told. */
  readonly onFailure?: (fail: (error: unknown) => void) => void;
  /** How many colours: 0 for none. Without it, what the terminal says. */
  readonly colors?: ColorSupportLevel;
  readonly isScreenReaderEnabled?: boolean;
}

/** About 30 frames a second; Ink's own limit must be higher, or the two add up to fewer. */
const FRAME_MS = 33;
const INK_FRAMES_PER_SECOND = 60;

export function openTutor(screen: TutorScreen): Promise<void> {
  return openScreen(screen, TUTOR_LOOKS);
}

/** Resolves when the learner leaves. Rejects with the error that ended it, after the terminal is restored. */
export async function openScreen<State>(screen: Screen<Shown<State>>, looks: Looks<State>): Promise<void> {
  const { stdin, stdout } = screen;
  let suspendTerminal: SuspendTerminal | null = null;
  let isStopWanted = false;
  let failure: { readonly error: unknown } | null = null;
  const terminal: ScreenTerminal = {
    quit: () => instance.unmount(),
    suspend: () => {
      // Before the screen is up: as soon as it is.
      isStopWanted = suspendTerminal === null;
      suspendTerminal?.(screen.stopProcess).catch(fail);
    },
    lend: async (use) => {
      if (suspendTerminal === null) throw new Error('open-screen: there is no screen yet to take off');
      const given: ReturnType<typeof use>[] = [];
      await suspendTerminal(() => void given.push(use()));
      return given[0]!;
    },
  };
  const program = screen.makeProgram(terminal);
  const fail = (error: unknown): void => {
    failure ??= { error };
    instance.unmount();
  };
  screen.onFailure?.(fail);
  screen.onStopAsked?.(terminal.suspend);
  const dispatch = (message: ScreenMessage): void => {
    try {
      program.dispatch(message);
    } catch (error) {
      fail(error);
    }
  };
  // Before Ink's own listener: when Ink lays out again, the rows fit already.
  const resize = () => dispatch({ type: 'resized', size: { columns: stdout.columns, rows: stdout.rows } });
  stdout.on('resize', resize);
  const paintIn = paintsWith(screen.colors ?? (supportsColor === false ? 0 : supportsColor.level));
  const app = (
    <App
      subscribe={(listener) => program.subscribe(listener)}
      current={() => program.state}
      dispatch={dispatch}
      rowsOf={(state, isForScreenReader) => (isForScreenReader ? looks.plainRows(state) : looks.rows(state, paintIn))}
      onReady={(suspend) => {
        suspendTerminal = suspend;
        if (isStopWanted) terminal.suspend();
      }}
    />
  );
  // Ink draws its first frame from the column on that the cursor is in: behind a prompt, say.
  stdout.write('\r');
  const instance = render(app, {
    stdin,
    stdout,
    interactive: true,
    exitOnCtrlC: false,
    // Nothing of ours prints while the screen is up.
    patchConsole: false,
    alternateScreen: true,
    incrementalRendering: true,
    maxFps: INK_FRAMES_PER_SECOND,
    ...(screen.isScreenReaderEnabled === undefined ? {} : { isScreenReaderEnabled: screen.isScreenReaderEnabled }),
  });
  const stopTicking = tickWhileMoving(program, looks.isMoving, dispatch);
  try {
    await instance.waitUntilExit();
  } finally {
    stopTicking();
    stdout.off('resize', resize);
  }
  if (failure !== null) throw (failure as { readonly error: unknown }).error;
}

/** A timer runs only while something on the screen moves by itself. */
function tickWhileMoving<State>(
  program: Shown<State>,
  isMoving: (state: State) => boolean,
  dispatch: (message: ScreenMessage) => void,
): () => void {
  let timer: ReturnType<typeof setInterval> | null = null;
  let last = 0;
  const tick = () => {
    const now = performance.now();
    const elapsedMs = now - last;
    last = now;
    dispatch({ type: 'ticked', elapsedMs });
  };
  const check = () => {
    if (isMoving(program.state) === (timer !== null)) return;
    if (timer !== null) {
      clearInterval(timer);
      timer = null;
      return;
    }
    last = performance.now();
    timer = setInterval(tick, FRAME_MS);
  };
  const unsubscribe = program.subscribe(check);
  check();
  return () => {
    unsubscribe();
    if (timer !== null) clearInterval(timer);
  };
}
