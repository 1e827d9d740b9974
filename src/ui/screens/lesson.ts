/** The lesson screen: text and code beside the panel, or above one another where that is too wide. */
import type { Area } from '../../app/screens/lesson-layout.ts';
import { codeLimit, lessonLayout } from '../../app/screens/lesson-layout.ts';
import { textLines } from '../../app/screens/lesson-content.ts';
import type { LessonView } from '../../app/screens/lesson-state.ts';
import { formsOf, localized } from '../../app/screens/lesson-state.ts';
import type { State } from '../../app/state.ts';
import { WORDS } from '../../app/words.ts';
import type { Memory } from '../../text/remembered.ts';
import { remembered } from '../../text/remembered.ts';
import type { StyledLine } from '../../text/styled.ts';
import { fitLine } from '../../text/truncate.ts';
import { codePane } from '../parts/code-pane.ts';
import { edges, keyBar, pane, rule, sideBySide, span } from '../parts/frame.ts';
import { workPane } from '../parts/work-pane.ts';

export function lessonRows(state: State, view: LessonView): readonly StyledLine[] {
  const { columns } = state.size;
  const bar = fitLine(keyBar(state), columns);
  return [headerRow(state, view), rule(columns), ...bodyOf(state, view), rule(columns), bar];
}

function headerRow(state: State, view: LessonView): StyledLine {
  const { course, language } = state;
  const chapter = course.chapters[view.chapter]!;
  const title = localized(view.lesson.title, course, language) ?? view.lesson.id;
  const left = [
    span(` ${chapter.number} ${localized(chapter.title, course, language) ?? chapter.id} › `, 'dim'),
    span(title, 'heading'),
  ];
  return edges(
    left,
    [span(`${WORDS[language].screenOf(view.lessonState.screen + 1, view.screenCount)} `, 'dim')],
    state.size.columns,
  );
}

function bodyOf(state: State, view: LessonView): readonly StyledLine[] {
  const { columns } = state.size;
  const layout = lessonLayout(state, view);
  const { text, code, panel, noticeRows } = layout;
  const textRows = text === null ? null : textPane(state, view, text);
  if (text !== null && code === null) return indented(textRows!, Math.max(1, (columns - text.width) >> 1), columns);
  const codeRows =
    code === null ? [] : [codeRule(state, view, code.width), ...codePane(view, code, codeLimit(state, view).top)];
  const panelRows = panel === null ? [] : workPane(state, view, panel, noticeRows);
  if (layout.arrangement === 'columns') {
    // Every part is exactly as wide as its area, so that nothing has to be measured again.
    const left = [...pane(textRows!, code!.width, text!.height), ...codeRows];
    return sideBySide(left, panelRows).map((row) => [span(' '), ...row, span(' ')]);
  }
  const rows = textRows === null ? [...codeRows.slice(1), rule(columns - 2), ...panelRows] : [...textRows, ...codeRows];
  return indented(rows, 1, columns);
}

function indented(rows: readonly StyledLine[], by: number, columns: number): readonly StyledLine[] {
  return pane(
    rows.map((row) => [span(' '.repeat(by)), ...row]),
    columns,
    rows.length,
  );
}

function textPane(state: State, view: LessonView, area: Area): readonly StyledLine[] {
  const lines = textLines(state, view, area.width);
  const top = Math.max(0, Math.min(view.screenState.textScroll, lines.length - area.height));
  return remembered(PANES, lines, `${area.width} ${area.height} ${top}`, () => {
    const rows = pane(lines.slice(top), area.width, area.height);
    if (top + area.height >= lines.length) return rows;
    return [...rows.slice(0, -1), [span('▾ '.padStart(area.width), 'dim')]];
  });
}

const PANES: Memory<readonly StyledLine[], StyledLine> = new WeakMap();

function codeRule(state: State, view: LessonView, width: number): StyledLine {
  const words = WORDS[state.language];
  const form = formsOf(view.station!.program)[view.stationState.form]!;
  const twin = form.language === 'py' ? words.twin.python : words.twin.native;
  const note = view.stationState.form === 0 ? [] : [span(` ${twin}: ${words.twinIsShown}`, 'dim')];
  return rule(width, [span(form.fileName, 'strong'), ...note]);
}
