/**
 * What was entered, printed and said so far, bounded: items of styled lines, which the screen breaks as wide as it is. What is
 * beyond the bounds is dropped from the top, and never looked at again.
 */
import type { Look, StyledLine, StyledSpan } from '../../text/styled.ts';
import { harmless } from '../../text/width.ts';

export interface Item {
  readonly lines: readonly StyledLine[];
  /** Prose breaks between words, and goes on so far from the left; null: it is none, and breaks where the row ends. */
  readonly indent: number | null;
  /** Of what a program printed: on which stream, and whether its last line has not ended. */
  readonly printed: { readonly stream: 'out' | 'err'; readonly isOpen: boolean } | null;
}

export interface Transcript {
  readonly items: readonly Item[];
}

export const NO_TRANSCRIPT: Transcript = { items: [] };

/** Of prose, cells. */
export const PROSE_INDENT = 2;

const MOST_ITEMS = 500;
/** Of one item; what is printed goes on in another. */
const MOST_LINES = 100;
/** Of a line, UTF-16 units. */
const LONGEST_LINE = 4_000;

export function add(
  { items }: Transcript,
  lines: readonly StyledLine[],
  indent: number | null = null,
  printed: Item['printed'] = null,
): Transcript {
  if (lines.length === 0) return { items };
  const parts: Item[] = [];
  for (let at = 0; at < lines.length; at += MOST_LINES)
    parts.push({ lines: lines.slice(at, at + MOST_LINES), indent, printed });
  return { items: [...items, ...parts].slice(-MOST_ITEMS) };
}

/** A text of several lines in one look. */
export function textLines(text: string, look: Look): readonly StyledLine[] {
  return text.split('\n').map((line) => [piece(line, look)]);
}

function piece(line: string, look: Look): StyledSpan {
  const cut = line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE)}…` : line;
  return { text: harmless(cut), look };
}

/** The last lines, as plain text: what stays in the terminal. */
export function lastLines({ items }: Transcript, most: number): readonly string[] {
  const lines: StyledLine[] = [];
  for (let at = items.length - 1; at >= 0 && lines.length <= most; at--) lines.unshift(...items[at]!.lines);
  const texts = lines.map((line) => line.map(({ text }) => text).join(''));
  return texts.length > most ? ['…', ...texts.slice(-most)] : texts;
}

/** What a program prints may end in the middle of a line, and go on there. */
export function print(transcript: Transcript, stream: 'out' | 'err', text: string): Transcript {
  const { items } = transcript;
  const look = stream === 'err' ? 'warning' : 'plain';
  const isOpen = !text.endsWith('\n');
  const lines = textLines(isOpen ? text : text.slice(0, -1), look);
  const last = items.at(-1);
  const printed = { stream, isOpen };
  if (last?.printed?.stream !== stream) return add(transcript, lines, null, printed);
  const rest = { items: items.slice(0, -1) };
  if (last.printed.isOpen) {
    const [first = [], ...others] = lines;
    const open = last.lines.at(-1)!;
    const isFull = open.reduce((sum, span) => sum + span.text.length, 0) > LONGEST_LINE;
    const joined = isFull ? open : merged(open, first);
    return add(rest, [...last.lines.slice(0, -1), joined, ...others], null, printed);
  }
  if (last.lines.length + lines.length > MOST_LINES) return add(transcript, lines, null, printed);
  return add(rest, [...last.lines, ...lines], null, printed);
}

function merged(line: StyledLine, more: StyledLine): StyledLine {
  const look = line[0]?.look ?? 'plain';
  return [piece([...line, ...more].map(({ text }) => text).join(''), look)];
}
