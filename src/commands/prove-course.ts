/**
 * Proves a course by running it: every snippet ends as its chapter says, every answer key is true, starters fail and
 * solutions pass. Nothing of it is believed because it is written.
 */
import type { Chapter, Course, Exercise, Expectation, Program } from '../course/course.ts';
import { withoutNumbers } from '../course/compare.ts';
import { findingOn, judgedProgram } from '../course/judge.ts';
import type { Problem } from '../course/problem.ts';
import {
  contradictionOf,
  judge,
  type Question,
  type QuestionKindName,
  toRun,
  trialsOf,
} from '../course/questions/kinds.ts';
import type { Source } from '../course/questions/question.ts';
import type { RunFacts } from '../course/run-facts.ts';

/** Runs a program to its end, on its clock. */
export type RunWhole = (program: Source) => Promise<RunFacts>;

export interface Counts {
  readonly chapters: number;
  readonly lessons: number;
  /** Programs that were run: snippets, their twins in plain JavaScript, starters and solutions. */
  readonly snippets: number;
  readonly exercises: number;
  readonly questions: number;
  readonly kinds: { readonly [K in QuestionKindName]?: number };
  /** Misconceptions that a question meets, of all that the course lists. */
  readonly misconceptions: { readonly met: number; readonly listed: number };
  /** Lessons in each language. */
  readonly languages: { readonly [language: string]: number };
}

export interface Proof {
  readonly counts: Counts;
  readonly problems: readonly Problem[];
}

/** At most so many programs run at once: each is a process. */
const AT_ONCE = 2;

export async function proveCourse(course: Course, run: RunWhole): Promise<Proof> {
  let ran = 0;
  const counted: RunWhole = (program) => {
    ran++;
    return run(program);
  };
  const jobs = course.chapters.flatMap((chapter) => [
    ...Object.values(chapter.programs).flatMap((program) => programJobs(chapter, program, counted)),
    ...Object.values(chapter.exercises).map((exercise) => () => proveExercise(chapter, exercise, counted)),
    ...chapter.questions.map((question) => () => proveQuestion(chapter, question, counted)),
  ]);
  const problems = (await allOf(jobs)).flat();
  return { counts: { ...countsOf(course), snippets: ran }, problems };
}

type Job = () => Promise<readonly Problem[]>;

async function allOf(jobs: readonly Job[]): Promise<readonly (readonly Problem[])[]> {
  const results: (readonly Problem[])[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < jobs.length) {
      const index = next++;
      results[index] = await jobs[index]!();
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return results;
}

export function countsOf(course: Course): Omit<Counts, 'snippets'> {
  const { chapters } = course;
  const lessons = chapters.flatMap((chapter) => chapter.lessons);
  const questions = chapters.flatMap((chapter) => chapter.questions);
  const kinds: { [K in QuestionKindName]?: number } = {};
  for (const { kind } of questions) kinds[kind] = (kinds[kind] ?? 0) + 1;
  const met = new Set(questions.flatMap(({ misconceptions }) => misconceptions));
  return {
    chapters: chapters.length,
    lessons: lessons.length,
    exercises: chapters.flatMap((chapter) => Object.keys(chapter.exercises)).length,
    questions: questions.length,
    kinds,
    misconceptions: { met: met.size, listed: course.misconceptions.length },
    languages: Object.fromEntries(
      course.languages.map((language) => [
        language,
        lessons.filter(({ screens }) => screens[language] !== undefined).length,
      ]),
    ),
  };
}

function programJobs(chapter: Chapter, program: Program, run: RunWhole): readonly Job[] {
  const { native, ...expected } = program.expected;
  const twin = program.twins.find(({ language }) => language === 'native');
  const own: Job = () => proveProgram(chapter, program, expected, run);
  return twin === undefined ? [own] : [own, () => proveProgram(chapter, twin, native ?? expected, run)];
}

async function proveProgram(
  chapter: Chapter,
  program: Source,
  expected: Expectation,
  run: RunWhole,
): Promise<readonly Problem[]> {
  const facts = await run(program);
  const file = `lessons/${chapter.folder}/${program.fileName}`;
  const isMeasured = program.measured === true;
  const differs = (what: string, wanted: unknown, came: unknown): readonly Problem[] => {
    const [said, is] = [JSON.stringify(wanted), JSON.stringify(came)];
    if (wanted === undefined || said === is) return [];
    if (isMeasured && what === 'output' && withoutNumbers(said) === withoutNumbers(is)) return [];
    const mend = `Mend the program, or write \`${what}: ${is}\` in chapter.yaml.`;
    const found = what === 'seconds' ? `It takes ${is} s` : `Its ${what} is ${is}`;
    return [{ file, line: 1, what: `${found}, but chapter.yaml says ${said}.`, mend }];
  };
  const { status, output, seconds, error, warnings } = facts;
  return [
    ...differs('status', expected.status ?? (expected.error === undefined ? 'done' : 'failed'), status),
    ...differs('output', expected.output, output),
    ...differs('seconds', isMeasured ? undefined : expected.seconds, seconds),
    ...differs('error', expected.error, error),
    ...differs('warnings', expected.warnings, warnings),
  ];
}

async function proveExercise(chapter: Chapter, exercise: Exercise, run: RunWhole): Promise<readonly Problem[]> {
  const { starter, solution } = exercise;
  const fault = ({ fileName }: Source, what: string, mend: string): Problem => {
    return { file: `lessons/${chapter.folder}/${fileName}`, line: 1, what, mend };
  };
  const passes = async (program: Source): Promise<string | null> => {
    const facts = await run({ ...judgedProgram(exercise, program.source), fileName: program.fileName });
    const finding = findingOn(exercise, program.source, facts);
    return finding === null ? null : JSON.stringify(finding);
  };
  const [early, late] = [await passes(starter), await passes(solution)];
  return [
    ...(early === null
      ? [fault(starter, 'This starter passes all checks already.', 'Take out of it what the learner is to write.')]
      : []),
    ...(late === null
      ? []
      : [
          fault(solution, `This solution does not pass: ${late}.`, 'Mend the solution, or the checks in chapter.yaml.'),
        ]),
  ];
}

async function proveQuestion(chapter: Chapter, question: Question, run: RunWhole): Promise<readonly Problem[]> {
  const fault = (what: string, mend: string): Problem => {
    return { file: `quizzes/${chapter.folder}.yaml`, line: question.line, what, mend };
  };
  const problems: Problem[] = [];
  if (question.program !== null) {
    const contradiction = contradictionOf(question, await run(question.program));
    if (contradiction !== null)
      problems.push(
        fault(`The key of \`${question.id}\` is not true: ${contradiction}.`, 'Mend the key, or the program.'),
      );
  }
  for (const { what, answer, right } of trialsOf(question)) {
    const program = toRun(question, answer);
    const verdict = judge(question, answer, program === null ? null : await run(program));
    if (verdict.right === right) continue;
    const why = verdict.finding === null ? '' : ` (${JSON.stringify(verdict.finding)})`;
    const found = right ? 'is not found right' : 'is found right already';
    problems.push(fault(`Of \`${question.id}\`, ${what} ${found}${why}.`, 'Mend the program, or the checks.'));
  }
  return problems;
}
