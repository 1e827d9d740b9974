/**
 * What the facts come to. They may come from several files and instances, in any order, and more than once: the same set of
 * facts is the same progress. It knows no course: what is kept under an id stays when lessons are reordered or reworded.
 */
import { factLine, type Fact, type ResetScope, type SettingName } from './fact.ts';
import { LAST_MOMENT } from './parse-fact.ts';

export interface Progress {
  /** By `chapter/lesson`. */
  readonly lessons: { readonly [key: string]: LessonProgress };
  /** By `chapter/question`. */
  readonly questions: { readonly [key: string]: QuestionProgress };
  /** By `chapter/exercise`. */
  readonly exercises: { readonly [key: string]: ExerciseProgress };
  readonly settings: { readonly [N in SettingName]?: string };
  /** Where to go on. */
  readonly resume: Place | null;
}

export interface Place {
  readonly chapter: string;
  readonly lesson: string;
  /** Counts from 0. */
  readonly screen: number;
}

export interface LessonProgress {
  /** Counts from 0; null where none was seen. */
  readonly furthestScreen: number | null;
  readonly isFinished: boolean;
}

export interface QuestionProgress {
  readonly timesAnswered: number;
  readonly wasRight: boolean;
  /** All that its answers ever showed, the smallest number first. */
  readonly misconceptions: readonly number[];
}

export interface ExerciseProgress {
  /** What stood in the editor last; null where nothing was typed. */
  readonly text: string | null;
  /** Once solved, solved, whatever is typed later. */
  readonly isSolved: boolean;
}

export function summarize(facts: Iterable<Fact>): Progress {
  const lessons = new Map<string, LessonProgress>();
  const questions = new Map<string, QuestionProgress>();
  const exercises = new Map<string, ExerciseProgress>();
  const settings: { [N in SettingName]?: string } = {};
  let resume: Place | null = null;
  for (const fact of withoutReset(inOrder(facts))) {
    switch (fact.type) {
      case 'screenSeen':
      case 'lessonFinished':
        change(lessons, `${fact.chapter}/${fact.lesson}`, (lesson) => afterLesson(lesson, fact));
        break;
      case 'questionAnswered':
        change(questions, `${fact.chapter}/${fact.question}`, (question) => afterAnswer(question, fact));
        break;
      case 'exerciseEdited':
        change(exercises, `${fact.chapter}/${fact.exercise}`, (exercise) => ({
          text: fact.text,
          isSolved: exercise?.isSolved ?? false,
        }));
        break;
      case 'exerciseSolved':
        change(exercises, `${fact.chapter}/${fact.exercise}`, (exercise) => ({
          text: exercise?.text ?? null,
          isSolved: true,
        }));
        break;
      case 'settingChosen':
        settings[fact.name] = fact.value;
        break;
      case 'placeLeft':
        resume = { chapter: fact.chapter, lesson: fact.lesson, screen: fact.screen };
        break;
      case 'resetAsked':
        break;
    }
  }
  return { lessons: byKey(lessons), questions: byKey(questions), exercises: byKey(exercises), settings, resume };
}

/** What is kept under the ids of one chapter. */
export function ofChapter<T>(byKey: { readonly [key: string]: T }, chapter: string): readonly T[] {
  return Object.entries(byKey).flatMap(([key, value]) => (key.startsWith(`${chapter}/`) ? [value] : []));
}

export interface Lost {
  readonly screens: number;
  /** Questions that were answered. */
  readonly answers: number;
  /** Exercises that were begun. */
  readonly programs: number;
}

/** How much a reset takes away. */
export function lostBy({ lessons, questions, exercises }: Progress, scope: ResetScope): Lost {
  const within = <T>(byKey: { readonly [key: string]: T }): readonly T[] =>
    scope.chapter === null ? Object.values(byKey) : ofChapter(byKey, scope.chapter);
  const seen = scope.lesson === null ? within(lessons) : [lessons[`${scope.chapter}/${scope.lesson}`]];
  return {
    screens: seen.reduce(
      (count, lesson) => count + (lesson?.furthestScreen == null ? 0 : lesson.furthestScreen + 1),
      0,
    ),
    answers: scope.lesson === null ? within(questions).length : 0,
    programs: scope.lesson === null ? within(exercises).length : 0,
  };
}

/** When a fact that is kept now happened: after all that is known, however wrong the clock was when that was written. */
export function momentOf(facts: readonly Fact[], now: number): number {
  let moment = now;
  for (const fact of facts) moment = Math.max(moment, fact.at + 1);
  return Math.min(moment, LAST_MOMENT);
}

/** Each fact once, by time; at the same millisecond by its text, so that any order of reading gives the same. */
export function inOrder(facts: Iterable<Fact>): readonly Fact[] {
  const byLine = new Map<string, Fact>();
  for (const fact of facts) byLine.set(factLine(fact), fact);
  return [...byLine]
    .toSorted(([line, fact], [otherLine, other]) => fact.at - other.at || (line < otherLine ? -1 : 1))
    .map(([, fact]) => fact);
}

/** Read from the end, a fact counts unless a reset of its scope came by. */
function withoutReset(facts: readonly Fact[]): readonly Fact[] {
  const reset = new Set<string>();
  const counting: Fact[] = [];
  for (const fact of facts.toReversed()) {
    if (fact.type === 'resetAsked') reset.add(keyOfScope(fact));
    else if (!scopesOf(fact).some((scope) => reset.has(scope))) counting.push(fact);
  }
  return counting.toReversed();
}

const EVERYTHING = '';

function keyOfScope({ chapter, lesson }: Extract<Fact, { type: 'resetAsked' }>): string {
  if (chapter === null) return EVERYTHING;
  return lesson === null ? chapter : `${chapter}/${lesson}`;
}

/** The keys of all resets that would take the fact away. */
function scopesOf(fact: Fact): readonly string[] {
  if (fact.type === 'settingChosen' || fact.type === 'resetAsked') return [];
  const ofChapter = [EVERYTHING, fact.chapter];
  return 'lesson' in fact ? [...ofChapter, `${fact.chapter}/${fact.lesson}`] : ofChapter;
}

function afterLesson(
  lesson: LessonProgress = { furthestScreen: null, isFinished: false },
  fact: Extract<Fact, { type: 'screenSeen' | 'lessonFinished' }>,
): LessonProgress {
  if (fact.type === 'lessonFinished') return { ...lesson, isFinished: true };
  return { ...lesson, furthestScreen: Math.max(lesson.furthestScreen ?? 0, fact.screen) };
}

function afterAnswer(
  question: QuestionProgress | undefined,
  { right, misconception }: Extract<Fact, { type: 'questionAnswered' }>,
): QuestionProgress {
  const shown = new Set(question?.misconceptions);
  if (misconception !== null) shown.add(misconception);
  return {
    timesAnswered: (question?.timesAnswered ?? 0) + 1,
    wasRight: right,
    misconceptions: [...shown].toSorted((one, other) => one - other),
  };
}

function change<T>(map: Map<string, T>, key: string, after: (before: T | undefined) => T): void {
  map.set(key, after(map.get(key)));
}

function byKey<T>(map: ReadonlyMap<string, T>): { readonly [key: string]: T } {
  return Object.fromEntries([...map].toSorted(([one], [other]) => (one < other ? -1 : 1)));
}
