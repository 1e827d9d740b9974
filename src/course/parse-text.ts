/** A line or two of running text out of YAML: what stands inside a paragraph of a lesson may stand here, but for figures. */
import { fromMarkdown } from 'mdast-util-from-markdown';
import type { Span } from './course.ts';
import { LessonReader } from './lesson-reader.ts';
import { parseSpans } from './parse-spans.ts';

const MOST_CHARACTERS = 1_000;
const PLAIN = 'Write one paragraph: text, emphasis, strong, `code` and links.';

interface ReadText {
  readonly spans: readonly Span[];
  readonly problems: readonly { readonly what: string; readonly mend: string }[];
}

export function parseText(text: string): ReadText {
  const reader = new LessonReader('', null);
  const nodes = text.length > MOST_CHARACTERS ? [] : fromMarkdown(text.trim()).children;
  const [first, ...more] = nodes;
  const spans = first?.type === 'paragraph' ? parseSpans(first.children, reader) : [];
  const problems = reader.problems.map(({ what, mend }) => ({ what, mend }));
  if (text.length > MOST_CHARACTERS)
    problems.push({ what: 'This text is too long.', mend: 'Write at most 1,000 characters.' });
  else if (first?.type !== 'paragraph' || more.length > 0)
    problems.push({ what: 'This is not one paragraph of text.', mend: PLAIN });
  return { spans, problems };
}
