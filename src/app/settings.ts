/** What a learner chooses for good: it is kept as texts, and read with care, as a later version may have kept others. */
import { LANGUAGES } from '../course/course.ts';
import type { SettingName } from '../progress/fact.ts';
import { SPEEDS } from './playback.ts';
import type { State } from './state.ts';

export const THEMES = ['dark', 'light', 'contrast', 'none'] as const;
export type ThemeName = (typeof THEMES)[number];

/** What the terminal and the environment say; it stays the same while the tutor is open. */
export interface Environment {
  /** Why there are no colours, whatever the theme; null: there are. */
  readonly colorless: 'asked' | 'terminal' | null;
}

/** In the order in which they are shown. */
export const SETTINGS: readonly SettingName[] = ['language', 'theme', 'speed'];

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
      return '';
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
  };
}

/** The theme that is seen. */
export function shownTheme({ environment, theme }: State): ThemeName {
  return environment.colorless === null ? theme : 'none';
}
