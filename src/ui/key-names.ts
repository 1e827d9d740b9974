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

const GRAPHEMES = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** The keys of one input event, in order; quick typing arrives as several characters at once. */
export function keyNames(input: string, key: InkKey): readonly string[] {
  if (key.eventType === 'release') return [];
  if (key.upArrow) return [key.shift ? 'shift-up' : 'up'];
  if (key.downArrow) return [key.shift ? 'shift-down' : 'down'];
  if (key.tab) return [key.shift ? 'shift-tab' : 'tab'];
  const named = NAMED.find(([property]) => key[property] === true);
  if (named !== undefined) return [named[1]];
  if (key.ctrl) return input === '' ? [] : [`ctrl-${input}`];
  if (key.meta || key.super || key.hyper) return [];
  return Array.from(GRAPHEMES.segment(input), ({ segment }) => CONTROLS[segment] ?? segment);
}

const CONTROLS: { readonly [character: string]: string } = {
  '\r': 'enter',
  '\n': 'enter',
  '\t': 'tab',
  '\x7f': 'backspace',
  '\b': 'backspace',
  '\x03': 'ctrl-c',
  '\x1a': 'ctrl-z',
};
