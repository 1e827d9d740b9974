/** The keys of whatever is on the screen, over it. */
import type { Binding } from '../keys.ts';
import { binding } from '../keys.ts';

export const HELP_BINDINGS: readonly Binding[] = [
  binding(['escape', 'q', '?', 'enter'], 'close', { type: 'helpClosed' }, true),
  binding(['down', 'j'], 'scroll', { type: 'helpScrolled', rows: 1 }, true),
  binding(['up', 'k'], 'scroll', { type: 'helpScrolled', rows: -1 }),
  binding(['pagedown', ' '], 'scrollPage', { type: 'helpScrolled', rows: 10 }),
  binding(['pageup'], 'scrollPage', { type: 'helpScrolled', rows: -10 }),
];
