/** Beginning again, from the contents: with the chosen lesson, its chapter or everything, once one is sure. */
import type { ResetScope } from '../../progress/fact.ts';
import type { Effect } from '../effect.ts';
import type { Binding } from '../keys.ts';
import { binding } from '../keys.ts';
import type { ResetMessage } from '../message.ts';
import { allLessons, lessonKey, type Reset, type State } from '../state.ts';

/** In the order in which they are offered; what is below them takes nothing away. */
export const SCOPES = ['lesson', 'chapter', 'everything', 'nothing'] as const;

const LEAVE = { type: 'resetLeft' } as const;

export function resetBindings({ row, isAsked }: Reset): readonly Binding[] {
  if (isAsked) {
    return [
      binding(['y'], 'confirmReset', { type: 'resetConfirmed' }, true),
      binding(['escape', 'n', 'q'], 'dropReset', LEAVE, true),
    ];
  }
  return [
    binding(['down', 'j'], 'move', { type: 'scopeMoved', by: 1 }, true),
    binding(['up', 'k'], 'move', { type: 'scopeMoved', by: -1 }),
    binding(['enter', ' '], 'choose', SCOPES[row] === 'nothing' ? LEAVE : { type: 'scopeChosen' }, true),
    binding(['escape', 'q', 'x'], 'leave', LEAVE, true),
  ];
}

export function beginReset(state: State): State {
  const isAnything = allLessons(state.course)[state.selected] !== undefined;
  return isAnything ? { ...state, reset: { row: 0, isAsked: false } } : state;
}

export function updateReset(state: State, message: ResetMessage): readonly [State, readonly Effect[]] {
  const { reset } = state;
  if (reset === null) return [state, []];
  switch (message.type) {
    case 'resetLeft':
      return [{ ...state, reset: null }, []];
    case 'scopeMoved': {
      const row = Math.max(0, Math.min(SCOPES.length - 1, reset.row + message.by));
      return [{ ...state, reset: { row, isAsked: false } }, []];
    }
    case 'scopeChosen':
      return [{ ...state, reset: { ...reset, isAsked: true } }, []];
    case 'resetConfirmed': {
      const scope = scopeOf(state, reset);
      if (scope === null || !reset.isAsked) return [{ ...state, reset: null }, []];
      const fact = { type: 'resetAsked', ...scope } as const;
      return [{ ...forgotten(state, scope), reset: null }, [{ type: 'remember', fact }]];
    }
  }
}

/** Null: nothing. */
export function scopeOf({ course, selected }: State, { row }: Reset): ResetScope | null {
  const place = allLessons(course)[selected];
  if (place === undefined) return null;
  const { id: chapter, lessons } = course.chapters[place.chapter]!;
  switch (SCOPES[row]!) {
    case 'lesson':
      return { of: 'lesson', chapter, lesson: lessons[place.lesson]!.id };
    case 'chapter':
      return { of: 'chapter', chapter, lesson: null };
    case 'everything':
      return { of: 'everything', chapter: null, lesson: null };
    case 'nothing':
      return null;
  }
}

/** What the tutor itself knows of these lessons since it was opened: answers, programs, runs. */
function forgotten(state: State, scope: ResetScope): State {
  const { course } = state;
  const lost = new Set(
    allLessons(course)
      .filter(({ chapter, lesson }) => {
        const { id, lessons } = course.chapters[chapter]!;
        if (scope.chapter !== null && scope.chapter !== id) return false;
        return scope.lesson === null || scope.lesson === lessons[lesson]!.id;
      })
      .map(({ chapter, lesson }) => lessonKey(course, chapter, lesson)),
  );
  const lessons = Object.fromEntries(Object.entries(state.lessons).filter(([key]) => !lost.has(key)));
  return { ...state, lessons };
}
