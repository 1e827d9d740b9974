/** Code with line numbers; while it runs, every task's mark stands at the line where that task is. */
import type { Area } from '../../app/screens/lesson-layout.ts';
import type { CodeRow, Mark } from '../../app/screens/lesson-content.ts';
import { MARKS_WIDTH, codeRows, marksByLine, numberWidth } from '../../app/screens/lesson-content.ts';
import type { LessonView } from '../../app/screens/lesson-state.ts';
import type { Memory } from '../../text/remembered.ts';
import { remembered } from '../../text/remembered.ts';
import type { StyledLine, StyledSpan } from '../../text/styled.ts';
import { fitLine } from '../../text/truncate.ts';
import { pane, span } from './frame.ts';

const PANES: Memory<readonly CodeRow[], StyledLine> = new WeakMap();

/** `top`: rows scrolled past. */
export function codePane(view: LessonView, area: Area, top: number): readonly StyledLine[] {
  const rows = codeRows(view, area.width);
  const marks = marksByLine(view);
  const key = `${area.width} ${area.height} ${top} ${JSON.stringify([...marks])}`;
  return remembered(PANES, rows, key, () => {
    const digits = numberWidth(view);
    const lines = rows.slice(top, top + area.height).map((row) => codeLine(row, digits, marks.get(row.number) ?? []));
    return pane(lines, area.width, area.height);
  });
}

function codeLine({ number, isFirst, line }: CodeRow, digits: number, marks: readonly Mark[]): StyledLine {
  if (!isFirst) return [span(' '.repeat(MARKS_WIDTH + digits + 3)), ...line];
  const here = marks.map(({ mark, look }) => span(mark, look));
  const look = here.length > 0 ? 'strong' : 'dim';
  return [...margin(here), span(String(number).padStart(digits), look), span('  '), ...line];
}

function margin(marks: readonly StyledSpan[]): StyledLine {
  const shown = marks.length > MARKS_WIDTH ? [...marks.slice(0, MARKS_WIDTH - 1), span('+', 'dim')] : marks;
  return [...fitLine(shown, MARKS_WIDTH), span(' ')];
}
