/** `async-tutor quiz [TOPIC]`: the questions of a chapter, on the tutor's screen, line by line, or answered from a file. */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { localized } from '../app/screens/lesson-state.ts';
import { QUIZ, withQuizzes } from '../app/quizzes.ts';
import type { Chapter, Course, Language } from '../course/course.ts';
import { formOf, judge, type Question, toRun } from '../course/questions/kinds.ts';
import type { Answer, Form } from '../course/questions/question.ts';
import { momentOf, summarize } from '../progress/progress.ts';
import { chosenEditor } from '../app/settings.ts';
import { editorOf } from './external-editor.ts';
import { languageOf } from './language.ts';
import { learnAt, keptIn } from './learn.ts';
import { MAIN_WORDS } from './main-words.ts';
import { courseIn, shippedCourse } from './open-course.ts';
import { QUIZ_WORDS } from './quiz-words.ts';
import { runWhole } from './run-whole.ts';
import { toldJson } from './told.ts';
import { UsageError } from './usage.ts';

export async function quiz(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      plain: { type: 'boolean' },
      answers: { type: 'string' },
      course: { type: 'string' },
      data: { type: 'string' },
      lang: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  const language = languageOf(values.lang, process.env);
  const words = QUIZ_WORDS[language];
  if (values.help) {
    process.stdout.write(`${words.help}\n`);
    return 0;
  }
  if (positionals.length > 1) throw new UsageError(words.oneTopic);
  const course = values.course === undefined ? shippedCourse() : await courseIn(values.course, MAIN_WORDS[language]);
  const asked = course.chapters.filter(({ questions }) => questions.length > 0);
  if (asked.length === 0) throw new UsageError(words.noQuestions);
  if (values.answers !== undefined) {
    const chapter = chapterOf(asked, positionals[0] ?? asked[0]!.id, language);
    return await answerFrom(values.answers, course, chapter, language);
  }
  if (!process.stdin.isTTY || !process.stdout.isTTY) throw new UsageError(words.noTerminal);
  const kept = await keptIn(values.data);
  const progress = summarize(kept.facts);
  const here = asked.find(({ id }) => id === progress.resume?.chapter) ?? asked[0]!;
  const chapter = chapterOf(asked, positionals[0] ?? here.id, language);
  if (values.plain !== true) {
    const { chapters } = withQuizzes(course);
    const at = chapters.findIndex(({ id }) => id === chapter.id);
    const lesson = chapters[at]!.lessons.findIndex(({ id }) => id === QUIZ);
    return await learnAt(course, language, kept, { chapter: at, lesson }, values.lang !== undefined);
  }
  const { askPlainly } = await import('./quiz-plain.ts');
  try {
    const editor = chosenEditor(progress) || editorOf(process.env).command;
    await askPlainly(course, chapter, language, editor, (fact) =>
      kept.append({ ...fact, at: momentOf(kept.facts, Date.now()) }),
    );
  } catch (error) {
    // ^C at a prompt.
    if (!(error instanceof Error) || error.name !== 'ExitPromptError') throw error;
    return 130;
  } finally {
    kept.flush();
  }
  return 0;
}

/** The one chapter whose id contains `topic`. */
function chapterOf(chapters: readonly Chapter[], topic: string, language: Language): Chapter {
  const exact = chapters.find(({ id }) => id === topic);
  const fitting = chapters.filter(({ id, number }) => id.includes(topic) || String(number) === topic);
  if (exact !== undefined || fitting.length === 1) return exact ?? fitting[0]!;
  throw new UsageError(
    QUIZ_WORDS[language].noQuiz(
      topic,
      chapters.map(({ id }) => id),
    ),
  );
}

async function answerFrom(file: string, course: Course, chapter: Chapter, language: Language): Promise<number> {
  const words = QUIZ_WORDS[language];
  const given = readAnswers(file, language);
  for (const id of Object.keys(given)) {
    if (chapter.questions.some((question) => question.id === id)) continue;
    throw new UsageError(
      words.unknownQuestion(
        id,
        chapter.questions.map((question) => question.id),
      ),
    );
  }
  const answers = chapter.questions.flatMap((question) => {
    if (!Object.hasOwn(given, question.id)) return [];
    const form = formOf(question);
    const answer = answerOf(form, given[question.id]);
    if (answer === null) throw new UsageError(words.badAnswer(question.id, words.needs[form.is]!));
    return [{ question, answer }];
  });
  const questions = [];
  for (const { question, answer } of answers) questions.push(await reportOn(question, answer, course, language));
  const right = questions.filter((each) => each.right).length;
  const summary = {
    chapter: chapter.id,
    count: chapter.questions.length,
    answered: questions.length,
    right,
    questions,
  };
  process.stdout.write(`${toldJson(summary)}\n`);
  return right === chapter.questions.length ? 0 : 1;
}

function readAnswers(file: string, language: Language): { readonly [id: string]: unknown } {
  const { badAnswers } = QUIZ_WORDS[language];
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new UsageError(badAnswers(file, error instanceof Error ? error.message : String(error)));
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new UsageError(badAnswers(file, '{ "question-id": … }'));
  return value as { readonly [id: string]: unknown };
}

/** Numbers count from 1, as people count. Null: it is no answer to such a form. */
function answerOf(form: Form, value: unknown): Answer | null {
  if (form.is === 'type' || form.is === 'edit') {
    const isText = typeof value === 'string' || typeof value === 'number';
    return isText ? { is: 'typed', text: String(value) } : null;
  }
  const most =
    form.is === 'pick' ? form.options.length : form.is === 'arrange' ? form.items.length : form.rights.length;
  if (!Array.isArray(value)) return null;
  const numbers = value as unknown[];
  if (!numbers.every((each) => Number.isInteger(each) && (each as number) >= 1 && (each as number) <= most))
    return null;
  const positions = (numbers as number[]).map((number) => number - 1);
  if (form.is === 'pick') return { is: 'picked', options: positions };
  if (form.is === 'arrange') return { is: 'arranged', items: positions };
  return positions.length === form.lefts.length ? { is: 'paired', rights: positions } : null;
}

interface Reported {
  readonly id: string;
  readonly kind: string;
  readonly right: boolean;
  readonly misconception: number | null;
  readonly why: readonly string[];
}

async function reportOn(question: Question, answer: Answer, course: Course, language: Language): Promise<Reported> {
  const program = toRun(question, answer);
  const { right, misconception, why } = judge(question, answer, program === null ? null : await runWhole(program));
  const texts = why.map((text) =>
    (localized(text, course, language) ?? []).map((span) => ('text' in span ? span.text : '')).join(''),
  );
  return { id: question.id, kind: question.kind, right, misconception, why: texts };
}
