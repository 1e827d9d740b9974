/** The settings screen. */
import type { SettingsPlace } from '../../app/screens/settings.ts';
import { settingsLines } from '../../app/screens/settings-content.ts';
import type { State } from '../../app/state.ts';
import { WORDS } from '../../app/words.ts';
import { span, type StyledLine } from '../../text/styled.ts';
import { edges, keyBar, pane, rule } from '../parts/frame.ts';

const WIDEST = 84;

export function settingsRows(state: State, place: SettingsPlace): readonly StyledLine[] {
  const { columns, rows } = state.size;
  const words = WORDS[state.language];
  const header = edges([span(` ${words.settingsTitle}`, 'heading')], [span(`${words.name} `, 'dim')], columns);
  const lines = settingsLines(state, place, Math.min(WIDEST, columns - 2));
  const room = rows - 4;
  // The first one is blank.
  const body = pane(lines.length > room ? lines.slice(1) : lines, columns, room);
  return [header, rule(columns), ...body, rule(columns), keyBar(state)];
}
