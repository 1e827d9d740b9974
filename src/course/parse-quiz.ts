/** `quizzes/07-running-a-coroutine.yaml`: the questions of a chapter, both languages side by side. */
import * as v from 'valibot';
import type { Language, Localized, Program } from './course.ts';
import { programsNamedIn } from './names.ts';
import { parseText } from './parse-text.ts';
import { parseYaml } from './parse-yaml.ts';
import type { Parsed, Problem } from './problem.ts';
import { fieldsOf, type Question, questionKinds, readQuestion } from './questions/kinds.ts';
import type { AskedBase, QuizReader, Source } from './questions/question.ts';
import { base } from './questions/written.ts';

type Path = readonly (string | number)[];

/** What the questions of a chapter may name. */
export interface QuizSurroundings {
  readonly programs: { readonly [fileName: string]: Program };
  /** Snippets that have a fault, which is reported. */
  readonly faulty: ReadonlySet<string>;
  /** Of the chapter's folder, by name: starters and solutions are among them. */
  readonly files: ReadonlyMap<string, string>;
  readonly languages: readonly Language[];
  /** The numbers that the course knows. */
  readonly misconceptions: ReadonlySet<number>;
}

export interface QuizText {
  readonly questions: readonly Question[];
  /** The files that they name. */
  readonly used: ReadonlySet<string>;
  /** The ids of those that have a fault, which is reported. */
  readonly faulty: readonly string[];
  /** On which line each says where the course says it, by id. */
  readonly seeLines: ReadonlyMap<string, number>;
}

const QUESTIONS = 'Write a list of questions, each with `id`, `kind`, `prompt` and what its kind needs.';
const KIND = `Write the kind: ${questionKinds.join(', ')}.`;

const questionSchemas = questionKinds.map((kind) =>
  v.strictObject(
    { ...base, kind: v.literal(kind), ...fieldsOf(kind) },
    `A question of the kind ${kind} has ${Object.keys({ ...base, ...fieldsOf(kind) }).join(', ')}.`,
  ),
);

const questionSchema = v.variant('kind', questionSchemas as [(typeof questionSchemas)[number]], KIND);

/** The shape of the whole file. */
export const quizSchema = v.pipe(v.array(questionSchema, QUESTIONS), v.minLength(1, QUESTIONS));

/** One question with a fault takes no other away. */
const listSchema = v.pipe(v.array(v.unknown(), QUESTIONS), v.minLength(1, QUESTIONS));

function nameOf(written: unknown, index: number): string {
  const { id } = (written ?? {}) as { readonly id?: unknown };
  return typeof id === 'string' && id.length <= 100 ? `Question \`${id}\`` : `Question ${index + 1}`;
}

export function parseQuiz(file: string, text: string, around: QuizSurroundings): Parsed<QuizText> {
  const { value, problems: broken, lineOf, part } = parseYaml(listSchema, { file, text, firstLine: 1 });
  const problems: Problem[] = [...broken];
  const used = new Set<string>();
  const seeLines = new Map<string, number>();
  const faulty: string[] = [];
  /** What a question that cannot be asked names is there for all that. */
  const given = (item: unknown): readonly Question[] => {
    for (const name of programsNamedIn(item)) used.add(name);
    const { id } = (item ?? {}) as { readonly id?: unknown };
    if (typeof id === 'string') faulty.push(id);
    return [];
  };
  const questions = (value ?? []).flatMap((item, index) => {
    const { value: written, problems: faults } = part(questionSchema, item, [index], nameOf(item, index));
    problems.push(...faults);
    if (written === null) return given(item);
    const report = (path: Path, what: string, mend: string): void => {
      problems.push({ file, line: lineOf([index, ...path]), what, mend });
    };
    if (seeLines.has(written.id))
      report(['id'], `Two questions have the id \`${written.id}\`.`, 'Give each an id of its own.');
    seeLines.set(written.id, lineOf([index, 'see']));
    const reader = new Reader(around, used, report);
    const question = readQuestion(written.kind, written, baseOf(written, lineOf([index]), reader), reader);
    if (question === null) return given(item);
    for (const misconception of question.misconceptions) {
      if (around.misconceptions.has(misconception)) continue;
      report([], `course.yaml has no misconception ${misconception}.`, 'Write it there, or take its number out here.');
    }
    return [question];
  });
  return { value: { questions, used, faulty, seeLines }, problems };
}

type Written = v.InferOutput<v.ObjectSchema<typeof base, undefined>> & { readonly program?: unknown };

function baseOf(written: Written, line: number, reader: Reader): AskedBase {
  const shown = typeof written.program === 'string' ? reader.program(written.program, ['program']) : null;
  return {
    id: written.id,
    line,
    prompt: reader.text(written.prompt, ['prompt']),
    see: written.see === undefined ? null : seeOf(written.see),
    program: shown === null ? null : { fileName: shown.fileName, source: shown.source },
    misconceptions: [],
  };
}

/** `in-sequence/2`; whether there is such a screen is known once the lessons are read. */
function seeOf(written: string): NonNullable<AskedBase['see']> {
  const [lesson = '', screen = ''] = written.split('/');
  return { lesson, screen: Number(screen) - 1 };
}

class Reader implements QuizReader {
  readonly report: QuizReader['report'];
  readonly #around: QuizSurroundings;
  readonly #used: Set<string>;

  constructor(around: QuizSurroundings, used: Set<string>, report: QuizReader['report']) {
    this.#around = around;
    this.#used = used;
    this.report = report;
  }

  text(written: Localized<string>, path: Path): ReturnType<QuizReader['text']> {
    return localizedText(written, this.#around.languages, (what, mend, language) =>
      this.report(language === null ? path : [...path, language], what, mend),
    );
  }

  program(fileName: string, path: Path): Program | null {
    const program = Object.hasOwn(this.#around.programs, fileName) ? this.#around.programs[fileName]! : null;
    this.#used.add(fileName);
    if (program === null && !this.#around.faulty.has(fileName))
      this.report(
        path,
        `There is no snippet \`${fileName}\`.`,
        'Name it under `snippets` in chapter.yaml, with how it ends.',
      );
    return program;
  }

  source(fileName: string, path: Path): Source | null {
    const source = this.#around.files.get(fileName);
    this.#used.add(fileName);
    if (source !== undefined) return { fileName, source };
    this.report(path, `There is no file \`${fileName}\` in the chapter’s folder.`, 'Write it, or mend the name.');
    return null;
  }
}

/** A text in every language of the course; `report` hears of what is missing and of what cannot be shown. */
export function localizedText(
  written: Localized<string>,
  languages: readonly Language[],
  report: (what: string, mend: string, language: Language | null) => void,
): ReturnType<QuizReader['text']> {
  const texts: { [L in Language]?: ReturnType<typeof parseText>['spans'] } = {};
  for (const language of languages) {
    const text = written[language];
    if (text === undefined) {
      report(`There is no text in ${language}.`, `Add \`${language}: …\`.`, null);
      continue;
    }
    const { spans, problems } = parseText(text);
    for (const { what, mend } of problems) report(what, mend, language);
    texts[language] = spans;
  }
  return texts;
}
