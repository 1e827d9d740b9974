/** What the settings say, as lines: each with all that may be chosen, what the chosen one is for, and how it looks. */
import { LANGUAGES } from '../../course/course.ts';
import type { SettingName } from '../../progress/fact.ts';
import { highlightCode } from '../../text/code.ts';
import { PANEL_WORDS, taskMark } from '../../text/panel-words.ts';
import { type Look, span, type StyledLine } from '../../text/styled.ts';
import { TASK_LOOKS } from '../../text/timeline.ts';
import { fitLine } from '../../text/truncate.ts';
import { harmless, textWidth } from '../../text/width.ts';
import { wrapSpans } from '../../text/wrap.ts';
import { SPEEDS } from '../playback.ts';
import { SETTINGS, THEMES } from '../settings.ts';
import type { State } from '../state.ts';
import { withCursor } from '../text-field.ts';
import { WORDS } from '../words.ts';
import type { SettingsPlace } from './settings.ts';

const BEFORE_NAME = 4;
const LANGUAGE_NAMES = { en: 'English', zh: '简体中文' } as const;

export function settingsLines(state: State, place: SettingsPlace, width: number): readonly StyledLine[] {
  const words = WORDS[state.language];
  const nameWidth = Math.max(...SETTINGS.map((name) => textWidth(words.settingNames[name]))) + 2;
  const room = width - BEFORE_NAME - nameWidth;
  const rows = SETTINGS.flatMap((name, index) => {
    const isHere = index === place.row;
    const head = [
      span(isHere ? '  ► ' : '    ', 'marker'),
      ...fitLine([span(words.settingNames[name], isHere ? 'strong' : 'plain')], nameWidth),
    ];
    const values = name === 'editor' ? editorLines(state, place, room) : [optionsLine(state, name)];
    return values.map((line, part) => [...(part === 0 ? head : [span(' '.repeat(BEFORE_NAME + nameWidth))]), ...line]);
  });
  const hint = wrapSpans([span(words.settingHints[SETTINGS[place.row]!], 'dim')], width - BEFORE_NAME);
  return [[], ...rows, [], ...indented([...hint, ...colorlessLines(state, width), [], ...sampleLines(state)])];
}

function indented(lines: readonly StyledLine[]): readonly StyledLine[] {
  return lines.map((line) => (line.length === 0 ? line : [span(' '.repeat(BEFORE_NAME)), ...line]));
}

/** All of them beside one another; brackets stand around the one that is chosen, so that nothing moves. */
function optionsLine(state: State, name: Exclude<SettingName, 'editor'>): StyledLine {
  return optionsOf(state, name).map(({ text, isChosen }) =>
    isChosen ? span(`[${text}] `, 'strong') : span(` ${text}  `, 'dim'),
  );
}

interface Option {
  readonly text: string;
  readonly isChosen: boolean;
}

function optionsOf(state: State, name: Exclude<SettingName, 'editor'>): readonly Option[] {
  const { themeNames } = WORDS[state.language];
  switch (name) {
    case 'language':
      return LANGUAGES.map((each) => ({ text: LANGUAGE_NAMES[each], isChosen: each === state.language }));
    case 'theme':
      return THEMES.map((each) => ({ text: themeNames[each], isChosen: each === state.theme }));
    case 'speed':
      return SPEEDS.map((each) => ({ text: `${each}x`, isChosen: each === state.speed }));
  }
}

/** What is typed; where that is nothing, what the environment says in its place. */
function editorLines({ editor, environment, language }: State, place: SettingsPlace, room: number): StyledLine[] {
  const isTyping = place.field !== null && SETTINGS[place.row] === 'editor';
  const text = isTyping ? withCursor(place.field) : editor;
  const { variable, command } = environment.editor;
  const unset = text === '' ? WORDS[language].editorUnset(harmless(command), variable) : '';
  const before = [span(isTyping ? '│' : ' ', isTyping ? 'marker' : 'plain')];
  const lines = wrapSpans([span(harmless(text), 'strong'), span(unset, 'dim')], room - 1);
  return lines.map((line) => [...before, ...line]);
}

function colorlessLines({ environment, language }: State, width: number): readonly StyledLine[] {
  const { colorless } = environment;
  if (colorless === null) return [];
  return wrapSpans([span(WORDS[language].colorless[colorless], 'warning')], width - BEFORE_NAME);
}

const SAMPLE = 'const tea = createTask(brew("tea", 1));  // starts';
/** The looks of what the legend of the panel names, one after another. */
const LEGEND_LOOKS: readonly Look[] = ['running', 'ready', 'waiting', 'done'];

function sampleLines({ language }: State): readonly StyledLine[] {
  const legend = PANEL_WORDS[language].legend.split(/(?<= {3})/);
  return [
    ...highlightCode(SAMPLE, 'ts'),
    [
      ...TASK_LOOKS.map((look, index) => span(`${taskMark(index)} `, look)),
      span('  '),
      ...legend.map((text, index) => span(text, LEGEND_LOOKS[index] ?? 'plain')),
    ],
  ];
}
