/** A quiz line by line, for whoever wants no screen: each question is asked, answered, and told why. */
import { checkbox, input, select } from '@inquirer/prompts';
import { openDraft, seedOf, shuffled } from '../app/asking.ts';
import { editorFailureText } from '../app/editor-words.ts';
import { findingText } from '../app/finding-words.ts';
import { WORDS } from '../app/words.ts';
import { readSeconds } from '../course/compare.ts';
import type { Chapter, Course, Language, Localized } from '../course/course.ts';
import { formOf, judge, type Question, toRun } from '../course/questions/kinds.ts';
import type { Answer, Form, Text, Verdict } from '../course/questions/question.ts';
import type { Undated } from '../app/effect.ts';
import { localized } from '../app/screens/lesson-state.ts';
import { span } from '../text/styled.ts';
import { harmless } from '../text/width.ts';
import { wrapSpans } from '../text/wrap.ts';
import { inEditor } from './external-editor.ts';
import { QUIZ_WORDS } from './quiz-words.ts';
import { runWhole } from './run-whole.ts';

export async function askPlainly(
  course: Course,
  chapter: Chapter,
  language: Language,
  editor: string,
  remember: (fact: Undated) => void,
): Promise<void> {
  const teller = new Teller(course, language);
  say(QUIZ_WORDS[language].plainly);
  let right = 0;
  const again: Question[] = [];
  for (const [index, question] of chapter.questions.entries()) {
    const words = WORDS[language];
    say(`\n${words.questionOf(index + 1, chapter.questions.length)}`);
    const verdict = await ask(question, chapter, teller, editor);
    if (verdict.right) right++;
    else again.push(question);
    const { misconception } = verdict;
    const fact = { chapter: chapter.id, question: question.id, right: verdict.right, misconception };
    remember({ type: 'questionAnswered', ...fact });
    teller.tellVerdict(verdict);
  }
  const words = WORDS[language];
  say(`\n${words.quizResult(right, chapter.questions.length, chapter.questions.length)}`);
  if (again.length === 0) return say(words.quizAllRight);
  say(words.lookAgain);
  for (const { prompt, see } of again) {
    const lesson = chapter.lessons.find(({ id }) => id === see?.lesson);
    const title = lesson === undefined ? '' : `  → ${localized(lesson.title, course, language)} ${see!.screen + 1}`;
    say(`  ✗ ${teller.text(prompt)}${title}`);
  }
}

class Teller {
  readonly #course: Course;
  readonly language: Language;

  constructor(course: Course, language: Language) {
    this.#course = course;
    this.language = language;
  }

  text(text: Localized<Text>): string {
    const spans = localized(text, this.#course, this.language) ?? [];
    return harmless(spans.map((span) => ('text' in span ? span.text : '')).join(''));
  }

  tellVerdict({ right, finding, why, misconception }: Verdict): void {
    const words = WORDS[this.language];
    say(right ? `✓ ${words.wasRightAnswer}` : `✗ ${words.wasWrongAnswer}`);
    if (finding !== null) say(`  ${findingText(finding, this.language)}`);
    for (const each of why) say(`  ${this.text(each)}`);
    const belief = this.#course.misconceptions.find(({ number }) => number === misconception);
    const text = belief === undefined ? null : localized(belief.text, this.#course, this.language);
    if (text != null) say(`  ${words.misconception}${harmless(text)}`);
  }
}

async function ask(question: Question, chapter: Chapter, teller: Teller, editor: string): Promise<Verdict> {
  const form = formOf(question);
  const shown = form.is === 'edit' ? form.starter : form.is === 'arrange' && form.isCode ? null : question.program;
  if (shown !== null) say(`\n── ${shown.fileName}\n${harmless(shown.source)}`);
  // The question stands where it is answered, below the program.
  const prompt = teller.text(question.prompt);
  if (form.is !== 'pick') say(`\n${prompt}`);
  const answer = await answerTo(form, prompt, `${chapter.id}/${question.id}`, teller, editor);
  const program = toRun(question, answer);
  if (program !== null) say(QUIZ_WORDS[teller.language].checking);
  return judge(question, answer, program === null ? null : await runWhole(program));
}

async function answerTo(form: Form, prompt: string, id: string, teller: Teller, editor: string): Promise<Answer> {
  const { language } = teller;
  const words = QUIZ_WORDS[language];
  const seed = seedOf(id);
  switch (form.is) {
    case 'pick': {
      const choices = shuffled(form.options.length, seed).map((option) => {
        return { name: teller.text(form.options[option]!), value: option };
      });
      const theme = themeOf(language);
      if (form.several)
        return { is: 'picked', options: await checkbox({ message: prompt, choices, required: true, theme }) };
      return { is: 'picked', options: [await select({ message: prompt, choices, theme })] };
    }
    case 'type':
      return { is: 'typed', text: form.ask === 'output' ? await askLines(words.output) : await askSeconds(language) };
    case 'arrange':
      return { is: 'arranged', items: await askOrder(form, seed, teller, language) };
    case 'pair': {
      const order = shuffled(form.rights.length, seed);
      const choices = order.map((right) => ({ name: teller.text(form.rights[right]!), value: right }));
      const rights: number[] = [];
      const theme = themeOf(language);
      for (const left of form.lefts)
        rights.push(await select({ message: words.belongs(teller.text(left)), choices, theme }));
      return { is: 'paired', rights };
    }
    case 'edit': {
      if (form.line !== null) return { is: 'typed', text: await input({ message: words.line }) };
      await input({ message: words.program });
      const edited = inEditor(form.starter, editor);
      if (edited.is === 'saved') return { is: 'typed', text: edited.text };
      say(editorFailureText(edited, language));
      return { is: 'typed', text: form.starter.source };
    }
  }
}

/** What the keys do, in the learner's language. */
function themeOf(language: Language) {
  const { actions } = QUIZ_WORDS[language];
  const tip = (keys: readonly (readonly [key: string, action: string])[]): string =>
    keys.map(([key, action]) => `${key} ${actions[action] ?? action}`).join(' · ');
  return { style: { keysHelpTip: tip } };
}

async function askLines(message: string): Promise<string> {
  say(message);
  const lines: string[] = [];
  for (;;) {
    const line = await input({ message: String(lines.length + 1) });
    if (line === '') return lines.join('\n');
    lines.push(line);
  }
}

function askSeconds(language: Language): Promise<string> {
  const { seconds, secondsWrong } = QUIZ_WORDS[language];
  return input({ message: seconds, validate: (text) => readSeconds(text) !== null || secondsWrong });
}

async function askOrder(
  form: Extract<Form, { is: 'arrange' }>,
  seed: number,
  teller: Teller,
  language: Language,
): Promise<readonly number[]> {
  const words = QUIZ_WORDS[language];
  const draft = openDraft(form, seed);
  const items = draft.is === 'arrange' ? draft.items : [];
  items.forEach((item, index) => say(`  ${index + 1} ${teller.text(form.items[item]!)}`));
  const numbersOf = (text: string): readonly number[] | null => {
    const numbers = text
      .trim()
      .split(/[\s,，]+/)
      .map(Number);
    const isWhole = form.spare || numbers.length === items.length;
    const isFine = numbers.every((number) => Number.isInteger(number) && number >= 1 && number <= items.length);
    return isWhole && isFine && new Set(numbers).size === numbers.length ? numbers : null;
  };
  const typed = await input({
    message: form.spare ? words.orderSpare : words.order,
    validate: (text) => numbersOf(text) !== null || words.orderWrong,
  });
  return (numbersOf(typed) ?? []).map((number) => items[number - 1]!);
}

/** Wrapped as everywhere: no line begins with a full stop. Programs are narrower than any terminal. */
function say(text: string): void {
  const width = Math.max(20, Math.min(WIDEST, process.stdout.columns || WIDEST));
  for (const line of text.split('\n')) process.stdout.write(`${wrapped(line, width)}\n`);
}

const WIDEST = 100;

function wrapped(line: string, width: number): string {
  const indent = /^ */.exec(line)![0].length;
  const rows = wrapSpans([span(line)], width, indent);
  return rows.map((row) => row.map(({ text }) => text).join('')).join('\n');
}
