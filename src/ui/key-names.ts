/** What the terminal sends, as the names that bindings use. */
import type { Key as InkKey } from 'ink';

const NAMED: readonly (readonly [keyof InkKey, string])[] = [
  ['return', 'enter'],
  ['escape', 'escape'],
  ['backspace', 'backspace'],
  ['delete', 'delete'],
  ['pageUp', 'pageup'],
  ['pageDown', 'pagedown'],
  ['home', 'home'],
  ['end', 'end'],
  ['leftArrow', 'left'],
  ['rightArrow', 'right'],
];

/**
 * With Ctrl or Alt, whichever a terminal sends: macOS has Alt where others have Ctrl, and some of both send the letter of
 * Emacs instead (`alt-b`, `alt-f`). Ctrl-Backspace is plain `backspace`: it sends what that sends on other terminals.
 */
const WORDWISE: readonly (readonly [keyof InkKey, string])[] = [
  ['leftArrow', 'ctrl-left'],
  ['rightArrow', 'ctrl-right'],
  ['backspace', 'alt-backspace'],
];

const GRAPHEMES = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** The keys of one input event, in order; quick typing arrives as several characters at once. */
export function keyNames(input: string, key: InkKey): readonly string[] {
  if (key.eventType === 'release') return [];
  if (key.upArrow) return [key.shift ? 'shift-up' : 'up'];
  if (key.downArrow) return [key.shift ? 'shift-down' : 'down'];
  if (key.tab) return [key.shift ? 'shift-tab' : 'tab'];
  const byWord = WORDWISE.find(([property]) => key[property] === true && (key.ctrl || key.meta));
  if (byWord !== undefined) return [byWord[1]];
  const named = NAMED.find(([property]) => key[property] === true);
  if (named !== undefined) return [named[1]];
  if (key.ctrl) return input === '' ? [] : [`ctrl-${input}`];
  if (key.meta && /^[a-z]$/.test(input)) return [`alt-${input}`];
  if (key.meta || key.super || key.hyper) return [];
  return Array.from(GRAPHEMES.segment(input), ({ segment }) => CONTROLS[segment] ?? controlName(segment) ?? segment);
}

const CONTROLS: { readonly [character: string]: string } = {
  '\r': 'enter',
  '\n': 'enter',
  '\r\n': 'enter',
  '\t': 'tab',
  '\x7f': 'backspace',
  '\b': 'backspace',
};

/** Ink names a control character that comes alone; keys that are held or pressed quickly come several at once. */
function controlName(character: string): string | null {
  const code = character.charCodeAt(0);
  if (code === 0 || code >= 0x20) return null;
  return `ctrl-${String.fromCharCode(code + 0x40).toLowerCase()}`;
}
