/** Code with line numbers; while it runs, every task's mark stands at the line where that task is. */
import type { Language } from '../../course/course.ts';
import { MAX_COLUMNS, MAX_LINES } from '../../course/program-bounds.ts';
import type { Area } from '../../app/screens/lesson-layout.ts';
import { linesOfFiles } from '../../app/screens/own-program.ts';
import { codeLimit, lessonLayout } from '../../app/screens/lesson-layout.ts';
import type { CodeRow, Mark } from '../../app/screens/lesson-content.ts';
import { MARKS_WIDTH, codeRows, marksByLine, numberWidth } from '../../app/screens/lesson-content.ts';
import type { LessonView } from '../../app/screens/lesson-state.ts';
import { formsOf } from '../../app/screens/lesson-state.ts';
import type { State } from '../../app/state.ts';
import { WORDS } from '../../app/words.ts';
import type { Memory } from '../../text/remembered.ts';
import { remembered } from '../../text/remembered.ts';
import { span, type StyledLine, type StyledSpan } from '../../text/styled.ts';
import { fitLine } from '../../text/truncate.ts';
import { harmless, lineWidth } from '../../text/width.ts';
import type { Asking, Draft } from '../../app/asking.ts';
import type { SyntaxProblem } from '../../app/ports.ts';
import { errorText } from '../../text/error-words.ts';
import { textOf } from '../../app/text-area.ts';
import { editorPane, type EditorView } from './editor-pane.ts';
import { moreMark, pane, withMark } from './frame.ts';

const PANES: Memory<readonly CodeRow[], StyledLine> = new WeakMap();

/** Where code is cut, above or below, a mark at the right edge says how much and which key leads there. */
export function codePane(state: State, view: LessonView, area: Area): readonly StyledLine[] {
  const { asking } = view.stationState;
  if (asking.draft?.is === 'edit' && (asking.isAnswering || isChanged(view)))
    return editorPane(editorView(asking.draft, asking, state.language), area);
  const rows = codeRows(view, area.width);
  const marks = marksByLine(view);
  const { top } = codeLimit(state, view);
  const above = moreMark(state, '▴', top, 'codeScrolled');
  const below = moreMark(state, '▾', rows.length - top - area.height, 'codeScrolled');
  const key = `${area.width} ${area.height} ${top} ${above}${below} ${JSON.stringify([...marks])}`;
  return remembered(PANES, rows, key, () => {
    const digits = numberWidth(view);
    const lines = rows.slice(top, top + area.height).map((row, index) => {
      const line = codeLine(row, digits, marks.get(row.number) ?? []);
      const mark = index === 0 ? above : index === area.height - 1 ? below : '';
      return mark === '' ? line : withMark(line, mark, area.width);
    });
    return pane(lines, area.width, area.height);
  });
}

/** The program is not the one that the exercise began with. */
function isChanged({ station, stationState }: LessonView): boolean {
  const { draft } = stationState.asking;
  return draft?.is === 'edit' && textOf(draft.area) !== station?.program.source;
}

function editorView({ area, window }: Extract<Draft, { is: 'edit' }>, asking: Asking, language: Language): EditorView {
  const note = area.overflow === null ? null : WORDS[language].noRoom(MAX_LINES, MAX_COLUMNS);
  const error = asking.problem === null ? null : inWords(asking.problem, language);
  return { text: area, language: 'ts', window, isTyping: asking.isAnswering, error, note };
}

function inWords({ line, column, text, saying }: SyntaxProblem, language: Language): EditorView['error'] {
  const said =
    saying === undefined ? text : errorText({ name: 'Rejected', message: text, place: null, saying }, language);
  return { line, column, text: said };
}

/** Which file that is, in which language, and what `t` leads to; as much of it as fits into `width` cells. */
export function codeCaption(state: State, view: LessonView, width: number): StyledLine {
  const words = WORDS[state.language].forms;
  const forms = formsOf(view.station!.program);
  const at = view.stationState.form;
  const { fileName, language } = forms[at]!;
  const name = span(fileName, 'strong');
  const form = at !== 0 ? 'twin' : state.isTrace ? 'recorded' : 'program';
  const note = span(`  ${words[form](language)}`, 'dim');
  if (state.isOwnProgram) return fileAtTop(state, view) ?? [];
  if (forms.length === 1) return [...(fileAtTop(state, view) ?? [name]), note];
  const next = forms[at + 1];
  const hint = at === 0 ? words.toTwin(next!.language) : words.toNext(next?.language ?? null);
  const key = [span(' · ', 'dim'), span('t', 'key'), span(` ${hint}`, 'dim')];
  const whole = [name, note, ...key];
  return lineWidth(whole) <= width ? whole : [name, ...key];
}

/** Of a program of several files: the one whose lines are at the top. */
function fileAtTop(state: State, view: LessonView): StyledLine | null {
  const lines = linesOfFiles(view);
  const { code } = lessonLayout(state, view);
  if (lines === null || code === null) return null;
  const rows = codeRows(view, code.width);
  const first = rows.slice(codeLimit(state, view).top).find(({ number }) => number > 0);
  return first === undefined ? null : [span(harmless(lines.at(first.number).fileName), 'strong')];
}

function codeLine({ label, isFirst, line }: CodeRow, digits: number, marks: readonly Mark[]): StyledLine {
  if (!isFirst) return [span(' '.repeat(MARKS_WIDTH + digits + 3)), ...line];
  const here = marks.map(({ mark, look }) => span(mark, look));
  const look = here.length > 0 ? 'strong' : 'dim';
  return [...margin(here), span(label.padStart(digits), look), span('  '), ...line];
}

function margin(marks: readonly StyledSpan[]): StyledLine {
  const shown = marks.length > MARKS_WIDTH ? [...marks.slice(0, MARKS_WIDTH - 1), span('+', 'dim')] : marks;
  return [...fitLine(shown, MARKS_WIDTH), span(' ')];
}
