/** Code with line numbers; while it runs, every task's mark stands at the line where that task is. */
import type { Area } from '../../app/screens/lesson-layout.ts';
import { MARKS_WIDTH, codeRows, marksByLine, numberWidth } from '../../app/screens/lesson-content.ts';
import type { LessonView } from '../../app/screens/lesson-state.ts';
import type { StyledLine, StyledSpan } from '../../text/styled.ts';
import { fitLine } from '../../text/truncate.ts';
import { pane, span } from './frame.ts';

/** `top`: rows scrolled past. */
export function codePane(view: LessonView, area: Area, top: number): readonly StyledLine[] {
  const marks = marksByLine(view);
  const digits = numberWidth(view);
  const rows = codeRows(view, area.width).slice(top, top + area.height);
  const lines = rows.map(({ number, isFirst, line }) => {
    if (!isFirst) return [span(' '.repeat(MARKS_WIDTH + digits + 3)), ...line];
    const here = (marks.get(number) ?? []).map(({ mark, look }) => span(mark, look));
    const look = here.length > 0 ? 'strong' : 'dim';
    return [...margin(here), span(String(number).padStart(digits), look), span('  '), ...line];
  });
  return pane(lines, area.width, area.height);
}

function margin(marks: readonly StyledSpan[]): StyledLine {
  const shown = marks.length > MARKS_WIDTH ? [...marks.slice(0, MARKS_WIDTH - 1), span('+', 'dim')] : marks;
  return [...fitLine(shown, MARKS_WIDTH), span(' ')];
}
