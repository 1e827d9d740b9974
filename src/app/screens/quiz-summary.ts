/** The last screen of a quiz: how it went, and what to look at again. */
import { spanLines } from '../../text/prose.ts';
import type { StyledLine } from '../../text/styled.ts';
import { wrapSpans } from '../../text/wrap.ts';
import { QUIZ } from '../quizzes.ts';
import type { State } from '../state.ts';
import { WORDS } from '../words.ts';
import type { LessonView } from './lesson-state.ts';
import { localized } from './lesson-state.ts';

export function isSummary({ lesson, lessonState, screenCount }: LessonView): boolean {
  return lesson.id === QUIZ && lessonState.screen === screenCount - 1;
}

export function summaryLines(state: State, view: LessonView, width: number): readonly StyledLine[] {
  if (!isSummary(view)) return [];
  const { course, language, progress } = state;
  const words = WORDS[language];
  const chapter = course.chapters[view.chapter]!;
  const known = chapter.questions.map((question) => {
    return { question, result: progress.questions[`${chapter.id}/${question.id}`] ?? null };
  });
  const answered = known.filter(({ result }) => result !== null);
  const right = answered.filter(({ result }) => result!.wasRight);
  const head = words.quizResult(right.length, answered.length, known.length);
  const lines: StyledLine[] = [...wrapSpans([{ text: head, look: 'strong' }], width)];
  if (right.length === known.length)
    return [...lines, [], ...wrapSpans([{ text: words.quizAllRight, look: 'good' }], width)];
  const wrong = answered.filter(({ result }) => !result!.wasRight);
  if (wrong.length > 0) lines.push([], [{ text: words.lookAgain, look: 'heading' }]);
  for (const { question } of wrong) {
    const prompt = localized(question.prompt, course, language) ?? [];
    const [first = [], ...more] = spanLines(prompt, width - 2, () => null);
    lines.push(
      [{ text: '✗ ', look: 'bad' }, ...first],
      ...more.map((line): StyledLine => [{ text: '  ', look: 'plain' }, ...line]),
    );
    const lesson = chapter.lessons.find(({ id }) => id === question.see?.lesson);
    if (lesson !== undefined && question.see !== null) {
      const title = localized(lesson.title, course, language) ?? lesson.id;
      lines.push([{ text: `  → ${title} ${question.see.screen + 1}`, look: 'dim' }]);
    }
  }
  return lines;
}
