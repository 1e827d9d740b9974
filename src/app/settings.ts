/** What a learner chooses for good: it is kept as texts, and read with care, as a later version may have kept others. */
import { LANGUAGES } from '../course/course.ts';
import type { SettingName } from '../progress/fact.ts';
import type { Progress } from '../progress/progress.ts';
import { SPEEDS } from './playback.ts';
import type { State } from './state.ts';
import { EMPTY_FIELD, insertText, oneLine } from './text-field.ts';

export const THEMES = ['dark', 'light', 'contrast', 'none'] as const;
export type ThemeName = (typeof THEMES)[number];

/** What the terminal and the environment say; it stays the same while the tutor is open. */
export interface Environment {
  /** Why there are no colours, whatever the theme; null: there are. */
  readonly colorless: 'asked' | 'terminal' | null;
  /** What edits a program where no editor is chosen, and which variable says so; null: none does. */
  readonly editor: { readonly variable: 'VISUAL' | 'EDITOR' | null; readonly command: string };
}

/** In the order in which they are shown. */
export const SETTINGS: readonly SettingName[] = ['language', 'theme', 'speed', 'editor'];

/** As it is kept. */
export function settingOf(state: State, name: SettingName): string {
  switch (name) {
    case 'language':
      return state.language;
    case 'theme':
      return state.theme;
    case 'speed':
      return String(state.speed);
    case 'editor':
      return state.editor;
  }
}

/** As it was chosen another day. What is not known here leaves the state as it is, and is kept until another is chosen. */
export function asChosen(state: State, isLanguageAsked: boolean): State {
  const { language, theme, speed } = state.progress.settings;
  return {
    ...state,
    language: (isLanguageAsked ? undefined : LANGUAGES.find((each) => each === language)) ?? state.language,
    theme: THEMES.find((each) => each === theme) ?? state.theme,
    speed: SPEEDS.find((each) => String(each) === speed) ?? state.speed,
    editor: chosenEditor(state.progress),
  };
}

/** Empty where none is chosen, or none that could have been typed. */
export function chosenEditor({ settings: { editor = '' } }: Progress): string {
  return insertText(EMPTY_FIELD, oneLine(editor)).text === editor ? editor : '';
}

/** What edits a program outside of the tutor. */
export function editorCommand({ editor, environment }: State): string {
  return editor === '' ? environment.editor.command : editor;
}

/** The theme that is seen. */
export function shownTheme({ environment, theme }: State): ThemeName {
  return environment.colorless === null ? theme : 'none';
}
