/** The settings: a row for each, changed at once and kept; one leaves them to where one came from. */
import { LANGUAGES } from '../../course/course.ts';
import type { SettingName } from '../../progress/fact.ts';
import type { Binding } from '../keys.ts';
import { binding } from '../keys.ts';
import type { SettingsMessage } from '../message.ts';
import { SPEEDS } from '../playback.ts';
import { SETTINGS, THEMES } from '../settings.ts';
import type { Place, State } from '../state.ts';
import { editField, fieldOf, insertText, oneLine, type TextField } from '../text-field.ts';

export type SettingsPlace = Extract<Place, { is: 'settings' }>;

export function settingsBindings({ row, field }: SettingsPlace): readonly Binding[] {
  if (field !== null) {
    return [
      binding(['enter'], 'keepTyped', { type: 'editorNamed' }, true),
      binding(['escape'], 'dropTyped', { type: 'editorNamingLeft' }, true),
    ];
  }
  const change = (by: 1 | -1) => ({ type: 'settingChanged', by }) as const;
  return [
    binding(['down', 'j'], 'move', { type: 'settingMoved', by: 1 }, true),
    binding(['up', 'k'], 'move', { type: 'settingMoved', by: -1 }),
    ...(SETTINGS[row] === 'editor'
      ? [binding(['enter', ' ', 'e', 'right', 'l'], 'edit', { type: 'editorNamingBegan' }, true)]
      : [
          binding(['right', 'l', ' ', 'enter'], 'change', change(1), { keys: ['left', 'right'], does: 'change' }),
          binding(['left', 'h'], 'change', change(-1)),
        ]),
    binding(['q', 'escape', 'o'], 'leaveSettings', { type: 'settingsLeft' }, true),
  ];
}

/** From wherever nothing is typed; what runs there is paused by whoever asks. */
export function openSettings(state: State): State {
  const { place } = state;
  return place.is === 'settings' ? state : { ...state, place: { is: 'settings', from: place, row: 0, field: null } };
}

export function updateSettings(state: State, message: SettingsMessage): State {
  const { place } = state;
  if (place.is !== 'settings') return state;
  const at = (change: Partial<SettingsPlace>): State => ({ ...state, place: { ...place, ...change } });
  switch (message.type) {
    case 'settingsLeft':
      return { ...state, place: place.from };
    case 'settingMoved':
      return at({ row: Math.max(0, Math.min(SETTINGS.length - 1, place.row + message.by)) });
    case 'settingChanged':
      return changed(state, SETTINGS[place.row]!, message.by);
    case 'editorNamingBegan':
      return at({ field: fieldOf(state.editor) });
    case 'editorNamingLeft':
      return at({ field: null });
    case 'editorNamed':
      return { ...at({ field: null }), editor: place.field?.text.trim() ?? state.editor };
  }
}

function changed(state: State, name: SettingName, by: 1 | -1): State {
  switch (name) {
    case 'language':
      return { ...state, language: nextOf(LANGUAGES, state.language, by) };
    case 'theme':
      return { ...state, theme: nextOf(THEMES, state.theme, by) };
    case 'speed':
      return { ...state, speed: nextOf(SPEEDS, state.speed, by) };
    case 'editor':
      return state;
  }
}

/** Behind the last comes the first. */
export function nextOf<T>(all: readonly T[], now: T, by: 1 | -1): T {
  return all.at((all.indexOf(now) + by) % all.length)!;
}

/** A key that no binding took, while an editor is named. */
export function typeSetting(state: State, key: string): State {
  return withField(state, (field) => ([...key].length === 1 ? insertText(field, key) : editField(field, key)));
}

export function pasteSetting(state: State, text: string): State {
  return withField(state, (field) => insertText(field, oneLine(text)));
}

function withField(state: State, edit: (field: TextField) => TextField | null): State {
  const { place } = state;
  if (place.is !== 'settings' || place.field === null) return state;
  return { ...state, place: { ...place, field: edit(place.field) ?? place.field } };
}
