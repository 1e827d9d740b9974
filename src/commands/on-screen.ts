/** The tutor on the terminal of this process. */
import { supportsColor } from 'chalk';
import type { Size } from '../app/message.ts';
import type { Ports } from '../app/ports.ts';
import { Program } from '../app/program.ts';
import type { Environment } from '../app/settings.ts';
import type { State } from '../app/state.ts';
import { openTutor, type ScreenTerminal } from '../ui/open-screen.tsx';
import { editorOf } from './external-editor.ts';
import { onTerminal } from './on-terminal.ts';

/** What a shell says of a program that such a signal ended. */
export const SIGNAL_STATUS = { SIGHUP: 129, SIGTERM: 143 } as const;
export type Ending = keyof typeof SIGNAL_STATUS;
const ENDINGS = ['SIGHUP', 'SIGTERM'] as const;

/** Resolves to the signal that ended it; null: the learner left. Who is thrown out leaves in order too: what is typed is kept. */
export async function onScreen(
  state: State,
  portsOf: (terminal: ScreenTerminal) => Ports,
  onOpen: (program: Program) => void = () => {},
): Promise<Ending | null> {
  let endedBy: Ending | null = null;
  let program: Program | null = null;
  const leave = (signal: NodeJS.Signals): void => {
    endedBy ??= signal as Ending;
    program?.dispatch({ type: 'quitAsked' });
  };
  for (const signal of ENDINGS) process.on(signal, leave);
  try {
    await onTerminal((terminal) => {
      program = new Program(state, portsOf(terminal));
      onOpen(program);
      return program;
    }, openTutor);
  } finally {
    for (const signal of ENDINGS) process.off(signal, leave);
  }
  return endedBy;
}

export function sizeNow(): Size {
  return { columns: process.stdout.columns || 80, rows: process.stdout.rows || 24 };
}

export function environmentNow(): Environment {
  const isUnwanted = (process.env['NO_COLOR'] ?? '') !== '';
  const colorless = supportsColor === false ? 'terminal' : isUnwanted ? 'asked' : null;
  return { colorless, editor: editorOf(process.env) };
}
