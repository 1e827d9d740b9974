/** The screen for a screen reader: the same facts in reading order, without drawing. */
import { bindingsOf } from '../app/bindings.ts';
import { barItems, keyCap } from '../app/keys.ts';
import { helpLines } from '../app/screens/help-content.ts';
import { codeLines, textLines } from '../app/screens/lesson-content.ts';
import { askingLines } from '../app/screens/asking-content.ts';
import { noticeLines, savedLines } from '../app/screens/lesson-notice.ts';
import type { LessonView } from '../app/screens/lesson-state.ts';
import { resetLines } from '../app/screens/reset-content.ts';
import { settingsLines } from '../app/screens/settings-content.ts';
import { lessonView } from '../app/screens/lesson-state.ts';
import type { State } from '../app/state.ts';
import { WORDS } from '../app/words.ts';
import { PANEL_WORDS } from '../text/panel-words.ts';
import { plainPanel } from '../text/panel-plain.ts';
import type { StyledLine } from '../text/styled.ts';
import { formRows, panelView } from './parts/work-pane.ts';
import { contentsList } from './screens/contents.ts';

const ENTRIES = 12;

export function plainRows(state: State): readonly string[] {
  return [...placeText(state), '', ...keyList(state)];
}

function placeText(state: State): readonly string[] {
  const { place, size } = state;
  if (state.help !== null) return texts(helpLines(state));
  if (place.is === 'settings') return texts(settingsLines(state, place, Math.max(60, size.columns)));
  const view = lessonView(state);
  if (view !== null) return lessonText(state, view);
  return texts(state.reset === null ? contentsList(state) : resetLines(state, state.reset, Math.max(60, size.columns)));
}

function lessonText(state: State, view: LessonView): readonly string[] {
  const { run, prediction } = view.stationState;
  const width = Math.max(40, state.size.columns);
  const code = texts(codeLines(view)).map((line, index) => `${index + 1}: ${line}`);
  const isAsking =
    view.station?.predict != null && (prediction.focus !== null || (run === null && prediction.judged.is === 'open'));
  const form = isAsking ? ['', ...texts(formRows(state, view, { width, height: Infinity }))] : [];
  const notice = texts(noticeLines(state, view, width));
  const asked = askingLines(state, view, width);
  const panel = run === null ? [] : ['', ...plainPanel(panelView(state, view, run), ENTRIES)];
  return [
    ...texts(textLines(state, view, width)),
    '',
    ...code,
    ...form,
    ...(asked.length === 0 ? notice : ['', ...texts(savedLines(state, width)), ...texts(asked)]),
    ...panel,
  ];
}

function keyList(state: State): readonly string[] {
  const words = WORDS[state.language].keys;
  const items = barItems(bindingsOf(state));
  const { labelled } = PANEL_WORDS[state.language];
  return items.map(({ keys, does }) => labelled(keys.map(keyCap).join(' '), words[does]));
}

function texts(lines: readonly StyledLine[]): string[] {
  return lines.map((line) =>
    line
      .map((span) => span.text)
      .join('')
      .trimEnd(),
  );
}
