/**
 * The screens that are kept in `golden/`: what a learner presses to come to each. A new screen is a new scene; the shipped course
 * and real runs are behind all of them, so they change with the course too.
 */
import type { Draft } from '../../src/app/asking.ts';
import { QUIZ } from '../../src/app/quizzes.ts';
import { allLessons } from '../../src/app/state.ts';
import { keyOf } from '../../src/course/questions/kinds.ts';
import type { TutorDriver } from '../app/tutor-driver.ts';

export interface Scene {
  readonly name: string;
  readonly play: (tutor: TutorDriver) => Promise<void> | void;
  /** Also kept as a picture, with its colours. */
  readonly isPicture?: true;
}

const scene = (name: string, play: Scene['play']): Scene => ({ name, play });
const picture = (name: string, play: Scene['play']): Scene => ({ name, play, isPicture: true });

const OVERLAPPING = 'tea: on\ntoast: on\ntea: done\ntoast: done';
const IN_SEQUENCE = 'tea: on\ntea: done\ntoast: on\ntoast: done';

export const SCENES: readonly Scene[] = [
  picture('contents', () => {}),
  scene('contents-in-progress', async (tutor) => {
    await at(tutor, 'calling', 1);
    while (tutor.view.lesson.id !== 'as-tasks') await tutor.press('n');
    await tutor.press('n', 'n', 'q');
  }),
  scene('contents-searching', (tutor) => search(tutor, tutor.state.language === 'en' ? 'await' : '等')),
  scene('contents-nothing-found', (tutor) => search(tutor, 'cobol')),
  scene('contents-help', (tutor) => tutor.press('?')),
  scene('reset', (tutor) => tutor.press('x', 'down')),
  scene('reset-meant', (tutor) => tutor.press('x', 'enter')),
  scene('settings', (tutor) => tutor.press('o', 'down')),
  scene('settings-editor', async (tutor) => {
    await tutor.press('o', 'down', 'down', 'down', 'enter');
    await tutor.type('code --wait');
  }),
  picture('theme-light', async (tutor) => {
    await tutor.press('o', 'down', 'right', 'o');
    await predict(tutor, OVERLAPPING, '2');
  }),
  picture('theme-contrast', async (tutor) => {
    await tutor.press('o', 'down', 'right', 'right', 'o');
    await predict(tutor, OVERLAPPING, '2');
  }),
  scene('lesson-help', async (tutor) => {
    await at(tutor, 'in-sequence', 1);
    await tutor.press('?');
  }),
  scene('exercise-help', async (tutor) => {
    await at(tutor, 'as-tasks', 8);
    await tutor.press('?');
  }),
  scene('lesson-help-end', async (tutor) => {
    await at(tutor, 'in-sequence', 1);
    await tutor.press('?', ...times(20, 'pagedown'));
  }),

  picture('lesson', (tutor) => at(tutor, 'in-sequence', 1)),
  scene('lesson-program', async (tutor) => {
    await at(tutor, 'in-sequence', 1);
    await tutor.press('tab');
  }),
  scene('lesson-twin', async (tutor) => {
    await at(tutor, 'in-sequence', 1);
    await tutor.press('tab', 't');
  }),
  scene('lesson-prose', (tutor) => at(tutor, 'in-sequence', 5)),
  scene('predicting', async (tutor) => {
    await at(tutor, 'in-sequence', 1);
    await tutor.press('enter');
    await tutor.type('tea: on\ntoast');
  }),
  scene('predicting-seconds', async (tutor) => {
    await at(tutor, 'in-sequence', 1);
    await tutor.press('enter');
    await tutor.type(OVERLAPPING);
    await tutor.press('tab');
    await tutor.type('soon');
    await tutor.press('enter');
  }),
  picture('run-parted', (tutor) => predict(tutor, OVERLAPPING, '2')),
  scene('run-as-predicted', (tutor) => predict(tutor, IN_SEQUENCE, '3')),
  picture('run-paused', async (tutor) => {
    await at(tutor, 'as-tasks', 1);
    await tutor.press('s');
    await tutor.pass(1.4);
    await tutor.press(' ');
  }),
  scene('run-begins-paused', async (tutor) => {
    await at(tutor, 'as-tasks', 3);
    await tutor.press('s');
  }),
  scene('run-ended', async (tutor) => {
    await at(tutor, 'as-tasks', 1);
    await tutor.press('s', 'G');
  }),
  scene('run-saved', async (tutor) => {
    await at(tutor, 'as-tasks', 1);
    await tutor.press('s', 'G', 'x');
  }),
  scene('run-warned', async (tutor) => {
    await at(tutor, 'calling', 1);
    await tutor.press('s', 'G');
  }),
  scene('run-failed', async (tutor) => {
    await at(tutor, 'calling', 4);
    await tutor.press('s', 'G');
  }),

  scene('choice', (tutor) => question(tutor, 'one-order-at-a-time')),
  scene('choice-answering', async (tutor) => {
    await question(tutor, 'one-order-at-a-time');
    await tutor.press('e', '3');
  }),
  scene('choice-beside-its-run', async (tutor) => {
    await question(tutor, 'one-order-at-a-time');
    await tutor.press('r', 'g', 'right', 'e', '2');
  }),
  scene('choice-lacking', async (tutor) => {
    await question(tutor, 'one-order-at-a-time');
    await tutor.press('e', 'enter');
  }),
  picture('choice-wrong', async (tutor) => {
    await question(tutor, 'one-order-at-a-time');
    await choose(tutor, false);
  }),
  scene('choice-right', async (tutor) => {
    await question(tutor, 'one-order-at-a-time');
    await choose(tutor, true);
  }),
  scene('order', async (tutor) => {
    await question(tutor, 'both-orders');
    await tutor.press('e', 'down', ' ', 'down');
  }),
  scene('order-wrong', async (tutor) => {
    await question(tutor, 'both-orders');
    await tutor.press('e', 'enter');
  }),
  scene('order-lines', async (tutor) => {
    await question(tutor, 'one-tray');
    await tutor.press('e', 'x', 'down', 'x');
  }),
  scene('order-lines-wrong', async (tutor) => {
    await question(tutor, 'one-tray');
    await tutor.press('e', 'x', 'x', 'enter', 'G');
  }),
  scene('match', async (tutor) => {
    await question(tutor, 'four-ways-to-write');
    await tutor.press('e', 'right', 'down', 'right', 'right');
  }),
  scene('match-wrong', async (tutor) => {
    await question(tutor, 'four-ways-to-write');
    await tutor.press('e', ...[1, 2, 3, 4].flatMap((row) => [String(row), 'right']), 'enter');
  }),
  scene('fill-a-line', async (tutor) => {
    await question(tutor, 'meanwhile');
    await tutor.press('e');
    await tutor.type('  make("toast", 2);');
  }),
  scene('fill-a-line-wrong', async (tutor) => {
    await question(tutor, 'meanwhile');
    await tutor.press('e');
    await tutor.type('  make("toast", 2);');
    await tutor.press('enter', 'G');
  }),

  scene('answer-parted', async (tutor) => {
    await question(tutor, 'guest-at-half');
    await tutor.press('e');
    await tutor.type(OVERLAPPING);
    await tutor.press('tab', 'r');
    await tutor.pass(4);
  }),

  scene('exercise', (tutor) => at(tutor, 'as-tasks', 8)),
  picture('editor-error', async (tutor) => {
    await at(tutor, 'as-tasks', 8);
    await tutor.press('e', ...times(9, 'down'), 'end', 'backspace', 'backspace');
  }),
  scene('exercise-failed', async (tutor) => {
    await at(tutor, 'as-tasks', 8);
    await tutor.press('r', 'G');
  }),
  scene('exercise-hints', async (tutor) => {
    await at(tutor, 'as-tasks', 8);
    await tutor.press('h', 'h', 'h');
  }),
  scene('exercise-solution', async (tutor) => {
    await at(tutor, 'as-tasks', 8);
    await tutor.press('S');
  }),
  scene('exercise-passed', async (tutor) => {
    await at(tutor, 'as-tasks', 8);
    await tutor.press('S', 'r', 'G');
  }),

  scene('quiz', (tutor) => open(tutor, 0, QUIZ)),
  scene('quiz-summary', async (tutor) => {
    await open(tutor, 0, QUIZ);
    for (let number = 1; number <= 6; number++) {
      const { task } = tutor.view.station!;
      if (task?.is === 'question' && task.question.kind === 'choice') await choose(tutor, number % 2 === 0);
      await tutor.press('n');
    }
    while (tutor.view.station !== null) await tutor.press('n');
  }),

  scene('turns', (tutor) => at(tutor, 'one-turn', 1)),
  scene('turns-paused', async (tutor) => {
    await at(tutor, 'one-turn', 1);
    await tutor.press('s', 'g', ...times(4, 'right'));
  }),
  scene('node-queues-ended', async (tutor) => {
    await at(tutor, 'nodes-queues', 5);
    await tutor.press('s', 'G');
  }),
  scene('own-loop', (tutor) => at(tutor, 'your-own-loop', 2)),
  scene('own-loop-editing', async (tutor) => {
    await at(tutor, 'your-own-loop', 7);
    await tutor.press('e', 'down');
  }),
  scene('own-loop-judged', async (tutor) => {
    await at(tutor, 'your-own-loop', 4);
    // A timer that is due is called on the spot, and not put into the queue.
    await tutor.press('S', 'e', ...times(13, 'down'), 'home', ...times(9, 'delete'), 'end', ...times(2, 'backspace'));
    await tutor.press('(', ')', ';', 'escape', 'r', 'G');
  }),
  scene('own-loop-passed', async (tutor) => {
    await at(tutor, 'your-own-loop', 7);
    await tutor.press('S', 'r', 'G');
  }),
];

/** Of a terminal that no screen fits in. */
export const TOO_SMALL: readonly Scene[] = [scene('too-small', () => {})];

function times(count: number, key: string): readonly string[] {
  return Array.from({ length: count }, () => key);
}

async function open(tutor: TutorDriver, chapter: number, id: string): Promise<void> {
  const lesson = tutor.state.course.chapters[chapter]!.lessons.findIndex((each) => each.id === id);
  tutor.program.dispatch({ type: 'lessonOpened', chapter, lesson });
  await tutor.program.settled();
}

/** At a screen of a lesson, counted from 1; at the first of its programs. */
async function at(tutor: TutorDriver, id: string, screen: number): Promise<void> {
  const { course } = tutor.state;
  const place = allLessons(course).find(({ chapter, lesson }) => course.chapters[chapter]!.lessons[lesson]!.id === id)!;
  await open(tutor, place.chapter, id);
  while (tutor.view.lessonState.screen < screen - 1) await tutor.press('n');
}

/** Where the course asks it first. */
async function question(tutor: TutorDriver, id: string): Promise<void> {
  const { course } = tutor.state;
  const chapter = course.chapters.findIndex(({ questions }) => questions.some((each) => each.id === id));
  await open(tutor, chapter, QUIZ);
  const isThere = (): boolean => {
    const task = tutor.view.station?.task;
    return task?.is === 'question' && task.question.id === id;
  };
  while (!isThere()) await tutor.press('n');
}

async function search(tutor: TutorDriver, text: string): Promise<void> {
  await tutor.press('/');
  await tutor.type(text);
}

async function predict(tutor: TutorDriver, output: string, seconds: string): Promise<void> {
  await at(tutor, 'in-sequence', 1);
  await tutor.press('enter');
  await tutor.type(output);
  await tutor.press('tab');
  await tutor.type(seconds);
  await tutor.press('enter');
  await tutor.pass(4);
}

/** Answers a choice, on purpose right or wrong. */
async function choose(tutor: TutorDriver, isRight: boolean): Promise<void> {
  await tutor.press('e');
  const { task } = tutor.view.station!;
  const key = task?.is === 'question' ? keyOf(task.question) : null;
  const draft = tutor.view.stationState.asking.draft as Extract<Draft, { is: 'pick' }>;
  const right = key?.is === 'picked' ? key.options : [];
  const row = draft.shown.findIndex((option) => right.includes(option) === isRight);
  await tutor.press(String(row + 1), 'enter');
}
