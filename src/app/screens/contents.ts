/** The contents: every chapter and lesson, and where to begin. */
import type { Binding } from '../keys.ts';
import { binding } from '../keys.ts';
import type { State } from '../state.ts';
import { allLessons } from '../state.ts';

export const CONTENTS_BINDINGS: readonly Binding[] = [
  binding(['down', 'j'], 'move', { type: 'selectionMoved', by: 1 }, true),
  binding(['up', 'k'], 'move', { type: 'selectionMoved', by: -1 }),
  binding(['enter', 'right', 'l', ' '], 'open', { type: 'lessonChosen' }, true),
  binding(['g', 'home'], 'first', { type: 'selectionMoved', by: -Infinity }),
  binding(['G', 'end'], 'last', { type: 'selectionMoved', by: Infinity }),
  binding(['q', 'escape'], 'quit', { type: 'quitAsked' }, true),
];

export function moveSelection(state: State, by: number): State {
  const last = Math.max(0, allLessons(state.course).length - 1);
  return { ...state, selected: Math.max(0, Math.min(last, state.selected + by)) };
}

export function openChosen(state: State): State {
  const chosen = allLessons(state.course)[state.selected];
  return chosen === undefined ? state : { ...state, place: { is: 'lesson', ...chosen } };
}

export function openLesson(state: State, chapter: number, lesson: number): State {
  const selected = allLessons(state.course).findIndex((each) => each.chapter === chapter && each.lesson === lesson);
  return selected === -1 ? state : { ...state, selected, place: { is: 'lesson', chapter, lesson } };
}
