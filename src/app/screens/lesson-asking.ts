/** Questions and exercises of a lesson: they are answered, run where that is how they are judged, and judged. */
import { findingOn, judgedProgram } from '../../course/judge.ts';
import { foretold, formOf, judge, toRun } from '../../course/questions/kinds.ts';
import type { Answer, Foretold, Form, Source, Verdict } from '../../course/questions/question.ts';
import { factsOf, type RunFacts } from '../../course/run-facts.ts';
import type { Asking, Draft } from '../asking.ts';
import { answerOf, CLOSED, fillIn, openDraft, paste, seedOf } from '../asking.ts';
import type { Effect, Undated } from '../effect.ts';
import { followCursor, roomForText } from '../editor-window.ts';
import type { LessonMessage } from '../message.ts';
import type { Run } from '../playback.ts';
import * as playback from '../playback.ts';
import { type Parting, partingFrom } from '../prediction.ts';
import type { Edited } from '../ports.ts';
import { editorCommand } from '../settings.ts';
import type { State } from '../state.ts';
import { openText, replaceText, textOf } from '../text-area.ts';
import { lessonLayout } from './lesson-layout.ts';
import type { LessonView, Task } from './lesson-state.ts';
import { lessonView, withScreen, withStation } from './lesson-state.ts';

type Next = readonly [State, readonly Effect[]];

export type AskingMessage = Extract<
  LessonMessage,
  {
    type:
      | 'answeringBegan'
      | 'answeringLeft'
      | 'answerGiven'
      | 'hintAsked'
      | 'solutionAsked'
      | 'starterAsked'
      | 'editorAsked'
      | 'editorClosed';
  }
>;

/** How a program that an answer makes is run; given by the lesson, which knows how runs begin. */
export type RunAnswer = (state: State, program: Source) => { readonly next: Next; readonly runId: number };

export function formOfTask(task: Task): Form {
  return task.is === 'question' ? formOf(task.question) : { is: 'edit', starter: task.exercise.starter, line: null };
}

/** Under which `chapter/id` progress keeps it. */
export function taskKey(state: State, view: LessonView, task: Task): string {
  const { id } = task.is === 'question' ? task.question : task.exercise;
  return `${state.course.chapters[view.chapter]!.id}/${id}`;
}

export function updateAsking(state: State, view: LessonView, message: AskingMessage, run: RunAnswer): Next {
  const task = view.station?.task ?? null;
  if (task === null) return [state, []];
  const { asking } = view.stationState;
  switch (message.type) {
    case 'answeringBegan':
      return [begin(state, view, task), []];
    case 'answeringLeft':
      return leave(withAsking(state, asking, { isAnswering: false, outside: CLOSED }), view);
    case 'answerGiven':
      return answer(state, view, task, run);
    case 'hintAsked': {
      const most = task.is === 'exercise' ? task.exercise.hints.length : 0;
      const shown = withScreen(state, { view: 'program' });
      return [withAsking(shown, asking, { hints: Math.min(most, asking.hints + 1) }), []];
    }
    case 'solutionAsked':
      return task.is === 'exercise' ? replaceDraft(state, view, task.exercise.solution.source) : [state, []];
    case 'starterAsked':
      return replaceDraft(state, view, programOfTask(task)?.source ?? null);
    case 'editorAsked':
      return editOutside(asking.isAnswering ? state : begin(state, view, task), view);
    case 'editorClosed':
      return takeBack(state, view, message.edited);
  }
}

/** What was typed here goes along, and is kept, whatever the other editor does. */
function editOutside(state: State, view: LessonView): Next {
  const { asking } = lessonView(state)!.stationState;
  if (asking.draft?.is !== 'edit' || view.station === null) return [state, []];
  const [open, kept] = leave(withAsking(state, asking, { outside: { is: 'open' } }), view);
  const program = { fileName: view.station.program.fileName, source: textOf(asking.draft.area) };
  return [open, [...kept, { type: 'editOutside', program, command: editorCommand(state) }]];
}

/** One step, which undo takes back. */
function takeBack(state: State, view: LessonView, edited: Edited): Next {
  const { asking } = view.stationState;
  if (asking.outside.is !== 'open' || asking.draft?.is !== 'edit') return [state, []];
  if (edited.is !== 'saved') return [withAsking(state, asking, { outside: { is: 'failed', failure: edited } }), []];
  const { draft } = asking;
  // Most editors end the last line, wherever they found it.
  const text = textOf(draft.area).endsWith('\n') ? edited.text : edited.text.replace(/\r?\n$/, '');
  const area = replaceText(draft.area, text);
  const taken = { draft: followed({ ...draft, area }, state, view), outside: CLOSED };
  return leave(withAsking(state, asking, taken), view);
}

/** The learner's own editor has the terminal: no key is for the tutor. */
export function isOutside(state: State): boolean {
  return lessonView(state)?.stationState.asking.outside.is === 'open';
}

function programOfTask(task: Task): Source | null {
  const form = formOfTask(task);
  return form.is === 'edit' ? form.starter : null;
}

/** Undo brings back what was there. What ran was another program. */
function replaceDraft(state: State, view: LessonView, text: string | null): Next {
  const { asking } = view.stationState;
  if (text === null) return [state, []];
  const old = asking.draft?.is === 'edit' ? asking.draft.area : openText('');
  const draft = { is: 'edit', area: replaceText(old, text), window: { top: 0, left: 0 } } as const;
  const shown = withStation(withScreen(state, { view: 'program' }), { run: null });
  return leave(withAsking(shown, asking, { draft, judged: { is: 'open' } }), view);
}

function newDraft(state: State, view: LessonView, task: Task): Draft {
  const key = taskKey(state, view, task);
  return openDraft(formOfTask(task), seedOf(key), state.progress.exercises[key]?.text ?? null);
}

function begin(state: State, view: LessonView, task: Task): State {
  const { asking, run } = view.stationState;
  const form = formOfTask(task);
  const draft = asking.draft ?? newDraft(state, view, task);
  const asked = withScreen(state, { view: 'program' });
  const isEdited = form.is === 'edit' && form.line === null;
  const next = { ...asking, draft, isAnswering: true, outside: CLOSED };
  return withStation(asked, {
    asking: next,
    form: 0,
    run: run && playback.pause(run),
    ...(isEdited ? {} : { codeScroll: null }),
  });
}

/** What was typed is kept. */
function leave(state: State, view: LessonView): Next {
  const fact = editedFact(state, view);
  return [state, fact === null ? [] : [{ type: 'remember', fact }]];
}

/**
 * What is typed at the place of `view`, if it is not kept yet: a program as a whole. Of a question it is kept as that of an
 * exercise, under the question's id.
 */
export function editedFact(state: State, view: LessonView): Undated | null {
  const task = view.station?.task ?? null;
  const starter = task === null ? null : programOfTask(task);
  const draft = draftNow(state, view);
  if (task === null || starter === null || draft?.is !== 'edit') return null;
  const { id: chapter } = state.course.chapters[view.chapter]!;
  const { id } = task.is === 'question' ? task.question : task.exercise;
  const text = textOf(draft.area);
  const known = state.progress.exercises[taskKey(state, view, task)]?.text ?? starter.source;
  return text === known ? null : { type: 'exerciseEdited', chapter, exercise: id, text };
}

/** Of the state, which may be ahead of the view. */
function draftNow(state: State, view: LessonView): Asking['draft'] {
  const key = `${state.course.chapters[view.chapter]!.id}/${view.lesson.id}`;
  const screen = state.lessons[key]?.screens[view.lessonState.screen];
  return screen?.stations[view.screenState.station]?.asking.draft ?? null;
}

function answer(state: State, view: LessonView, task: Task, run: RunAnswer): Next {
  const { asking } = view.stationState;
  // A program can be run before anything is changed in it.
  const draft = asking.draft ?? (formOfTask(task).is === 'edit' ? newDraft(state, view, task) : null);
  const given = draft === null ? null : answerOf(draft);
  if (given === null) return [withAsking(state, asking, { incomplete: draft }), []];
  const program = task.is === 'question' ? toRun(task.question, given) : sourceOf(task, given);
  if (program === null) return settle(state, view, task, given, null);
  const { next, runId } = run(state, program);
  const judged = { is: 'running', runId, answer: given } as const;
  const [started, effects] = next;
  const left = leave(
    withStation(started, { asking: { ...asking, draft, isAnswering: false, judged, outside: CLOSED } }),
    view,
  );
  return [left[0], [...effects, ...left[1]]];
}

function sourceOf(task: Extract<Task, { is: 'exercise' }>, given: Answer): Source {
  const text = given.is === 'typed' ? given.text : '';
  return judgedProgram(task.exercise, text);
}

/** Whether the answer that was given says something that a run of the question's program can part from. */
export function saysWhatRuns(view: LessonView): boolean {
  return foretoldHere(view) !== null;
}

/** From here on the run that is asked for is held against the answer, if that says something of it. */
export function holdRun(state: State, view: LessonView, runId: number): State {
  const { asking } = view.stationState;
  const isHeld = saysWhatRuns(view);
  return isHeld || asking.held !== null
    ? withAsking(state, asking, { held: isHeld ? { runId, parting: null } : null })
    : state;
}

/** Where the run that is held against the answer parts from it, found anew. */
export function partingHere(view: LessonView, run: Run): Parting | null {
  const { held } = view.stationState.asking;
  if (held?.runId !== run.id || held.parting !== null) return null;
  const foretold = foretoldHere(view);
  return foretold === null ? null : partingFrom(foretold, run);
}

function foretoldHere({ station, stationState }: LessonView): Foretold | null {
  const { judged } = stationState.asking;
  return station?.task?.is === 'question' && judged.is === 'judged'
    ? foretold(station.task.question, judged.answer)
    : null;
}

/** Whether this run is one that an answer waits for, and all of it has been seen. */
export function settleRun(state: State, view: LessonView, run: Run): Next | null {
  const task = view.station?.task ?? null;
  const { judged } = view.stationState.asking;
  if (task === null || judged.is !== 'running' || judged.runId !== run.id || !playback.isAtEnd(run)) return null;
  return settle(state, view, task, judged.answer, factsOf(playback.eventsOf(run)));
}

function settle(state: State, view: LessonView, task: Task, given: Answer, facts: RunFacts | null): Next {
  const { asking } = view.stationState;
  const verdict = task.is === 'question' ? judge(task.question, given, facts) : verdictOf(task, facts, given);
  const judged = { is: 'judged', answer: given, verdict } as const;
  const next = withStation(state, {
    asking: { ...asking, isAnswering: false, judged, held: null, tries: asking.tries + 1 },
  });
  const chapter = state.course.chapters[view.chapter]!.id;
  if (task.is === 'question') {
    const { right, misconception } = verdict;
    const fact = { type: 'questionAnswered', chapter, question: task.question.id, right, misconception } as const;
    return [next, [{ type: 'remember', fact }]];
  }
  if (!verdict.right) return [next, []];
  return [next, [{ type: 'remember', fact: { type: 'exerciseSolved', chapter, exercise: task.exercise.id } }]];
}

function verdictOf({ exercise }: Extract<Task, { is: 'exercise' }>, facts: RunFacts | null, given: Answer): Verdict {
  if (facts === null) return { right: false, why: [], misconception: null, finding: null };
  const finding = findingOn(exercise, given.is === 'typed' ? given.text : '', facts);
  return { right: finding === null, why: [], misconception: null, finding };
}

/** A key that no binding took while something is answered; null: it does nothing here. */
export function typeAnswer(state: State, view: LessonView, key: string): State | null {
  const { asking } = view.stationState;
  if (!asking.isAnswering || asking.draft === null) return null;
  const area = lessonLayout(state, view).code;
  const filled = fillIn(asking.draft, key, Math.max(1, (area?.height ?? 10) - 2));
  return filled === null ? state : withAsking(state, asking, { draft: followed(filled, state, view), outside: CLOSED });
}

export function pasteAnswer(state: State, view: LessonView, text: string): State | null {
  const { asking } = view.stationState;
  if (!asking.isAnswering || asking.draft === null) return null;
  return withAsking(state, asking, { draft: followed(paste(asking.draft, text), state, view), outside: CLOSED });
}

/** The window of an editor goes with its cursor. */
function followed(draft: NonNullable<Asking['draft']>, state: State, view: LessonView): NonNullable<Asking['draft']> {
  const area = lessonLayout(state, view).code;
  if (draft.is !== 'edit' || area === null) return draft;
  return { ...draft, window: followCursor(draft.window, draft.area, roomForText(draft.area, area)) };
}

function withAsking(state: State, asking: Asking, change: Partial<Asking>): State {
  return withStation(state, { asking: { ...asking, ...change } });
}

/** The program that is being written, if it is another one than before: it is to be read anew. */
export function changedProgram(before: State, after: State): Source | null {
  const [one, other] = [lessonView(before), lessonView(after)].map((view) => view?.stationState.asking.draft);
  const view = lessonView(after);
  if (view?.station == null || other?.is !== 'edit') return null;
  const isSame = one?.is === 'edit' && one.area.lines === other.area.lines;
  return isSame ? null : { fileName: view.station.program.fileName, source: textOf(other.area) };
}

export function takeProblem(state: State, source: string, problem: Asking['problem']): State {
  const asking = lessonView(state)?.stationState.asking;
  if (asking?.draft?.is !== 'edit' || textOf(asking.draft.area) !== source) return state;
  return withAsking(state, asking, { problem });
}
