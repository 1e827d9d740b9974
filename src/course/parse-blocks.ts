/** What stands below one another on a screen: paragraphs, lists, quotes, code and steps. */
import type { BlockContent, Code, DefinitionContent, List, ListItem, RootContent } from 'mdast';
import type { Block, Span, Step } from './course.ts';
import type { LessonReader } from './lesson-reader.ts';
import { parseSpans } from './parse-spans.ts';
import { parseStep } from './parse-step.ts';

export function parseBlock(node: RootContent, reader: LessonReader): readonly Block[] {
  switch (node.type) {
    case 'paragraph':
      return paragraph(parseSpans(node.children, reader));
    case 'list':
      return [{ kind: 'list', ordered: node.ordered === true, items: listItems(node, reader) }];
    case 'blockquote':
      return node.children.flatMap((child) => quote(child, reader));
    case 'code':
      return node.lang === 'tutor' ? step(node, reader) : [code(node)];
    default:
      reader.report(lineOf(node), `A lesson has no ${NAMES[node.type] ?? node.type}.`, KINDS);
      return [];
  }
}

const KINDS = 'Write paragraphs, lists, quotes, fenced code, and `tutor` blocks for steps.';

const NAMES: { readonly [type: string]: string | undefined } = {
  html: 'HTML',
  thematicBreak: 'rulers; a new screen starts with `##`',
  definition: 'reference definitions; write the address into the link',
  heading: 'headings here',
};

function paragraph(spans: readonly Span[]): readonly Block[] {
  return spans.length === 0 ? [] : [{ kind: 'paragraph', spans }];
}

function quote(node: BlockContent | DefinitionContent, reader: LessonReader): readonly Block[] {
  if (node.type === 'paragraph') return [{ kind: 'quote', spans: parseSpans(node.children, reader) }];
  reader.report(lineOf(node), 'A quote has text only.', 'Write one paragraph after the `>`.');
  return [];
}

function listItems(list: List, reader: LessonReader): readonly (readonly Span[])[] {
  return list.children.map((item) => itemSpans(item, reader));
}

function itemSpans(item: ListItem, reader: LessonReader): readonly Span[] {
  const [first, ...more] = item.children;
  const odd = first?.type === 'paragraph' ? more[0] : first;
  if (odd !== undefined) {
    reader.report(
      lineOf(odd),
      'An item of a list has one paragraph of text only.',
      'Write it shorter, or write paragraphs instead of the list.',
    );
  }
  return first?.type === 'paragraph' ? parseSpans(first.children, reader) : [];
}

function code(node: Code): Block {
  return { kind: 'code', language: node.lang ?? '', text: node.value };
}

function step(node: Code, reader: LessonReader): readonly Block[] {
  const { value, problems } = parseStep({ file: reader.file, text: node.value, firstLine: lineOf(node) + 1 });
  reader.problems.push(...problems);
  if (value === null || !isThere(value, lineOf(node) + 1, reader)) return [];
  return [{ kind: 'step', step: value }];
}

/** Whether the chapter has what the step names. */
function isThere(named: Step, line: number, reader: LessonReader): boolean {
  switch (named.kind) {
    case 'predict':
    case 'run':
      return reader.hasProgram(named.program, line);
    case 'investigate':
      return reader.hasQuestion(named.question, line);
    case 'modify':
    case 'make':
      return reader.hasExercise(named.exercise, line);
  }
}

function lineOf(node: RootContent | BlockContent | DefinitionContent): number {
  return node.position?.start.line ?? 1;
}
