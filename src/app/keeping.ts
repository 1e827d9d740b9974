/** What is worth keeping of a step of the learner's: seen from the state before it and the state after. */
import type { Undated } from './effect.ts';
import type { Message } from './message.ts';
import { editedFact } from './screens/lesson-asking.ts';
import type { LessonView } from './screens/lesson-state.ts';
import { lessonView } from './screens/lesson-state.ts';
import { settingOf, SETTINGS } from './settings.ts';
import type { State } from './state.ts';

export function factsOfStep(before: State, message: Message, after: State): readonly Undated[] {
  const [left, arrived] = [lessonView(before), lessonView(after)];
  return [...edits(before, left, message, after), ...places(before, left, after, arrived), ...settings(before, after)];
}

/** Whoever goes away, in whatever way, finds what they typed. While it is typed it is kept line by line, and at each pause (`update.ts`). */
function edits(before: State, left: LessonView | null, message: Message, after: State): readonly Undated[] {
  if (left === null) return [];
  const endsLine = (message.type === 'keyPressed' && message.key === 'enter') || message.type === 'pasted';
  const goes = message.type === 'quitAsked' || message.type === 'suspendAsked' || !isSamePlace(before, after);
  const fact = endsLine || goes ? editedFact(endsLine ? after : before, left) : null;
  return fact === null ? [] : [fact];
}

function places(before: State, left: LessonView | null, after: State, arrived: LessonView | null): readonly Undated[] {
  // Whoever looks at the settings has not left where they are.
  if (isSamePlace(before, after) || before.place.is === 'settings' || after.place.is === 'settings') return [];
  const facts: Undated[] = [];
  const isThrough = left !== null && left.endsLesson && arrived !== null && arrived.lesson !== left.lesson;
  const isOver = left !== null && left.isLast && arrived === null;
  if ((isThrough && comesAfter(left, arrived)) || isOver) {
    const chapter = before.course.chapters[left.chapter]!.id;
    facts.push({ type: 'lessonFinished', chapter, lesson: left.lesson.id });
  }
  if (arrived !== null) {
    const where = {
      chapter: after.course.chapters[arrived.chapter]!.id,
      lesson: arrived.lesson.id,
      screen: arrived.lessonState.screen,
    };
    facts.push({ type: 'screenSeen', ...where }, { type: 'placeLeft', ...where });
  }
  return facts;
}

function comesAfter(left: LessonView, arrived: LessonView): boolean {
  return arrived.chapter > left.chapter || (arrived.chapter === left.chapter && arrived.lessonIndex > left.lessonIndex);
}

function isSamePlace(before: State, after: State): boolean {
  const [one, other] = [lessonView(before), lessonView(after)];
  if (one === null || other === null) return one === other;
  return one.lesson === other.lesson && one.lessonState.screen === other.lessonState.screen;
}

function settings(before: State, after: State): readonly Undated[] {
  const changed = SETTINGS.filter((name) => settingOf(before, name) !== settingOf(after, name));
  return changed.map((name) => ({ type: 'settingChosen', name, value: settingOf(after, name) }));
}
