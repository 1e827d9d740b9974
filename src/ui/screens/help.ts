/** The help: as much of it as fits, and how much more there is. */
import { helpLimit, helpLines, helpRoom } from '../../app/screens/help-content.ts';
import type { State } from '../../app/state.ts';
import { WORDS } from '../../app/words.ts';
import { span, type StyledLine } from '../../text/styled.ts';
import { edges, keyBar, markSpans, pane, rule } from '../parts/frame.ts';

export function helpRows(state: State): readonly StyledLine[] {
  const { columns } = state.size;
  const words = WORDS[state.language];
  const room = helpRoom(state);
  const lines = helpLines(state);
  const rest = lines.slice(Math.min(state.help ?? 0, helpLimit(state)));
  const mark = markSpans(`▾ ${words.moreRows(rest.length - room + 1, '↓')} `);
  const shown = rest.length > room ? [...rest.slice(0, room - 1), edges([], mark, columns)] : rest;
  const body = pane([[], ...shown], columns, room + 1);
  return [[span(` ${words.helpTitle}`, 'heading')], rule(columns), ...body, rule(columns), keyBar(state)];
}
