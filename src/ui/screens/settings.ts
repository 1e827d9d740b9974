/** The settings screen. */
import type { SettingsPlace } from '../../app/screens/settings.ts';
import { settingsLines } from '../../app/screens/settings-content.ts';
import type { State } from '../../app/state.ts';
import { WORDS } from '../../app/words.ts';
import type { StyledLine } from '../../text/styled.ts';
import { formRoom, formScreen } from '../parts/frame.ts';

export function settingsRows(state: State, place: SettingsPlace): readonly StyledLine[] {
  return formScreen(state, WORDS[state.language].settingsTitle, settingsLines(state, place, formRoom(state)));
}
