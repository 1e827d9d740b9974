/** Lines made to fit: cut with an ellipsis where they are too long, filled with spaces where they are too short. */
import type { Look, StyledLine, StyledSpan } from './styled.ts';
import { graphemes, harmless, lineWidth, simpleLineWidth, textWidth } from './width.ts';

const ELLIPSIS = '…';

/** The text in at most `width` cells; what was cut shows as `…`. Line ends become spaces: the result is one line. */
export function truncateText(text: string, width: number): string {
  const whole = oneLine(text);
  if (textWidth(whole) <= width) return whole;
  if (width < 1) return '';
  return startOf(whole, width - 1) + ELLIPSIS;
}

/** As `truncateText`, but what the pattern finds at the end stays, if anything is left before it. */
export function truncateBefore(text: string, end: RegExp, width: number): string {
  const [kept = ''] = end.exec(text) ?? [];
  const room = width - textWidth(kept);
  if (textWidth(text) <= width || kept === '' || room < 4) return truncateText(text, width);
  return truncateText(text.slice(0, -kept.length), room) + kept;
}

/** The line in at most `width` cells; the `…` has the look of the span that was cut. */
export function truncateLine(line: StyledLine, width: number): StyledLine {
  const cells = simpleLineWidth(line);
  if (cells !== -1 && cells <= width) return line;
  const whole = line.map((span) => ({ text: oneLine(span.text), look: span.look }));
  if (lineWidth(whole) <= width) return whole;
  if (width < 1) return [];
  const kept: StyledSpan[] = [];
  let room = width - 1;
  for (const span of whole) {
    const cells = textWidth(span.text);
    if (cells > room) return [...kept, { text: startOf(span.text, room) + ELLIPSIS, look: span.look }];
    kept.push(span);
    room -= cells;
  }
  // Only together were the spans too wide (a mark that joins two of them).
  return [...kept, { text: ELLIPSIS, look: kept.at(-1)?.look ?? 'plain' }];
}

/** The line with spaces after it up to `width` cells; one that is longer stays as it is. */
export function padLine(line: StyledLine, width: number, look: Look = 'plain'): StyledLine {
  const missing = width - lineWidth(line);
  return missing > 0 ? [...line, { text: ' '.repeat(missing), look }] : line;
}

/** The line in exactly `width` cells; one that fits already stays the very line. */
export function fitLine(line: StyledLine, width: number, look: Look = 'plain'): StyledLine {
  if (simpleLineWidth(line) === width) return line;
  return padLine(truncateLine(line, width), width, look);
}

function oneLine(text: string): string {
  return harmless(text).replaceAll('\n', ' ');
}

/** As many graphemes from the start as go into `room` cells. */
function startOf(text: string, room: number): string {
  let start = '';
  let cells = 0;
  for (const piece of graphemes(text)) {
    cells += textWidth(piece);
    if (cells > room) break;
    start += piece;
  }
  return start;
}

/** What of a line is between two columns. */
export function between(line: StyledLine, from: number, to: number): StyledLine {
  let start = 0;
  return line.flatMap(({ text, look }) => {
    const part = text.slice(Math.max(0, from - start), Math.max(0, to - start));
    start += text.length;
    return part === '' ? [] : [{ text: part, look }];
  });
}
