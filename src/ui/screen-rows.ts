/** The whole screen as rows: exactly as many as the terminal has, each exactly as wide. */
import { isTooSmall, SMALLEST } from '../app/screen-size.ts';
import { lessonView } from '../app/screens/lesson-state.ts';
import type { State } from '../app/state.ts';
import { WORDS } from '../app/words.ts';
import { span, type StyledLine } from '../text/styled.ts';
import { wrapSpans } from '../text/wrap.ts';
import { pane } from './parts/frame.ts';
import { contentsRows } from './screens/contents.ts';
import { helpRows } from './screens/help.ts';
import { lessonRows } from './screens/lesson.ts';
import { resetRows } from './screens/reset.ts';
import { settingsRows } from './screens/settings.ts';

export function screenRows(state: State): readonly StyledLine[] {
  const { columns, rows } = state.size;
  if (isTooSmall(state.size)) return tooSmallRows(state);
  if (state.help !== null) return pane(helpRows(state), columns, rows);
  if (state.place.is === 'settings') return pane(settingsRows(state, state.place), columns, rows);
  const view = lessonView(state);
  if (view === null && state.reset !== null) return pane(resetRows(state, state.reset), columns, rows);
  // A lesson is drawn again and again; its rows are as they must be already.
  return view === null ? pane(contentsRows(state), columns, rows) : lessonRows(state, view);
}

export function tooSmallRows({ language, size }: Pick<State, 'language' | 'size'>): readonly StyledLine[] {
  const words = WORDS[language];
  const { columns, rows } = size;
  const needed = words.sizeNeeded(SMALLEST.columns, SMALLEST.rows, columns, rows);
  const lines = [words.tooSmall, needed].flatMap((text) => wrapSpans([span(text)], Math.max(2, columns)));
  return pane(lines, columns, rows);
}
