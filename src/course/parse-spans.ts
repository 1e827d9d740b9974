/** What stands inside a paragraph: emphasis, code, links, and figures from runs. */
import type { PhrasingContent, Text } from 'mdast';
import type { Span } from './course.ts';
import type { LessonReader } from './lesson-reader.ts';
import { joinLines } from './soft-breaks.ts';

type TextKind = 'text' | 'emphasis' | 'strong';

/** The spans of a paragraph. An emphasis inside another keeps the outer look. */
export function parseSpans(nodes: readonly PhrasingContent[], reader: LessonReader): readonly Span[] {
  return inRunningText(nodes.flatMap((node) => spansOf(node, 'text', reader)));
}

/** Markdown keeps the line ends of the file; a paragraph has none. */
function inRunningText(spans: readonly Span[]): readonly Span[] {
  // A figure will be a number, so a line end beside it becomes a space.
  const texts = joinLines(spans.map((span) => ('text' in span ? span.text : '0')));
  return spans.map((span, index) => ('text' in span ? { ...span, text: texts[index]! } : span));
}

function spansOf(node: PhrasingContent, kind: TextKind, reader: LessonReader): readonly Span[] {
  const within = (children: readonly PhrasingContent[], inner: TextKind): readonly Span[] =>
    children.flatMap((child) => spansOf(child, kind === 'text' ? inner : kind, reader));
  switch (node.type) {
    case 'text':
      return withFigures(node, kind, reader);
    case 'inlineCode':
      return [{ kind: 'code', text: node.value }];
    case 'emphasis':
    case 'strong':
      return within(node.children, node.type);
    case 'link':
      return linkSpans(node.children, node.url, node.position?.start.line ?? 1, reader);
    case 'break':
    case 'delete':
    case 'footnoteReference':
    case 'html':
    case 'image':
    case 'imageReference':
    case 'linkReference':
      reader.report(
        node.position?.start.line ?? 1,
        `A terminal shows no ${NAMES[node.type]}.`,
        'Say it in words; emphasis, strong, code and links are there.',
      );
      return [];
  }
}

const NAMES = {
  break: 'forced line breaks',
  delete: 'struck-out text',
  footnoteReference: 'footnotes',
  html: 'HTML',
  image: 'images',
  imageReference: 'images',
  linkReference: 'references',
} as const;

function linkSpans(
  children: readonly PhrasingContent[],
  url: string,
  line: number,
  reader: LessonReader,
): readonly Span[] {
  const text = children.map((child) => ('value' in child ? child.value : '')).join('');
  if (/^https?:\/\/[\x21-\x7e]+$/.test(url) && text !== '') return [{ kind: 'link', text, url }];
  reader.report(line, 'This link leads nowhere that can be shown.', 'Write `[plain text](https://…)`.');
  return text === '' ? [] : [{ kind: 'text', text }];
}

const FIGURE = /\{\{(.*?)\}\}/g;

/** The text with `{{program.ts seconds}}` made into figures; one that cannot be read stays as it is written. */
function withFigures(node: Text, kind: TextKind, reader: LessonReader): readonly Span[] {
  const text = node.value;
  const line = node.position?.start.line ?? 1;
  const spans: Span[] = [];
  let after = 0;
  for (const match of text.matchAll(FIGURE)) {
    const figure = figureOf(match[1]!, line, reader);
    if (figure === null) continue;
    if (match.index > after) spans.push({ kind, text: text.slice(after, match.index) });
    spans.push(figure);
    after = match.index + match[0].length;
  }
  if (after < text.length) spans.push({ kind, text: text.slice(after) });
  if (text.replace(FIGURE, '').includes('{{')) {
    reader.report(
      line,
      'A figure is opened with `{{` and not closed.',
      'Write `{{in-sequence.ts seconds}}` on one line, or put the braces into code.',
    );
  }
  return spans;
}

function figureOf(written: string, line: number, reader: LessonReader): Span | null {
  if (!reader.mayHaveFigures) {
    reader.report(
      line,
      'There are no figures in questions and hints.',
      'Write the number, or put the braces into code.',
    );
    return null;
  }
  const [program = '', name, ...more] = written.trim().split(/\s+/);
  if (name !== 'seconds' || more.length > 0) {
    reader.report(
      line,
      `There is no figure \`${written.trim()}\`.`,
      'Write a snippet and what of its run: `{{in-sequence.ts seconds}}`.',
    );
    return null;
  }
  return reader.hasProgram(program, line) ? { kind: 'figure', program, figure: name } : null;
}
