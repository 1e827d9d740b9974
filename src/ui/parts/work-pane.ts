/** Where the learner works: the prediction while it is typed, then what the prediction came to, and the panel. */
import { bindingsOf } from '../../app/bindings.ts';
import { keyCap } from '../../app/keys.ts';
import type { Area } from '../../app/screens/lesson-layout.ts';
import { askingLines } from '../../app/screens/asking-content.ts';
import { noticeLines } from '../../app/screens/lesson-notice.ts';
import type { LessonView } from '../../app/screens/lesson-state.ts';
import { placesOf } from '../../app/screens/own-program.ts';
import { asksBeside, hiddenFile } from '../../app/screens/lesson-state.ts';
import type { Run } from '../../app/playback.ts';
import { doing } from '../../app/playback.ts';
import type { Prediction } from '../../app/prediction.ts';
import type { State } from '../../app/state.ts';
import { withCursor } from '../../app/text-field.ts';
import { WORDS } from '../../app/words.ts';
import type { PanelView } from '../../text/panel.ts';
import { panelLines } from '../../text/panel.ts';
import { span, type StyledLine } from '../../text/styled.ts';
import { wrapSpans } from '../../text/wrap.ts';
import { pane, rule } from './frame.ts';

export function workPane(state: State, view: LessonView, area: Area, noticeRows: number): readonly StyledLine[] {
  const { run, prediction } = view.stationState;
  if (prediction.focus !== null) return pane(formRows(state, view, area), area.width, area.height);
  if (showsQuestion(state, view, area)) return pane(askingLines(state, view, area.width), area.width, area.height);
  if (run === null) return pane(beforeRun(state, view, area), area.width, area.height);
  const notice = noticeRows === 0 ? [] : cut(noticeLines(state, view, area.width), noticeRows);
  const room = area.height - notice.length;
  const separated = notice.length > 1 && room > 12;
  const panel = panelLines(panelView(state, view, run), area.width, separated ? room - 1 : room);
  return pane([...notice, ...(separated ? [rule(area.width)] : []), ...panel], area.width, area.height);
}

/** So many rows of the panel are worth being seen beside a question that is answered. */
const LEAST_BESIDE = 6;

/** A question of which no program runs, or that would be cut while it is answered; what is written leaves its last run there. */
function showsQuestion(state: State, view: LessonView, { width, height }: Area): boolean {
  const { run, asking } = view.stationState;
  if (view.station?.task == null) return false;
  if (run === null) return true;
  return asking.isAnswering && asksBeside(view) && askingLines(state, view, width).length + LEAST_BESIDE > height;
}

export function panelView(state: State, view: LessonView, run: Run): PanelView {
  const picture = run.replay.at(run.cursor);
  const { replay } = run;
  const now = Math.max(run.playhead, picture.at);
  return {
    replay,
    picture,
    now,
    mode: doing(run),
    speed: state.speed,
    firstTask: view.stationState.firstTask,
    language: state.language,
    fileName: hiddenFile(view),
    ...tasksKey(state),
    ...placesOf(state, view),
  };
}

function tasksKey(state: State): Pick<PanelView, 'tasksKey'> {
  const below = bindingsOf(state).find(({ message }) => message.type === 'tasksScrolled' && message.rows > 0);
  return below === undefined ? {} : { tasksKey: keyCap(below.keys[0]!) };
}

function cut(lines: readonly StyledLine[], rows: number): readonly StyledLine[] {
  if (lines.length <= rows) return lines;
  const last = lines[rows - 1] ?? [];
  return [...lines.slice(0, rows - 1), [...last, span(' …', 'dim')]];
}

function beforeRun(state: State, view: LessonView, area: Area): readonly StyledLine[] {
  const words = WORDS[state.language];
  const { judged } = view.stationState.prediction;
  if (view.station?.predict == null || judged.is === 'skipped') return [[], [span(words.notRunYet, 'dim')]];
  return formRows(state, view, area);
}

/** Below so many rows the questions stand without blank rows, and their title in the rule above them. */
const ROOMY_FORM = 10;

/** What the rule above the form says where the form itself has no row for it. */
export function formTitle(state: State, view: LessonView, area: Area): StyledLine {
  const { run, prediction } = view.stationState;
  const isAsking = prediction.focus !== null || (run === null && prediction.judged.is === 'open');
  if (view.station?.predict == null || !isAsking || area.height >= ROOMY_FORM) return [];
  return [span(WORDS[state.language].predictTitle, 'heading')];
}

/** What is asked before the run, and what was typed. */
export function formRows(state: State, view: LessonView, area: Area): readonly StyledLine[] {
  const isRoomy = area.height >= ROOMY_FORM;
  const gap: readonly StyledLine[] = isRoomy ? [[]] : [];
  const words = WORDS[state.language];
  const { prediction } = view.stationState;
  const ask = view.station?.predict?.ask ?? [];
  const isTyping = prediction.focus !== null;
  const below: StyledLine[] = [];
  if (ask.includes('seconds')) {
    below.push(...gap, [span(`${words.predictSeconds}  `), ...fieldLine(prediction, 'seconds')]);
    if (prediction.isSecondsWrong) below.push([span(words.secondsWrong, 'bad')]);
  }
  if (!isTyping) below.push(...gap, ...wrapSpans([span(words.predictFirst, 'key')], area.width));
  const above: StyledLine[] = isRoomy ? [[span(words.predictTitle, 'heading')], []] : [];
  if (!ask.includes('output')) return [...above, ...below];
  above.push(...wrapSpans([span(words.predictOutput)], area.width));
  const room = Math.max(1, area.height - above.length - below.length);
  return [...above, ...outputField(prediction, words.predictNothing, room), ...below];
}

/** The typed lines, as many as fit around the cursor. */
function outputField(prediction: Prediction, hint: string, room: number): readonly StyledLine[] {
  const { output, focus } = prediction;
  const isTyping = focus === 'output';
  const shown = isTyping ? withCursor(output) : output.text;
  const lines = shown.split('\n');
  const cursorLine = isTyping ? output.text.slice(0, output.cursor).split('\n').length - 1 : 0;
  const top = Math.max(0, Math.min(cursorLine - room + 1, lines.length - room));
  return lines.slice(top, top + room).map((line, index) => {
    const number = span(`${String(top + index + 1).padStart(3)} │ `, isTyping ? 'marker' : 'dim');
    return output.text === ''
      ? [number, span(line, 'strong'), span(` ${hint}`, 'dim')]
      : [number, span(line, 'strong')];
  });
}

function fieldLine(prediction: Prediction, field: 'seconds'): StyledLine {
  const isTyping = prediction.focus === field;
  const text = isTyping ? withCursor(prediction[field]) : prediction[field].text;
  return [span('│ ', isTyping ? 'marker' : 'dim'), span(text, 'strong')];
}
