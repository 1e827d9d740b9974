/** `async-tutor check [DIR]`: proves a course and prints what is wrong with it, for a person or as JSON. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Problem } from '../course/problem.ts';
import { readCourse } from '../disk/read-course.ts';
import { harmless } from '../text/width.ts';
import { CHECK_WORDS } from './check-words.ts';
import { CourseWatch } from './course-watch.ts';
import { languageOf } from './language.ts';
import { MAIN_WORDS } from './main-words.ts';
import { whyNoCourse } from './open-course.ts';
import { type Counts, proveCourse } from './prove-course.ts';
import { hasPython, provePython } from './prove-python.ts';
import { runWhole } from './run-whole.ts';
import { toldJson, toldProblem } from './told.ts';
import { UsageError } from './usage.ts';

export async function check(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      python: { type: 'boolean' },
      json: { type: 'boolean' },
      watch: { type: 'boolean' },
      lang: { type: 'string' },
      course: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  const language = languageOf(values.lang, process.env);
  const words = CHECK_WORDS[language];
  if (values.help) {
    process.stdout.write(`${words.help}\n`);
    return 0;
  }
  if (positionals.length > 1) throw new UsageError(words.oneFolder);
  const folder = positionals[0] ?? values.course ?? '.';
  const absent = whyNoCourse(folder, MAIN_WORDS[language].course);
  if (absent !== null) throw new UsageError(absent);
  if (values.python && !hasPython()) throw new UsageError(words.noPython);
  if (values.python) process.stderr.write(`${words.pythonWarning}\n`);
  const once = async (): Promise<boolean> => {
    const report = await proveFolder(resolve(folder), values.python === true);
    if (values.json) process.stdout.write(`${toldJson(report)}\n`);
    else print(report, words);
    return report.ok;
  };
  if (!values.watch) return (await once()) ? 0 : 1;
  // From before the first check on: what changes meanwhile leads to another one. Until it is interrupted.
  const watched = new CourseWatch(folder, (path, code) =>
    process.stderr.write(`${words.unwatched(harmless(path), code)}\n`),
  );
  await once();
  process.stderr.write(`${words.watching(harmless(folder))}\n`);
  for (;;) {
    await watched.changed();
    await once();
  }
}

interface Report {
  readonly ok: boolean;
  readonly counts: Counts & { readonly python?: number };
  readonly problems: readonly Problem[];
}

async function proveFolder(folder: string, withPython: boolean): Promise<Report> {
  const { value: course, problems: unreadable } = readCourse(folder);
  const { counts, problems } = await proveCourse(course, runWhole);
  const python = withPython ? await provePython(course) : null;
  const all = [...unreadable, ...problems, ...(python?.problems ?? [])];
  const ran = python === null ? {} : { python: python.ran };
  return { ok: all.length === 0, counts: { ...counts, ...ran }, problems: all };
}

function print({ counts, problems }: Report, words: (typeof CHECK_WORDS)['en']): void {
  const told = problems.map((problem) => toldProblem(problem, '\n    '));
  const ran = counts.python === undefined ? [] : [words.pythonRan(counts.python)];
  const end = problems.length === 0 ? words.ok : words.problems(problems.length);
  process.stdout.write(`${told.join('')}${[...words.counts(counts), ...ran, end].join('\n')}\n`);
}
