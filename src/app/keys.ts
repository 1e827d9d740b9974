/**
 * Keys are data: one list of bindings feeds the input, the help bar and the help overlay. A key is named as it is
 * written here; `ui` turns what the terminal sends into these names.
 */
import type { Message } from './message.ts';
import type { KeyWords } from './words.ts';

/** A printable character stands for itself; the others have names: `enter`, `left`, `ctrl-c`. */
export type Key = string;

export interface Binding {
  /** Any of these; the first is shown. */
  readonly keys: readonly Key[];
  readonly does: keyof KeyWords;
  readonly message: Message;
  /** How the bar at the bottom shows it, if it does; the help overlay shows all. */
  readonly bar: BarItem | null;
}

/** A piece of the bar: what one key does, or two that belong together (`← →`). */
export interface BarItem {
  readonly keys: readonly Key[];
  readonly does: keyof KeyWords;
}

export function binding(
  keys: readonly Key[],
  does: keyof KeyWords,
  message: Message,
  inBar: boolean | BarItem = false,
): Binding {
  const bar = inBar === true ? { keys: keys.slice(0, 1), does } : inBar === false ? null : inBar;
  return { keys, does, message, bar };
}

/** What the bar says, in its order; what two keys do is said once, of the first. */
export function barItems(bindings: readonly Binding[]): readonly BarItem[] {
  const items = bindings.flatMap(({ bar }) => (bar === null ? [] : [bar]));
  return items.filter(({ does }, index) => items.findIndex((other) => other.does === does) === index);
}

export function messageFor(bindings: readonly Binding[], key: Key): Message | null {
  return bindings.find((each) => each.keys.includes(key))?.message ?? null;
}

/** How a key is written for the reader. */
export function keyCap(key: Key): string {
  return KEY_CAPS[key] ?? (key.startsWith('ctrl-') ? `^${key.slice(5).toUpperCase()}` : key);
}

const KEY_CAPS: { readonly [key: string]: string } = {
  enter: 'Enter',
  escape: 'Esc',
  tab: 'Tab',
  ' ': 'Space',
  up: '↑',
  down: '↓',
  left: '←',
  right: '→',
  'shift-up': 'Shift-↑',
  'shift-down': 'Shift-↓',
  'shift-tab': 'Shift-Tab',
  pageup: 'PgUp',
  pagedown: 'PgDn',
  home: 'Home',
  end: 'End',
};
