/** The lesson screen: text and code beside the panel, or above one another where that is too wide. */
import type { Area } from '../../app/screens/lesson-layout.ts';
import { lessonLayout } from '../../app/screens/lesson-layout.ts';
import { textLines } from '../../app/screens/lesson-content.ts';
import type { LessonView } from '../../app/screens/lesson-state.ts';
import { localized } from '../../app/screens/lesson-state.ts';
import type { State } from '../../app/state.ts';
import { WORDS } from '../../app/words.ts';
import type { Memory } from '../../text/remembered.ts';
import { remembered } from '../../text/remembered.ts';
import { span, type StyledLine } from '../../text/styled.ts';
import { fitLine } from '../../text/truncate.ts';
import { codeCaption, codePane } from '../parts/code-pane.ts';
import { edges, keyBar, markSpans, moreMark, pane, rule, sideBySide } from '../parts/frame.ts';
import { formTitle, workPane } from '../parts/work-pane.ts';

export function lessonRows(state: State, view: LessonView): readonly StyledLine[] {
  const { columns } = state.size;
  const bar = fitLine(keyBar(state), columns);
  return [headerRow(state, view), ruleBelowHeader(state, view), ...bodyOf(state, view), rule(columns), bar];
}

function headerRow(state: State, view: LessonView): StyledLine {
  const { course, language } = state;
  const chapter = course.chapters[view.chapter]!;
  const title = localized(view.lesson.title, course, language) ?? view.lesson.id;
  if (state.isTrace) return edges([span(` ${view.station!.program.fileName}`, 'heading')], [], state.size.columns);
  const left = state.isOwnProgram
    ? [span(` ${view.station?.program.fileName ?? ''}`, 'heading')]
    : [
        span(` ${chapter.number} ${localized(chapter.title, course, language) ?? chapter.id} › `, 'dim'),
        span(title, 'heading'),
      ];
  // Once something runs, the panel says so.
  const isSaid = state.speed === 1 || view.station === null || view.stationState.run !== null;
  const speed = isSaid ? [] : [span(`${WORDS[language].speed(state.speed)}   `, 'marker')];
  const screen = state.isOwnProgram
    ? span(' ')
    : span(`${WORDS[language].screenOf(view.lessonState.screen + 1, view.screenCount)} `, 'dim');
  return edges(left, [...speed, screen], state.size.columns);
}

/** Where the code stands alone at the top, this rule is its caption. */
function ruleBelowHeader(state: State, view: LessonView): StyledLine {
  const { columns } = state.size;
  const { text, code } = lessonLayout(state, view);
  return rule(columns, text === null && code !== null ? codeCaption(state, view, columns - CAPTION_RULE) : []);
}

function bodyOf(state: State, view: LessonView): readonly StyledLine[] {
  const { columns } = state.size;
  const layout = lessonLayout(state, view);
  const { text, code, panel, noticeRows } = layout;
  const textRows = text === null ? null : textPane(state, view, text);
  if (text !== null && code === null && panel === null)
    return indented(textRows!, Math.max(1, (columns - text.width) >> 1), columns);
  const codeRows =
    code === null
      ? []
      : [rule(code.width, codeCaption(state, view, code.width - CAPTION_RULE)), ...codePane(state, view, code)];
  const panelRows = panel === null ? [] : workPane(state, view, panel, noticeRows);
  if (layout.arrangement === 'columns') {
    // Every part is exactly as wide as its area, so that nothing has to be measured again.
    const left = [...pane(textRows!, code?.width ?? text!.width, text!.height), ...codeRows];
    return sideBySide(left, panelRows).map((row) => [span(' '), ...row, span(' ')]);
  }
  if (panel !== null && code === null) return indented(panelRows, 1, columns);
  const below = panel === null ? [] : [rule(columns - 2, formTitle(state, view, panel)), ...panelRows];
  const rows = textRows === null ? [...codeRows.slice(1), ...below] : [...textRows, ...codeRows];
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
  const isCut = top + area.height < lines.length;
  const mark = isCut ? moreMark(state, '▾', lines.length - top - area.height + 1, 'textScrolled') : '';
  return remembered(PANES, lines, `${area.width} ${area.height} ${top} ${mark}`, () => {
    const rows = pane(lines.slice(top), area.width, area.height);
    return isCut ? [...rows.slice(0, -1), edges([], markSpans(mark), area.width)] : rows;
  });
}

const PANES: Memory<readonly StyledLine[], StyledLine> = new WeakMap();

/** Cells of a rule before and after its title. */
const CAPTION_RULE = 5;
