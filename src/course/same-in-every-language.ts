/** The languages of a lesson are written each for its readers, but they are one lesson: same screens, same steps. */
import type { Language, LessonScreen } from './course.ts';
import { LANGUAGES } from './course.ts';
import type { LessonText } from './parse-lesson.ts';
import type { Problem } from './problem.ts';

export function sameInEveryLanguage(
  texts: { readonly [L in Language]?: LessonText },
  fileOf: (language: Language) => string,
): readonly Problem[] {
  const [first, ...others] = LANGUAGES.filter((language) => texts[language] !== undefined);
  if (first === undefined) return [];
  return others.flatMap((language) => {
    const what = difference(texts[first]!, texts[language]!, fileOf(first));
    return what === null ? [] : [{ file: fileOf(language), line: 1, what, mend: 'Make the two agree.' }];
  });
}

function difference(one: LessonText, other: LessonText, file: string): string | null {
  if (one.minutes !== other.minutes) return `It takes ${other.minutes} minutes, but ${one.minutes} in ${file}.`;
  if (one.objectives.length !== other.objectives.length) return `It has not as many objectives as ${file}.`;
  if (one.screens.length !== other.screens.length) {
    return `It has ${other.screens.length} screens, but ${one.screens.length} in ${file}.`;
  }
  const odd = one.screens.findIndex((screen, index) => stepsOf(screen) !== stepsOf(other.screens[index]!));
  return odd === -1 ? null : `Screen ${odd + 1} has other steps than in ${file}.`;
}

/** All that a step does, without the words for the learner. */
function stepsOf(screen: LessonScreen): string {
  return screen.blocks
    .flatMap((block) => (block.kind === 'step' ? [block.step] : []))
    .map((step) => JSON.stringify(step.kind === 'predict' ? { ...step, why: '' } : step))
    .join('\n');
}
