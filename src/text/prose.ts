/** The prose of a lesson's screen as lines. Steps are not prose: `screenParts` tells the two apart. */
import type { Block, Span, Step } from '../course/course.ts';
import { highlightCode } from './code.ts';
import type { CodeLanguage } from './code.ts';
import type { Look, StyledLine, StyledSpan } from './styled.ts';
import { harmless } from './width.ts';
import { wrapSpans } from './wrap.ts';

/** The figure of a program's run, with its unit (`3 s`), or null while there is no run. */
export type FigureOf = (program: string, name: 'seconds') => string | null;

export type ScreenPart =
  | { readonly kind: 'prose'; readonly blocks: readonly Block[] }
  | { readonly kind: 'step'; readonly step: Step };

/** A screen's blocks as runs of prose with the steps between them, in order. No run is empty. */
export function screenParts(blocks: readonly Block[]): readonly ScreenPart[] {
  const parts: ScreenPart[] = [];
  for (const block of blocks) {
    const last = parts.at(-1);
    if (block.kind === 'step') parts.push({ kind: 'step', step: block.step });
    else if (last?.kind === 'prose') parts[parts.length - 1] = { kind: 'prose', blocks: [...last.blocks, block] };
    else parts.push({ kind: 'prose', blocks: [block] });
  }
  return parts;
}

/** The blocks as lines of at most `width` cells, an empty line between two blocks; steps are left out. */
export function proseLines(blocks: readonly Block[], width: number, figure: FigureOf): readonly StyledLine[] {
  const lines: StyledLine[] = [];
  for (const block of blocks) {
    if (block.kind === 'step') continue;
    if (lines.length > 0) lines.push([]);
    lines.push(...blockLines(block, width, figure));
  }
  return lines;
}

/** One run of spans, as a paragraph of `width` cells: for a prediction's `why`, a heading, a line of help. */
export function spanLines(spans: readonly Span[], width: number, figure: FigureOf): readonly StyledLine[] {
  return wrapSpans(styled(spans, 'plain', figure), width);
}

function blockLines(block: Exclude<Block, { kind: 'step' }>, width: number, figure: FigureOf): readonly StyledLine[] {
  switch (block.kind) {
    case 'paragraph':
      return spanLines(block.spans, width, figure);
    case 'list':
      return block.items.flatMap((item, index) => {
        const bullet = block.ordered ? `${index + 1}. ` : '• ';
        const spans: StyledLine = [{ text: bullet, look: 'bullet' }, ...styled(item, 'plain', figure)];
        return wrapSpans(spans, width, bullet.length);
      });
    case 'quote':
      return wrapSpans(styled(block.spans, 'quote', figure), Math.max(1, width - 2)).map((line) => [
        { text: '│ ', look: 'quote' },
        ...line,
      ]);
    case 'code':
      return codeLines(block.text, block.language).flatMap((line) =>
        wrapSpans([{ text: '  ', look: 'plain' }, ...line], width, 4),
      );
  }
}

function codeLines(text: string, language: string): readonly StyledLine[] {
  if (isCodeLanguage(language)) return highlightCode(text, language);
  return harmless(text)
    .split('\n')
    .map((line) => [{ text: line, look: 'code' }]);
}

function isCodeLanguage(language: string): language is CodeLanguage {
  return language === 'ts' || language === 'py' || language === 'js';
}

function styled(spans: readonly Span[], plain: Look, figure: FigureOf): StyledLine {
  return spans.flatMap((span) => styledSpans(span, plain, figure));
}

function styledSpans(span: Span, plain: Look, figure: FigureOf): readonly StyledSpan[] {
  switch (span.kind) {
    case 'text':
      return [{ text: span.text, look: plain }];
    case 'emphasis':
    case 'strong':
    case 'code':
      return [{ text: span.text, look: span.kind }];
    case 'link': {
      const address: StyledSpan = { text: ` <${span.url}>`, look: 'dim' };
      return [{ text: span.text, look: 'link' }, ...(span.url === span.text ? [] : [address])];
    }
    case 'figure':
      return [{ text: figure(span.program, span.figure) ?? '…', look: 'figure' }];
  }
}
