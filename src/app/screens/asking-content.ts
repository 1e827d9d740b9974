/** A question or exercise as lines: what is asked, what is put together so far, and what came of it. */
import type { Localized } from '../../course/course.ts';
import type { Form, Text } from '../../course/questions/question.ts';
import { spanLines } from '../../text/prose.ts';
import { type Look, span, type StyledLine, type StyledSpan } from '../../text/styled.ts';
import { harmless } from '../../text/width.ts';
import { wrapSpans } from '../../text/wrap.ts';
import type { Asking, Draft } from '../asking.ts';
import { openDraft, seedOf } from '../asking.ts';
import { editorFailureText } from '../editor-words.ts';
import { withCursor } from '../text-field.ts';
import { findingText } from '../finding-words.ts';
import type { Parting } from '../prediction.ts';
import type { State } from '../state.ts';
import { WORDS } from '../words.ts';
import type { LessonView, Task } from './lesson-state.ts';
import { hasProgram, localized } from './lesson-state.ts';
import { saysWhatRuns, formOfTask, taskKey } from './lesson-asking.ts';
import { partingText } from './parting-words.ts';

const WIDEST = 80;

/** All of it; whoever shows it cuts it. */
export function askingLines(state: State, view: LessonView, room: number): readonly StyledLine[] {
  const task = view.station?.task ?? null;
  if (task === null) return [];
  const width = Math.min(room, WIDEST);
  return [...promptLines(state, task, width), ...bodyLines(state, view, task, width)];
}

/** What came of the answer, and of one's own editor; nothing before there is something. */
export function verdictLines(state: State, view: LessonView, room: number): readonly StyledLine[] {
  const width = Math.min(room, WIDEST);
  return [...outsideLines(state, view, width), ...judgedLines(state, view, width)];
}

function outsideLines({ language }: State, { stationState }: LessonView, width: number): readonly StyledLine[] {
  const { outside } = stationState.asking;
  if (outside.is !== 'failed') return [];
  return wrapSpans([span('✗ ', 'bad'), span(editorFailureText(outside.failure, language))], width, 2);
}

function judgedLines(state: State, view: LessonView, width: number): readonly StyledLine[] {
  const task = view.station?.task ?? null;
  const { judged } = view.stationState.asking;
  const words = WORDS[state.language];
  const how = partingShown(view);
  if (task === null || judged.is === 'open' || isAnsweredAnew(view)) return [];
  if (judged.is === 'running') return wrapSpans([span(words.checkingRun, 'dim')], width);
  const { right, why, finding, misconception } = judged.verdict;
  const isExercise = task.is === 'exercise';
  const [good, bad] = isExercise
    ? [words.exercisePassed, words.exerciseNotYet]
    : [words.wasRightAnswer, words.wasWrongAnswer];
  const said = right ? `✓ ${good}` : `✗ ${how === null ? bad : words.partsFromAnswer}`;
  const head = span(said, right ? 'good' : 'bad');
  const told = how !== null ? partingText(state, how) : finding !== null ? findingText(finding, state.language) : '';
  // A full-width stop has its blank.
  const gap = said.endsWith('。') ? '' : ' ';
  const found = told === '' ? [] : [span(gap), span(told, 'strong')];
  const lines: StyledLine[] = [...wrapSpans([head, ...found], width)];
  // What would be the answer is not said while there is a program to mend.
  if (right || finding === null) for (const text of why) lines.push(...textLines(state, text, width));
  const belief = state.course.misconceptions.find(({ number }) => number === misconception);
  if (belief !== undefined) {
    const text = localized(belief.text, state.course, state.language) ?? '';
    lines.push(...wrapSpans([span(words.misconception, 'dim'), ...beliefSpans(text)], width));
  }
  return lines;
}

/** What came of the last answer is no help while the next one is put together; who leaves finds it again. */
function isAnsweredAnew({ stationState: { asking } }: LessonView): boolean {
  return asking.isAnswering && asking.draft?.is !== 'edit';
}

/** How the run that is held against the answer parts from it, while the screen shows where. */
function partingShown({ stationState: { asking, run } }: LessonView): Parting['how'] | null {
  const { held } = asking;
  const isShown = held?.parting != null && held.runId === run?.id && held.parting.cursor === run.cursor;
  return isShown ? held.parting.how : null;
}

/** In the list of the course, code stands between backticks. */
function beliefSpans(text: string): readonly StyledSpan[] {
  return text.split('`').map((part, index) => span(part, index % 2 === 1 ? 'code' : 'quote'));
}

function textLines({ course, language }: State, text: Localized<Text>, width: number): readonly StyledLine[] {
  return spanLines(localized(text, course, language) ?? [], width, () => null);
}

function promptLines(state: State, task: Task, width: number): readonly StyledLine[] {
  if (task.is === 'exercise') return [];
  return [...textLines(state, task.question.prompt, width), []];
}

function bodyLines(state: State, view: LessonView, task: Task, width: number): readonly StyledLine[] {
  const { asking } = view.stationState;
  const words = WORDS[state.language];
  const form = formOfTask(task);
  const verdict = verdictLines(state, view, width);
  const said = verdict.length === 0 ? [] : [...verdict, []];
  if (task.is === 'exercise') {
    const open = verdict.length === 0 && !asking.isAnswering ? wrapSpans([span(words.exerciseOpen, 'key')], width) : [];
    return [...said, ...open, ...hintsOf(state, view, width).flat()];
  }
  const draft = asking.draft ?? openDraft(form, seedOf(taskKey(state, view, task)));
  const below = !asking.isAnswering && asking.judged.is === 'open' ? [[], [span(words.answerFirst, 'key')]] : [];
  const lead = leadToRun(state, view, form);
  const see = lead === null ? [] : [[], ...wrapSpans([span(lead, 'dim')], width)];
  const isIncomplete = asking.isAnswering && asking.incomplete === draft;
  const lacks = isIncomplete && draft.is !== 'edit' ? [[], [span(words.lacks[draft.is], 'bad')]] : [];
  return [...said, ...draftLines(state, form, draft, asking, width), ...lacks, ...below, ...see];
}

/** Which key shows how the question's program runs, and holds it against the answer; null: that is there to be seen already. */
function leadToRun({ language }: State, view: LessonView, form: Form): string | null {
  const { asking, run } = view.stationState;
  if (asking.judged.is !== 'judged' || asking.isAnswering || !hasProgram(view.station) || form.is === 'edit')
    return null;
  if (asking.judged.verdict.right || !saysWhatRuns(view)) return run === null ? WORDS[language].runAnswer : null;
  return run !== null && asking.held?.runId === run.id ? null : WORDS[language].runAgainstAnswer;
}

/** The hints of an exercise that were asked for, each as lines. */
export function hintsOf(state: State, view: LessonView, room: number): readonly (readonly StyledLine[])[] {
  const task = view.station?.task ?? null;
  if (task?.is !== 'exercise') return [];
  const width = Math.min(room, WIDEST);
  const { exercise } = task;
  return exercise.hints.slice(0, view.stationState.asking.hints).map((hint, index) => {
    const head = span(WORDS[state.language].hintOf(index + 1, exercise.hints.length), 'strong');
    const text = localized(hint, state.course, state.language) ?? [];
    const spans = text.map((each) =>
      'text' in each ? span(each.text, each.kind === 'code' ? 'code' : 'plain') : span(''),
    );
    return wrapSpans([head, ...spans], width);
  });
}

function draftLines(state: State, form: Form, draft: Draft, asking: Asking, width: number): readonly StyledLine[] {
  switch (draft.is) {
    case 'pick':
      return form.is === 'pick' ? pickLines(state, form, draft, asking, width) : [];
    case 'arrange':
      return form.is === 'arrange' ? arrangeLines(state, form, draft, asking, width) : [];
    case 'pair':
      return form.is === 'pair' ? pairLines(state, form, draft, asking, width) : [];
    case 'type':
      return typeLines(state, draft, asking);
    case 'edit':
      return [];
  }
}

type Of<K extends Draft['is']> = Extract<Draft, { is: K }>;
type FormOf<K extends Form['is']> = Extract<Form, { is: K }>;

/** `► (•) text`, wrapped behind its box. */
function row(
  state: State,
  isHere: boolean,
  box: StyledSpan,
  text: Localized<Text>,
  width: number,
  keepsBlanks = false,
): readonly StyledLine[] {
  const head = [span(isHere ? '► ' : '  ', 'marker'), box, span(' ')];
  const indent = 3 + box.text.length;
  const lines = keepsBlanks ? [codeLine(state, text)] : textLines(state, text, Math.max(8, width - indent));
  return lines.map((line, index) => (index === 0 ? [...head, ...line] : [span(' '.repeat(indent)), ...line]));
}

function codeLine({ course, language }: State, text: Localized<Text>): StyledLine {
  const spans = localized(text, course, language) ?? [];
  return [span(harmless(spans.map((each) => ('text' in each ? each.text : '')).join('')), 'code')];
}

function pickLines(
  state: State,
  form: FormOf<'pick'>,
  draft: Of<'pick'>,
  asking: Asking,
  width: number,
): readonly StyledLine[] {
  return draft.shown.flatMap((option, index) => {
    const isChosen = draft.chosen.includes(option);
    const box = form.several ? (isChosen ? '[x]' : '[ ]') : isChosen ? '(•)' : '( )';
    const look: Look = isChosen ? 'strong' : 'dim';
    return row(state, asking.isAnswering && index === draft.row, span(box, look), form.options[option]!, width);
  });
}

function arrangeLines(
  state: State,
  form: FormOf<'arrange'>,
  draft: Of<'arrange'>,
  asking: Asking,
  width: number,
): readonly StyledLine[] {
  // Of code the indentation counts, whatever the number before it.
  const digits = String(draft.items.length + draft.aside.length).length;
  const line = (item: number, place: number, box: string): readonly StyledLine[] => {
    const isHere = asking.isAnswering && place === draft.row;
    const mark = span((isHere && draft.isHeld ? '≡' : box).padStart(digits), isHere && draft.isHeld ? 'marker' : 'dim');
    return row(state, isHere, mark, form.items[item]!, width, form.isCode);
  };
  const items = draft.items.flatMap((item, index) => line(item, index, String(index + 1)));
  if (draft.aside.length === 0) return items;
  const aside = draft.aside.flatMap((item, index) => line(item, draft.items.length + index, '-'));
  return [...items, [span(`  ── ${WORDS[state.language].asideTitle}`, 'dim')], ...aside];
}

function pairLines(
  state: State,
  form: FormOf<'pair'>,
  draft: Of<'pair'>,
  asking: Asking,
  width: number,
): readonly StyledLine[] {
  return form.lefts.flatMap((left, index) => {
    const given = draft.rights[index] ?? null;
    const isHere = asking.isAnswering && index === draft.row;
    const above = row(state, isHere, span(String(index + 1), 'dim'), left, width);
    const right = given === null ? [[span('…', 'dim')]] : textLines(state, form.rights[given]!, Math.max(8, width - 8));
    return [
      ...above,
      ...right.map((line, part) => [
        span(part === 0 ? '    → ' : '      ', 'marker'),
        ...line.map((each) => ({ ...each, look: given === null ? each.look : ('strong' as const) })),
      ]),
    ];
  });
}

function typeLines(state: State, { ask, field }: Of<'type'>, { isAnswering }: Asking): readonly StyledLine[] {
  const words = WORDS[state.language];
  const title = words.answerLabels[ask];
  const shown = isAnswering ? withCursor(field) : field.text;
  if (ask !== 'output')
    return [[span(`${title}  `), span('│ ', isAnswering ? 'marker' : 'dim'), span(shown, 'strong')]];
  const lines = shown.split('\n').map((line, index): StyledLine => {
    return [span(`${String(index + 1).padStart(3)} │ `, isAnswering ? 'marker' : 'dim'), span(line, 'strong')];
  });
  return [[span(title)], ...lines];
}
