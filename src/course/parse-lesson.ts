/**
 * A lesson in one language: front matter, then Markdown in which every `##` starts a screen. Reads any text: what
 * cannot be used is left out and becomes a problem, so that a screen never meets a step it cannot run.
 */
import { fromMarkdown } from 'mdast-util-from-markdown';
import * as v from 'valibot';
import type { RootContent } from 'mdast';
import type { Block, LessonScreen } from './course.ts';
import { LessonReader, type Named } from './lesson-reader.ts';
import { ID } from './names.ts';
import { parseBlock } from './parse-blocks.ts';
import { parseSpans } from './parse-spans.ts';
import { parseYaml } from './parse-yaml.ts';
import { firstProblems, type Parsed } from './problem.ts';

/** A lesson as one of its files has it. */
export interface LessonText {
  readonly id: string;
  readonly title: string;
  /** How long it takes a learner, about. */
  readonly minutes: number;
  readonly objectives: readonly string[];
  readonly screens: readonly LessonScreen[];
  /** The snippets that its steps and figures name. */
  readonly programs: readonly string[];
  readonly exercises: readonly string[];
}

// The message of each part says what to write; see `parseYaml`.
const TITLE = 'Write the title as a text.';
const MINUTES = 'Write how many minutes it takes: `10`.';
const OBJECTIVES = 'List what a learner can do afterwards: `objectives: [say what a bare call does]`.';
const ID_TEXT = 'Write the id in small letters, as in chapter.yaml: `in-sequence`.';

const text = (mend: string) => v.pipe(v.string(mend), v.trim(), v.nonEmpty(mend));

/** The shape of a lesson's front matter; `lessons/schema/lesson.schema.json` says the same to editors. */
export const frontMatterSchema = v.strictObject(
  {
    id: v.pipe(v.string(ID_TEXT), v.regex(ID, ID_TEXT)),
    title: text(TITLE),
    minutes: v.pipe(v.number(MINUTES), v.integer(MINUTES), v.minValue(1, MINUTES), v.maxValue(120, MINUTES)),
    objectives: v.pipe(v.array(text(OBJECTIVES), OBJECTIVES), v.nonEmpty(OBJECTIVES)),
  },
  'A lesson starts with `id`, `title`, `minutes` and `objectives` between two lines of `---`.',
);

/** `named`: what the chapter has. The value is null when the front matter cannot be read. */
export function parseLesson(file: string, source: string, named: Named): Parsed<LessonText | null> {
  const { matter, body } = splitFrontMatter(source.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n'));
  const front = parseYaml(frontMatterSchema, { file, text: matter, firstLine: 2 });
  const reader = new LessonReader(file, named);
  const screens = readScreens(body, reader);
  const problems = [...front.problems, ...firstProblems(reader.problems)];
  const value =
    front.value === null
      ? null
      : { ...front.value, screens, programs: [...reader.used], exercises: [...reader.exercised] };
  return { value, problems };
}

/** The body keeps its place: empty lines stand for the front matter, so that line numbers stay true. */
function splitFrontMatter(source: string): { readonly matter: string; readonly body: string } {
  const match = /^---\n([^]*?\n)?---[ \t]*(?:\n|$)/.exec(source);
  if (match === null) return { matter: '', body: source };
  return { matter: match[1] ?? '', body: match[0].replace(/[^\n]/g, '') + source.slice(match[0].length) };
}

/** Nested deeper than a line of so many characters can say, Markdown takes the parser seconds. */
const LINE_CHARACTERS = 1_000;
const LESSON_CHARACTERS = 100_000;

function readScreens(body: string, reader: LessonReader): readonly LessonScreen[] {
  const long = body.split('\n').findIndex((line) => line.length > LINE_CHARACTERS);
  if (long !== -1 || body.length > LESSON_CHARACTERS) {
    const what = long === -1 ? 'This lesson is too long to be read.' : 'This line is too long to be read.';
    reader.report(Math.max(1, long + 1), what, 'Break it; at most 1,000 characters a line and 100,000 a lesson.');
    return [];
  }
  try {
    return parseScreens(fromMarkdown(body).children, reader);
  } catch (error) {
    // Nesting without end: the library, or what reads its tree, runs out of stack.
    reader.report(1, `This text cannot be read as Markdown: ${String(error)}`, 'Write it simpler.');
    return [];
  }
}

function parseScreens(nodes: readonly RootContent[], reader: LessonReader): readonly LessonScreen[] {
  const screens: { heading: string; line: number; blocks: Block[] }[] = [];
  for (const node of nodes) {
    const line = node.position?.start.line ?? 1;
    if (node.type === 'heading' && node.depth === 2) {
      screens.push({ heading: headingOf(node.children, line, reader), line, blocks: [] });
      continue;
    }
    if (node.type === 'heading') {
      reader.report(
        line,
        'This heading has the wrong level.',
        'Start a screen with `##`; the title stands in the front matter.',
      );
      continue;
    }
    const blocks = parseBlock(node, reader);
    const screen = screens.at(-1);
    if (screen === undefined)
      reader.report(line, 'This stands before the first screen.', 'Start a screen with `## Its heading`.');
    else screen.blocks.push(...blocks);
  }
  for (const { line, blocks } of screens) {
    if (blocks.length === 0) reader.report(line, 'This screen is empty.', 'Write something below its heading.');
  }
  if (screens.length === 0) reader.report(1, 'This lesson has no screen.', 'Start one with `## Its heading`.');
  return screens.map(({ heading, blocks }) => ({ heading, blocks }));
}

function headingOf(children: Parameters<typeof parseSpans>[0], line: number, reader: LessonReader): string {
  const heading = parseSpans(children, reader)
    .map((span) => ('text' in span ? span.text : ''))
    .join('')
    .trim();
  if (heading === '') reader.report(line, 'This screen has no heading.', 'Write a few words after `##`.');
  return heading;
}
