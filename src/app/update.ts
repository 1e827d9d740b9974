/** A message and a state in, a state and effects out. It never awaits, reads a clock or rolls dice. */
import { LANGUAGES } from '../course/course.ts';
import { bindingsOf } from './bindings.ts';
import type { Effect } from './effect.ts';
import { factsOfStep } from './keeping.ts';
import { type Key, messageFor } from './keys.ts';
import type { Message } from './message.ts';
import * as playback from './playback.ts';
import { EMPTY_FIELD } from './text-field.ts';
import { moveSelection, openChosen, openLesson, typeSearch } from './screens/contents.ts';
import { helpLimit } from './screens/help-content.ts';
import { changedProgram, editedFact, isOutside, takeProblem } from './screens/lesson-asking.ts';
import { leaveScreen, letRunTick, pasteText, takeProgram, takeSlice, typeKey, updateLesson } from './screens/lesson.ts';
import { isTooSmall } from './screen-size.ts';
import { lessonView } from './screens/lesson-state.ts';
import { beginReset, updateReset } from './screens/reset.ts';
import { nextOf, openSettings, pasteSetting, typeSetting, updateSettings } from './screens/settings.ts';
import type { State } from './state.ts';

type Next = readonly [State, readonly Effect[]];

/** What a learner does is kept as well: what is to be, the two states say. */
export function update(state: State, message: Message): Next {
  if ((message.type === 'keyPressed' || message.type === 'pasted') && isOutside(state)) return [state, []];
  const meant = message.type === 'keyPressed' ? (messageFor(bindingsOf(state), message.key) ?? message) : message;
  const [next, effects] = change(withoutNews(state, meant), meant);
  if (happensByItself(meant)) return [next, effects];
  const remembered = factsOfStep(state, meant, next).map((fact): Effect => ({ type: 'remember', fact }));
  const changed = changedProgram(state, next);
  const checks: readonly Effect[] = changed === null ? [] : [{ type: 'checkSyntax', program: changed }];
  // What ends the program comes last.
  return [next, [...remembered, ...checks, ...effects]];
}

/** Whatever the learner does next, they have read what became of the trace that they saved. */
function withoutNews(state: State, meant: Message): State {
  const isRead = state.saved !== null && state.saved.is !== 'saving' && meant.type !== 'resized';
  return isRead && !happensByItself(meant) ? { ...state, saved: null } : state;
}

/** It comes many times a second, or answers what was asked for: nothing that the learner did. */
function happensByItself({ type }: Message): boolean {
  return ['ticked', 'sliceEnded', 'progressed', 'syntaxChecked', 'traceSaved', 'programChanged'].includes(type);
}

function change(state: State, message: Message): Next {
  switch (message.type) {
    case 'keyPressed':
      // No binding has it.
      return [isCovered(state) ? state : typeHere(state, message.key), []];
    case 'pasted':
      return [isCovered(state) ? state : pasteHere(state, message.text), []];
    case 'resized':
      return [{ ...state, size: message.size }, []];
    case 'ticked':
      return letRunTick(state, message.elapsedMs);
    case 'sliceEnded':
      return takeSlice(state, message.runId, message.report);
    case 'syntaxChecked':
      return keepAfterPause(takeProblem(state, message.source, message.problem), message.source);
    case 'traceSaved':
      return [{ ...state, saved: message.saved }, []];
    case 'programChanged':
      return takeProgram(state, message.program);
    case 'progressed':
      return [{ ...state, progress: message.progress }, []];
    case 'languageSwitched':
      return [switchLanguage(state), []];
    case 'helpAsked':
      return [{ ...state, help: 0 }, []];
    case 'helpClosed':
      return [{ ...state, help: null }, []];
    case 'helpScrolled':
      return [scrollHelp(state, message.rows), []];
    case 'quitAsked':
      return [state, [{ type: 'quit' }]];
    case 'suspendAsked':
      return [leaveScreen(state), [{ type: 'suspend' }]];
    case 'contentsAsked':
      return [{ ...leaveScreen(state), place: { is: 'contents' } }, []];
    case 'selectionMoved':
      return [moveSelection(state, message.by), []];
    case 'searchBegan':
      return [{ ...state, search: EMPTY_FIELD }, []];
    case 'searchLeft':
      return [{ ...state, search: null }, []];
    case 'lessonChosen':
      return [openChosen(state), []];
    case 'lessonOpened':
      return [openLesson(state, message.chapter, message.lesson), []];
    case 'resetBegan':
      return [beginReset(state), []];
    case 'resetLeft':
    case 'scopeMoved':
    case 'scopeChosen':
    case 'resetConfirmed':
      return updateReset(state, message);
    case 'settingsAsked':
      return [openSettings(leaveScreen(state)), []];
    case 'settingsLeft':
    case 'settingMoved':
    case 'settingChanged':
    case 'editorNamingBegan':
    case 'editorNamingLeft':
    case 'editorNamed':
      return [updateSettings(state, message), []];
    case 'screenTurned':
    case 'lessonTurned':
    case 'textScrolled':
    case 'fileTurned':
    case 'codeScrolled':
    case 'tasksScrolled':
    case 'viewSwitched':
    case 'formSwitched':
    case 'predictingBegan':
    case 'predictingLeft':
    case 'fieldSwitched':
    case 'fieldEntered':
    case 'predictionSkipped':
    case 'runAsked':
    case 'playSwitched':
    case 'stepAsked':
    case 'stepBackAsked':
    case 'startAsked':
    case 'endAsked':
    case 'speedChanged':
    case 'saveAsked':
    case 'answeringBegan':
    case 'answeringLeft':
    case 'answerGiven':
    case 'hintAsked':
    case 'solutionAsked':
    case 'starterAsked':
    case 'editorAsked':
    case 'editorClosed':
    case 'sourceAsked':
      return updateLesson(state, message);
  }
}

/** Nothing is typed into what cannot be seen. */
function isCovered({ help, size }: State): boolean {
  return help !== null || isTooSmall(size);
}

function typeHere(state: State, key: Key): State {
  switch (state.place.is) {
    case 'contents':
      return typeSearch(state, key);
    case 'settings':
      return typeSetting(state, key);
    case 'lesson':
      return typeKey(state, key);
  }
}

function pasteHere(state: State, text: string): State {
  return state.place.is === 'settings' ? pasteSetting(state, text) : pasteText(state, text);
}

/** Nobody has typed for a moment: what is there now is kept, wherever the cursor is. */
function keepAfterPause(state: State, source: string): Next {
  const view = lessonView(state);
  const fact = view === null ? null : editedFact(state, view);
  return fact?.type === 'exerciseEdited' && fact.text === source ? [state, [{ type: 'remember', fact }]] : [state, []];
}

/** Whether time matters now: something on the screen moves by itself. */
export function isMoving(state: State): boolean {
  const run = lessonView(state)?.stationState.run ?? null;
  return run !== null && playback.isMoving(run);
}

function scrollHelp(state: State, rows: number): State {
  const limit = helpLimit(state);
  return { ...state, help: Math.max(0, Math.min(limit, Math.min(limit, state.help ?? 0) + rows)) };
}

function switchLanguage(state: State): State {
  return { ...state, language: nextOf(LANGUAGES, state.language, 1) };
}
