/** Code with line numbers; while it runs, every task's mark stands at the line where that task is. */
import type { Area } from '../../app/screens/lesson-layout.ts';
import { codeLines } from '../../app/screens/lesson-content.ts';
import type { LessonView } from '../../app/screens/lesson-state.ts';
import { taskMark } from '../../text/panel-words.ts';
import type { StyledLine, StyledSpan } from '../../text/styled.ts';
import { TASK_LOOKS } from '../../text/timeline.ts';
import { fitLine } from '../../text/truncate.ts';
import { pane, span } from './frame.ts';

/** With more tasks than this the margin would say nothing any more. */
const TASKS_MARKED = 500;
const MARKS_WIDTH = 3;

/** `top`: lines scrolled past. */
export function codePane(view: LessonView, area: Area, top: number): readonly StyledLine[] {
  const lines = codeLines(view);
  const marks = marksByLine(view);
  const numberWidth = String(lines.length).length;
  const rows = lines.slice(top, top + area.height).map((line, row) => {
    const number = top + row + 1;
    const here = marks.get(number) ?? [];
    const look = here.length > 0 ? 'strong' : 'dim';
    return [...margin(here), span(String(number).padStart(numberWidth), look), span('  '), ...line];
  });
  return pane(rows, area.width, area.height);
}

function margin(marks: readonly StyledSpan[]): StyledLine {
  const shown = marks.length > MARKS_WIDTH ? [...marks.slice(0, MARKS_WIDTH - 1), span('+', 'dim')] : marks;
  return [...fitLine(shown, MARKS_WIDTH), span(' ')];
}

function marksByLine({ stationState }: LessonView): ReadonlyMap<number, readonly StyledSpan[]> {
  const marks = new Map<number, StyledSpan[]>();
  const { run, form } = stationState;
  if (run === null || form !== 0) return marks;
  const picture = run.replay.at(run.cursor);
  for (let index = 0; index < Math.min(picture.taskCount, TASKS_MARKED); index++) {
    const task = picture.task(index);
    const failed = task.state === 'failed';
    if (task.place === null || (task.endedAt !== null && !failed)) continue;
    const line = task.error?.place?.line ?? task.place.line;
    const mark = span(taskMark(index), failed ? 'failed' : TASK_LOOKS[index % TASK_LOOKS.length]!);
    marks.set(line, [...(marks.get(line) ?? []), mark]);
  }
  return marks;
}
