/** The whole screen as rows: exactly as many as the terminal has, each exactly as wide. */
import { isTooSmall } from '../app/screens/lesson-layout.ts';
import { lessonView } from '../app/screens/lesson-state.ts';
import type { State } from '../app/state.ts';
import { WORDS } from '../app/words.ts';
import { SMALLEST } from '../app/screens/lesson-layout.ts';
import type { StyledLine } from '../text/styled.ts';
import { wrapSpans } from '../text/wrap.ts';
import { pane, span } from './parts/frame.ts';
import { contentsRows } from './screens/contents.ts';
import { helpRows } from './screens/help.ts';
import { lessonRows } from './screens/lesson.ts';

export function screenRows(state: State): readonly StyledLine[] {
  const { columns, rows } = state.size;
  return pane(rowsOf(state), columns, rows);
}

function rowsOf(state: State): readonly StyledLine[] {
  if (isTooSmall(state.size)) return tooSmallRows(state);
  if (state.help !== null) return helpRows(state);
  const view = lessonView(state);
  return view === null ? contentsRows(state) : lessonRows(state, view);
}

function tooSmallRows(state: State): readonly StyledLine[] {
  const words = WORDS[state.language];
  const { columns, rows } = state.size;
  const needed = words.sizeNeeded(SMALLEST.columns, SMALLEST.rows, columns, rows);
  return [words.tooSmall, needed].flatMap((text) => wrapSpans([span(text)], Math.max(2, columns)));
}
