/**
 * What a learner did, as facts that are only ever added: what is known of a learner is made of them anew each time
 * (`progress.ts`). So files and instances merge by putting their facts together, and nothing is ever overwritten.
 */

/**
 * Stands on every line that is kept. Raise it whenever a program of this version would not understand a line any more: a
 * new kind of fact, a field that is missing or means something else. What every later version must go on doing: keep
 * one JSON object a line with its `v`, read the lines of all earlier versions, and only append.
 */
export const PROGRESS_VERSION = 1;

export type SettingName = 'language' | 'theme' | 'speed' | 'editor';

/** `chapter`, `lesson`, `question` and `exercise` are ids: they stay when a course is reordered or reworded. */
type Done =
  | { readonly type: 'screenSeen'; readonly chapter: string; readonly lesson: string; readonly screen: number }
  | { readonly type: 'lessonFinished'; readonly chapter: string; readonly lesson: string }
  | {
      readonly type: 'questionAnswered';
      readonly chapter: string;
      readonly question: string;
      readonly right: boolean;
      /** Its number in the course's list, where the answer that was given shows one. */
      readonly misconception: number | null;
    }
  /** All that stands in the editor. */
  | { readonly type: 'exerciseEdited'; readonly chapter: string; readonly exercise: string; readonly text: string }
  | { readonly type: 'exerciseSolved'; readonly chapter: string; readonly exercise: string }
  | { readonly type: 'settingChosen'; readonly name: SettingName; readonly value: string }
  /** Where to go on. */
  | { readonly type: 'placeLeft'; readonly chapter: string; readonly lesson: string; readonly screen: number }
  | ({ readonly type: 'resetAsked' } & ResetScope);

/** What no longer counts. Settings are no part of any scope; exercises and questions belong to a chapter, not to a lesson. */
export type ResetScope =
  | { readonly of: 'everything'; readonly chapter: null; readonly lesson: null }
  | { readonly of: 'chapter'; readonly chapter: string; readonly lesson: null }
  | { readonly of: 'lesson'; readonly chapter: string; readonly lesson: string };

/** `at`: milliseconds since 1970. Screens count from 0. */
export type Fact = Done & { readonly at: number };

/** A fact as the one line of JSON that stands for it, without its end. The same fact is the same line. */
export function factLine({ at, type, ...fields }: Fact): string {
  const inOrder = Object.entries(fields).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return JSON.stringify({ v: PROGRESS_VERSION, at, type, ...Object.fromEntries(inOrder) });
}
