/** A text that is being typed, with a cursor between its graphemes. May hold several lines. */
export interface TextField {
  readonly text: string;
  /** Offset into `text`, UTF-16 units; always between graphemes. */
  readonly cursor: number;
}

export const EMPTY_FIELD: TextField = { text: '', cursor: 0 };

export function fieldOf(text: string): TextField {
  return { text, cursor: text.length };
}

/** What is pasted where only one line has room. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}

/** Between two characters of what is typed; a sign of its own, as there may be no colours. */
export const CURSOR = '▏';

export function withCursor({ text, cursor }: TextField): string {
  return text.slice(0, cursor) + CURSOR + text.slice(cursor);
}

let segmenter: Intl.Segmenter | null = null;

/** Made when first needed: it takes ten milliseconds, and most learners type nothing in the first second. */
function graphemesOf(text: string): Intl.Segments {
  segmenter ??= new Intl.Segmenter('und', { granularity: 'grapheme' });
  return segmenter.segment(text);
}

/** More than anyone predicts; what is pasted beyond it is dropped. */
const LONGEST = 2_000;

export function insertText(field: TextField, text: string): TextField {
  const clean = text.replace(/\r\n?/g, '\n').replace(/[^\P{Cc}\n]/gu, '');
  const room = Math.max(0, LONGEST - field.text.length);
  const inserted = clean.slice(0, room);
  const before = field.text.slice(0, field.cursor);
  return { text: before + inserted + field.text.slice(field.cursor), cursor: before.length + inserted.length };
}

/** What an editing key does; null for a key that edits nothing. */
export function editField(field: TextField, key: string): TextField | null {
  const { text, cursor } = field;
  switch (key) {
    case 'backspace': {
      const start = previousBoundary(text, cursor);
      return { text: text.slice(0, start) + text.slice(cursor), cursor: start };
    }
    case 'delete':
      return { text: text.slice(0, cursor) + text.slice(nextBoundary(text, cursor)), cursor };
    case 'left':
      return { text, cursor: previousBoundary(text, cursor) };
    case 'right':
      return { text, cursor: nextBoundary(text, cursor) };
    case 'home':
    case 'ctrl-a':
      return { text, cursor: lineStart(text, cursor) };
    case 'end':
    case 'ctrl-e':
      return { text, cursor: lineEnd(text, cursor) };
    case 'up':
      return lineStart(text, cursor) === 0 ? { text, cursor: 0 } : moveToLine(field, lineStart(text, cursor) - 1);
    case 'down':
      return lineEnd(text, cursor) === text.length
        ? { text, cursor: text.length }
        : moveToLine(field, lineEnd(text, cursor) + 1);
    case 'ctrl-u':
      return { text: text.slice(0, lineStart(text, cursor)) + text.slice(cursor), cursor: lineStart(text, cursor) };
    default:
      return null;
  }
}

/** The same column in the line around `offset`, or its end. */
function moveToLine({ text, cursor }: TextField, offset: number): TextField {
  const start = lineStart(text, offset);
  const column = cursor - lineStart(text, cursor);
  const wanted = Math.min(start + column, lineEnd(text, offset));
  return { text, cursor: wanted === 0 ? 0 : nextBoundary(text, wanted - 1) };
}

function lineStart(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}

function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end === -1 ? text.length : end;
}

function previousBoundary(text: string, offset: number): number {
  let boundary = 0;
  for (const { index } of graphemesOf(text)) {
    if (index >= offset) break;
    boundary = index;
  }
  return boundary;
}

function nextBoundary(text: string, offset: number): number {
  const segment = graphemesOf(text).containing(offset);
  return segment === undefined ? text.length : segment.index + segment.segment.length;
}
