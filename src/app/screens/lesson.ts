/** A lesson: reading, predicting, running, and looking closely. */
import { Replay } from '../../trace/replay.ts';
import type { Effect } from '../effect.ts';
import type { LessonMessage } from '../message.ts';
import type { Run } from '../playback.ts';
import * as playback from '../playback.ts';
import type { Parting, Prediction } from '../prediction.ts';
import { readSeconds } from '../../course/compare.ts';
import { clockOf } from '../../course/questions/question.ts';
import { findParting, hasRunItsCourse } from '../prediction.ts';
import { programOf, type WholeProgram } from '../../trace/program-lines.ts';
import type { SliceReport } from '../../trace/slice.ts';
import type { State } from '../state.ts';
import { allLessons, lessonKey } from '../state.ts';
import { textOf } from '../text-area.ts';
import type { TextField } from '../text-field.ts';
import { editField, insertText, oneLine } from '../text-field.ts';
import { codeRows } from './lesson-content.ts';
import { codeLimit, lessonLayout, tasksLimit, textLimit } from './lesson-layout.ts';
import { linesOfFiles, withOwnProgram } from './own-program.ts';
import { openLesson } from './contents.ts';
import {
  holdRun,
  partingHere,
  pasteAnswer,
  type RunAnswer,
  settleRun,
  typeAnswer,
  updateAsking,
} from './lesson-asking.ts';
import type { LessonState, LessonView, Station } from './lesson-state.ts';
import { formsOf, lessonView, withLesson, withScreen, withStation } from './lesson-state.ts';

type Next = readonly [State, readonly Effect[]];

export function updateLesson(state: State, message: LessonMessage): Next {
  const view = lessonView(state);
  if (view === null) return [state, []];
  const { screenState, stationState, station } = view;
  switch (message.type) {
    case 'screenTurned':
      return turnScreen(state, view, message.by);
    case 'lessonTurned':
      return turnLesson(state, view, message.by, 0);
    case 'textScrolled': {
      const limit = textLimit(state, view);
      return [
        withScreen(state, { textScroll: within(Math.min(screenState.textScroll, limit) + message.rows, limit) }),
        [],
      ];
    }
    case 'fileTurned':
      return [turnFile(state, view, message.by), []];
    case 'codeScrolled':
      return [scrollCode(state, view, message.rows), []];
    case 'tasksScrolled': {
      const limit = tasksLimit(state, view);
      return [
        withStation(state, { firstTask: within(Math.min(stationState.firstTask, limit) + message.rows, limit) }),
        [],
      ];
    }
    case 'viewSwitched':
      return [withScreen(state, { view: screenState.view === 'text' ? 'program' : 'text' }), []];
    case 'formSwitched': {
      if (station === null) return [state, []];
      const form = (stationState.form + 1) % formsOf(station.program).length;
      return [withStation(state, { form, codeScroll: null }), []];
    }
    case 'predictingBegan':
    case 'predictingLeft':
    case 'fieldSwitched':
    case 'fieldEntered':
    case 'predictionSkipped':
      return updatePrediction(state, view, message);
    case 'runAsked':
      return startRun(holdRun(state, view, state.nextRunId), view, null);
    case 'playSwitched':
    case 'stepAsked':
    case 'stepBackAsked':
    case 'startAsked':
    case 'endAsked':
      return updateRun(state, view, message);
    case 'answeringBegan':
    case 'answeringLeft':
    case 'answerGiven':
    case 'hintAsked':
    case 'solutionAsked':
    case 'starterAsked':
    case 'editorAsked':
    case 'editorClosed':
      return updateAsking(state, view, message, runAnswer);
    case 'sourceAsked':
      return openSource(state, view);
    case 'saveAsked':
      return saveTrace(state, view);
    case 'speedChanged':
      return [{ ...state, speed: playback.changeSpeed(state.speed, message.by) }, []];
  }
}

/** A key that no binding took, while a prediction is typed. */
export function typeKey(state: State, key: string): State {
  const view = lessonView(state);
  if (view === null) return state;
  const answered = typeAnswer(state, view, key);
  if (answered !== null) return answered;
  const field = focusedField(view.stationState.prediction);
  if (field === null) return state;
  const isText = [...key].length === 1;
  const edited = isText ? insertText(field, key) : editField(field, key);
  const isStuck = edited?.cursor === field.cursor && edited.text === field.text;
  // Beyond the first and the last line of what is typed, the arrows move the code above it.
  if (isStuck && (key === 'up' || key === 'down')) return scrollCode(state, view, key === 'down' ? 1 : -1);
  return edited === null ? state : withField(state, view, edited);
}

/** To where the next file begins, or the one before; round and round. */
function turnFile(state: State, view: LessonView, by: 1 | -1): State {
  const lines = linesOfFiles(view);
  const { code } = lessonLayout(state, view);
  if (lines === null || code === null) return state;
  const rows = codeRows(view, code.width);
  const { limit, top } = codeLimit(state, view);
  const starts = rows.flatMap(({ number, isFirst }, row) =>
    isFirst && lines.beginningAt(number) !== null ? [row - 1] : [],
  );
  // At the end of the code the last file is there as a whole: the next one is the first.
  const shown = top === limit ? rows.length : top;
  const here = Math.max(
    0,
    starts.findLastIndex((start) => start <= shown),
  );
  const there = starts[(here + by + starts.length) % starts.length]!;
  return withStation(state, { codeScroll: Math.min(there, limit) });
}

function scrollCode(state: State, view: LessonView, rows: number): State {
  const { limit, top } = codeLimit(state, view);
  return withStation(state, { codeScroll: within(top + rows, limit) });
}

export function pasteText(state: State, text: string): State {
  const view = lessonView(state);
  const answered = view === null ? null : pasteAnswer(state, view, text);
  if (answered !== null) return answered;
  const field = view === null ? null : focusedField(view.stationState.prediction);
  if (view === null || field === null) return state;
  const isOneLine = view.stationState.prediction.focus === 'seconds';
  return withField(state, view, insertText(field, isOneLine ? oneLine(text) : text));
}

export function letRunTick(state: State, elapsedMs: number): Next {
  const run = lessonView(state)?.stationState.run ?? null;
  if (run === null) return [state, []];
  const next = playback.letTimePass(run, elapsedMs, state.speed);
  return next[0] === run ? [state, next[1]] : withRun(state, next);
}

/** One's own program has changed on disk: it runs again, at once where it is on the screen. */
export function takeProgram(state: State, program: WholeProgram): Next {
  const changed = withOwnProgram(state, program);
  const view = lessonView(changed);
  return view === null ? [changed, []] : startRun(changed, view, null);
}

/** The run may belong to a screen or lesson that the learner has left. */
export function takeSlice(state: State, runId: number, report: SliceReport): Next {
  const current = lessonView(state)?.stationState.run ?? null;
  if (current?.id === runId) return withRun(state, playback.takeSlice(current, report));
  const lessons = Object.entries(state.lessons).map(
    ([key, lesson]) => [key, settleElsewhere(lesson, runId, report)] as const,
  );
  return [{ ...state, lessons: Object.fromEntries(lessons) }, []];
}

/** Pauses what runs on the screen that is left. */
export function leaveScreen(state: State): State {
  const run = lessonView(state)?.stationState.run ?? null;
  const { prediction, asking } = lessonView(state)?.stationState ?? {};
  const unasked =
    asking?.isAnswering === true ? withStation(state, { asking: { ...asking, isAnswering: false } }) : state;
  const quiet =
    prediction?.focus == null ? unasked : withStation(unasked, { prediction: { ...prediction, focus: null } });
  return run === null || run.mode === 'paused' ? quiet : withStation(quiet, { run: playback.pause(run) });
}

function settleElsewhere(lesson: LessonState, runId: number, report: SliceReport): LessonState {
  const screens = Object.entries(lesson.screens).map(([index, screen]) => {
    const stations = Object.entries(screen.stations).map(([number, station]) => {
      const { run } = station;
      if (run?.id !== runId) return [number, station] as const;
      return [number, { ...station, run: playback.takeSlice(playback.pause(run), report)[0] }] as const;
    });
    return [index, { ...screen, stations: Object.fromEntries(stations) }] as const;
  });
  return { ...lesson, screens: Object.fromEntries(screens) };
}

function turnScreen(state: State, view: LessonView, by: 1 | -1): Next {
  const left = leaveScreen(state);
  const station = view.screenState.station + by;
  if (station >= 0 && station < view.stations.length) return [withScreen(left, { station }), []];
  const screen = view.lessonState.screen + by;
  if (screen < 0) return turnLesson(state, view, -1, 'last');
  if (screen >= view.screenCount) return turnLesson(state, view, 1, 0);
  const current = lessonView(left)!.lessonState;
  return [withLesson(left, { ...current, screen }), []];
}

/** To the lesson before or after, at the screen where the learner left it; `arrive` says where else. */
function turnLesson(state: State, view: LessonView, by: 1 | -1, arrive: 0 | 'last'): Next {
  const lessons = allLessons(state.course);
  const here = lessons.findIndex(({ chapter, lesson }) => chapter === view.chapter && lesson === view.lessonIndex);
  const there = lessons[here + by];
  if (there === undefined) return [state, []];
  const left = leaveScreen(state);
  const moved: State = { ...left, selected: here + by, place: { is: 'lesson', ...there } };
  if (left.lessons[lessonKey(left.course, there.chapter, there.lesson)] !== undefined || arrive === 0)
    return [moved, []];
  const arrived = lessonView(moved)!;
  return [withLesson(moved, { ...arrived.lessonState, screen: arrived.screenCount - 1 }), []];
}

type PredictionMessage = Extract<
  LessonMessage,
  { type: 'predictingBegan' | 'predictingLeft' | 'fieldSwitched' | 'fieldEntered' | 'predictionSkipped' }
>;

function updatePrediction(state: State, view: LessonView, message: PredictionMessage): Next {
  const { prediction } = view.stationState;
  const predict = view.station?.predict ?? null;
  if (predict === null) return [state, []];
  const set = (change: Partial<Prediction>): State => withStation(state, { prediction: { ...prediction, ...change } });
  switch (message.type) {
    case 'predictingBegan': {
      const focus = predict.ask[0] ?? 'output';
      const asked = withScreen(state, { view: 'program' });
      const anew = { ...prediction, focus, judged: { is: 'open' } } as const;
      const run = view.stationState.run;
      return [withStation(asked, { prediction: anew, run: run === null ? null : playback.pause(run) }), []];
    }
    case 'predictingLeft':
      return [set({ focus: null }), []];
    case 'fieldSwitched':
      if (predict.ask.length < 2) return submit(state, view);
      return [set({ focus: prediction.focus === 'output' ? 'seconds' : 'output', isSecondsWrong: false }), []];
    case 'fieldEntered': {
      if (prediction.focus === 'seconds') return submit(state, view);
      const { text, cursor } = prediction.output;
      const isDone = cursor === text.length && (text === '' || text.endsWith('\n'));
      if (!isDone) return [withField(state, view, insertText(prediction.output, '\n')), []];
      return predict.ask.length < 2 ? submit(state, view) : [set({ focus: 'seconds' }), []];
    }
    case 'predictionSkipped':
      return startRun(set({ focus: null, judged: { is: 'skipped' } }), view, null);
  }
}

/** Runs the program against the prediction. */
function submit(state: State, view: LessonView): Next {
  const { prediction } = view.stationState;
  const asksSeconds = view.station?.predict?.ask.includes('seconds') ?? false;
  if (asksSeconds && readSeconds(prediction.seconds.text) === null) {
    return [withStation(state, { prediction: { ...prediction, focus: 'seconds', isSecondsWrong: true } }), []];
  }
  const holding = { is: 'holding', runId: state.nextRunId, ended: false } as const;
  return startRun(state, view, { ...prediction, focus: null, isSecondsWrong: false, judged: holding });
}

function startRun(state: State, view: LessonView, prediction: Prediction | null): Next {
  const { station } = view;
  if (station === null) return [state, []];
  const [started, effects] = beginRun(state, programNow(view, station), station.paused);
  return [prediction === null ? started : withStation(started, { prediction }), effects];
}

/** There is no run yet: one begins, and waits to be gone through step by step. */
function beginAtStart(state: State, view: LessonView): Next {
  const { station } = view;
  if (station === null) return [state, []];
  return beginRun(holdRun(state, view, state.nextRunId), programNow(view, station), true);
}

/** Of a program that is being written, what is written. */
function programNow({ stationState }: LessonView, { program }: Station): WholeProgram {
  const { draft } = stationState.asking;
  return draft?.is === 'edit' ? { fileName: program.fileName, source: textOf(draft.area) } : programOf(program);
}

const runAnswer: RunAnswer = (state, program) => {
  return { next: beginRun(state, program, false), runId: state.nextRunId };
};

function beginRun(state: State, program: WholeProgram, paused: boolean): Next {
  const { fileName, source } = program;
  const runId = state.nextRunId;
  const replay = new Replay();
  const [run, effects] = playback.startRun(runId, program, replay, paused ? 'paused' : 'live');
  const shown = withScreen({ ...state, nextRunId: runId + 1 }, { view: 'program' });
  const started = withStation(shown, { run, form: 0, codeScroll: null, firstTask: 0 });
  const clock = clockOf(lessonView(state)?.station?.program ?? {});
  const order: Effect = { type: 'startRun', runId, program: { fileName, source }, clock, replay };
  return [started, [order, ...effects]];
}

/** What is known of the run by now, into files. One at a time: who holds the key down wants no hundred of them. */
function saveTrace(state: State, { stationState: { run } }: LessonView): Next {
  if (run === null || state.saved?.is === 'saving') return [state, []];
  const { replay, known: length } = run;
  const saving = withScreen({ ...state, saved: { is: 'saving' } }, { view: 'program' });
  return [saving, [{ type: 'saveTrace', trace: { ...programOf(run), replay, length }, language: state.language }]];
}

/** To the lesson and screen that say what the question asks. */
function openSource(state: State, view: LessonView): Next {
  const task = view.station?.task;
  const see = task?.is === 'question' ? task.question.see : null;
  if (see === null || see === undefined) return [state, []];
  const { lessons } = state.course.chapters[view.chapter]!;
  const lesson = lessons.findIndex(({ id }) => id === see.lesson);
  if (lesson === -1) return [state, []];
  const opened = openLesson(leaveScreen(state), view.chapter, lesson);
  return [withLesson(opened, { ...lessonView(opened)!.lessonState, screen: see.screen }), []];
}

type RunMessage = Extract<
  LessonMessage,
  { type: 'playSwitched' | 'stepAsked' | 'stepBackAsked' | 'startAsked' | 'endAsked' }
>;

function updateRun(state: State, view: LessonView, message: RunMessage): Next {
  const { run } = view.stationState;
  if (run === null) return message.type === 'startAsked' ? beginAtStart(state, view) : [state, []];
  const followed = withStation(state, { codeScroll: null });
  switch (message.type) {
    case 'playSwitched':
      return withRun(followed, playback.switchPlay(run));
    case 'stepAsked':
      return withRun(followed, playback.step(run));
    case 'stepBackAsked':
      return withRun(followed, [playback.stepBack(run), []]);
    case 'startAsked':
      return withRun(followed, [playback.toStart(run), []]);
    case 'endAsked':
      return withRun(followed, playback.toEnd(run));
  }
}

/** Puts the run in its place, and stops it where it parts from the prediction it is held against. */
function withRun(state: State, [run, effects]: readonly [Run, readonly Effect[]]): Next {
  const view = lessonView(state);
  const settled = view === null ? null : settleRun(withStation(state, { run }), view, run);
  if (settled !== null) return [settled[0], [...effects, ...settled[1]]];
  const found = view === null ? null : partingHere(view, run);
  if (view !== null && found !== null && run.cursor >= found.cursor) {
    const { asking } = view.stationState;
    return [
      withStation(state, { run: stopAt(run, found), asking: { ...asking, held: { runId: run.id, parting: found } } }),
      effects,
    ];
  }
  const prediction = view?.stationState.prediction;
  const predict = view?.station?.predict ?? null;
  if (prediction?.judged.is !== 'holding' || prediction.judged.runId !== run.id || predict === null) {
    return [withStation(state, { run }), effects];
  }
  const parting = findParting(predict, prediction, run);
  if (parting === null) {
    const judged = {
      ...prediction.judged,
      ended: prediction.judged.ended || (playback.isAtEnd(run) && hasRunItsCourse(run)),
    };
    return [withStation(state, { run, prediction: { ...prediction, judged } }), effects];
  }
  if (run.cursor < parting.cursor) return [withStation(state, { run }), effects];
  const stopped = stopAt(run, parting);
  const judged = { is: 'parted', runId: run.id, parting } as const;
  return [withStation(state, { run: stopped, prediction: { ...prediction, judged } }), effects];
}

function stopAt(run: Run, { cursor, clock }: Parting): Run {
  return { ...playback.moveTo(run, cursor), playhead: clock };
}

function focusedField(prediction: Prediction): TextField | null {
  return prediction.focus === null ? null : prediction[prediction.focus];
}

function withField(state: State, view: LessonView, field: TextField): State {
  const { prediction } = view.stationState;
  if (prediction.focus === null) return state;
  return withStation(state, { prediction: { ...prediction, [prediction.focus]: field, isSecondsWrong: false } });
}

function within(value: number, limit: number): number {
  return Math.max(0, Math.min(value, limit));
}
