/** The contents: every chapter and lesson, and where to begin. */
import type { Block, Course, Language, Span } from '../../course/course.ts';
import type { Binding } from '../keys.ts';
import { binding } from '../keys.ts';
import type { State } from '../state.ts';
import { allLessons } from '../state.ts';
import { editField, insertText, type TextField } from '../text-field.ts';
import { localized } from './lesson-state.ts';

export const CONTENTS_BINDINGS: readonly Binding[] = [
  binding(['down', 'j'], 'move', { type: 'selectionMoved', by: 1 }, true),
  binding(['up', 'k'], 'move', { type: 'selectionMoved', by: -1 }),
  binding(['enter', 'right', 'l', ' '], 'open', { type: 'lessonChosen' }, true),
  binding(['g', 'home'], 'first', { type: 'selectionMoved', by: -Infinity }),
  binding(['G', 'end'], 'last', { type: 'selectionMoved', by: Infinity }),
  binding(['/'], 'search', { type: 'searchBegan' }, true),
  binding(['x'], 'reset', { type: 'resetBegan' }, true),
  binding(['o'], 'settings', { type: 'settingsAsked' }, true),
  binding(['q', 'escape'], 'quit', { type: 'quitAsked' }, true),
];

/** While one searches, letters are text. */
export const SEARCH_BINDINGS: readonly Binding[] = [
  binding(['down'], 'move', { type: 'selectionMoved', by: 1 }, true),
  binding(['up'], 'move', { type: 'selectionMoved', by: -1 }),
  binding(['enter'], 'open', { type: 'lessonChosen' }, true),
  binding(['escape'], 'leaveSearch', { type: 'searchLeft' }, true),
];

/** Positions of the lessons that are listed: all, or those in which every word that is searched for occurs. */
export function listedLessons(state: State): readonly number[] {
  const { course, language, search } = state;
  const sought = gistOf(search?.text ?? '');
  const all = allLessons(course);
  if (sought === '') return all.map((_, index) => index);
  const words = sought.split(' ');
  const texts = textsOf(course, language);
  return all.flatMap((_, index) => (words.every((word) => texts[index]!.includes(word)) ? [index] : []));
}

/** All that each lesson says, and the names of its programs; put together once for each language. */
function textsOf(course: Course, language: Language): readonly string[] {
  const known = TEXTS[language].get(course);
  if (known !== undefined) return known;
  const texts = allLessons(course).map(({ chapter, lesson }) => {
    const owner = course.chapters[chapter]!;
    const { id, title, objectives, screens } = owner.lessons[lesson]!;
    const parts = [
      owner.id,
      id,
      localized(owner.title, course, language) ?? '',
      localized(title, course, language) ?? '',
      ...(localized(objectives, course, language) ?? []),
      ...(localized(screens, course, language) ?? []).flatMap(({ heading, blocks }) => [
        heading,
        ...blocks.flatMap(wordsOf),
      ]),
    ];
    return gistOf(parts.join(' '));
  });
  TEXTS[language].set(course, texts);
  return texts;
}

const TEXTS: { readonly [L in Language]: WeakMap<Course, readonly string[]> } = {
  en: new WeakMap(),
  zh: new WeakMap(),
};

function wordsOf(block: Block): readonly string[] {
  const said = (spans: readonly Span[]): string => spans.map((span) => ('text' in span ? span.text : '')).join('');
  switch (block.kind) {
    case 'paragraph':
    case 'quote':
      return [said(block.spans)];
    case 'list':
      return block.items.map(said);
    case 'code':
      return [block.text];
    case 'step':
      return 'program' in block.step ? [block.step.program] : [];
  }
}

function gistOf(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}

export function moveSelection(state: State, by: number): State {
  const listed = listedLessons(state);
  const at = Math.max(0, listed.indexOf(state.selected));
  const next = listed[Math.max(0, Math.min(listed.length - 1, at + by))];
  return next === undefined ? state : { ...state, selected: next };
}

/** The first lesson that is found is chosen, before all one whose title says it; what is chosen stays where it is as good. */
export function searchFor(state: State, search: TextField | null): State {
  const next = { ...state, search };
  const listed = listedLessons(next);
  const titled = listed.filter((index) => saysInTitle(next, index));
  const best = titled.length > 0 ? titled : listed;
  return best.length === 0 || best.includes(state.selected) ? next : { ...next, selected: best[0]! };
}

function saysInTitle({ course, language, search }: State, index: number): boolean {
  const { chapter, lesson } = allLessons(course)[index]!;
  const title = localized(course.chapters[chapter]!.lessons[lesson]!.title, course, language) ?? '';
  return gistOf(title).includes(gistOf(search?.text ?? ''));
}

/** A key that no binding took, while one searches. */
export function typeSearch(state: State, key: string): State {
  const { search } = state;
  if (search === null) return state;
  const field = [...key].length === 1 ? insertText(search, key) : editField(search, key);
  return field === null ? state : searchFor(state, field);
}

export function openChosen(state: State): State {
  const chosen = listedLessons(state).includes(state.selected) ? allLessons(state.course)[state.selected] : undefined;
  return chosen === undefined ? state : { ...state, search: null, place: { is: 'lesson', ...chosen } };
}

export function openLesson(state: State, chapter: number, lesson: number): State {
  const selected = allLessons(state.course).findIndex((each) => each.chapter === chapter && each.lesson === lesson);
  return selected === -1 ? state : { ...state, selected, place: { is: 'lesson', chapter, lesson } };
}
