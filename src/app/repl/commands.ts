/** The commands of a session: lines that begin with a dot and a name. */
import { SPEEDS } from '../playback.ts';

export const COMMANDS = [
  'help',
  'tasks',
  'loop',
  'cancel',
  'pause',
  'step',
  'speed',
  'time',
  'trace',
  'load',
  'save',
  'edit',
  'clear',
  'reset',
  'lang',
  'exit',
] as const;

export type CommandName = (typeof COMMANDS)[number];

/** `name` null: there is none of that name. */
export interface Command {
  readonly typed: string;
  readonly name: CommandName | null;
  readonly argument: string;
}

/** Null: it is an entry. `.5` is a number, and of several lines none is a command. */
export function commandIn(text: string): Command | null {
  const found = /^\s*\.([a-z]+)(?:[ \t]+(\S.*?))?\s*$/u.exec(text);
  if (found === null) return null;
  const typed = found[1]!;
  return { typed, name: COMMANDS.find((name) => name === typed) ?? null, argument: found[2] ?? '' };
}

/** What an argument may be, where that is known beforehand. */
export const ARGUMENTS: { readonly [name: string]: readonly string[] } = {
  help: COMMANDS,
  speed: SPEEDS.map(String),
  lang: ['en', 'zh'],
};

export const TAKES_FILE: ReadonlySet<string> = new Set(['load', 'save', 'trace']);
