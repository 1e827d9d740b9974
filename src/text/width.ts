/**
 * How wide a text is on the screen, in cells, and how it is made safe to put there. Everything of this room that
 * measures, measures here; nothing here knows about lines.
 */
import stringWidth from 'string-width';
import { simpleWidth } from './simple-width.ts';
import type { StyledLine } from './styled.ts';

/** Made when first needed: it takes ten milliseconds. */
let segmenter: Intl.Segmenter | null = null;
const TAB = '  ';

/** The cells a text takes; it must be `harmless` already (an escape sequence would count as nothing). */
export function textWidth(text: string): number {
  const simple = simpleWidth(text);
  return simple === -1 ? stringWidth(text) : simple;
}

/** Spans that are not simple are measured together: a mark at the start of one may join the end of another. */
export function lineWidth(line: StyledLine): number {
  const simple = simpleLineWidth(line);
  return simple === -1 ? stringWidth(line.map((span) => span.text).join('')) : simple;
}

/** The cells of a line whose spans are all simple, and so `harmless` as they are and on one row; else -1. */
export function simpleLineWidth(line: StyledLine): number {
  let width = 0;
  for (const { text } of line) {
    const cells = simpleWidth(text);
    if (cells === -1) return -1;
    width += cells;
  }
  return width;
}

/**
 * The text with nothing in it that moves the cursor, changes colours, turns the direction of writing or breaks the
 * encoding: a tab becomes two spaces, a control character its picture (␛ for escape), the rest `�`. Line ends stay.
 */
export function harmless(text: string): string {
  // Nothing that does harm has a fixed width.
  if (simpleWidth(text) !== -1) return text;
  return text
    .toWellFormed()
    .replaceAll('\t', TAB)
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(/(?!\n)\p{Cc}/gu, visibleControl)
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '\ufffd');
}

/** Unicode has pictures of the controls of ASCII only. */
function visibleControl(control: string): string {
  const code = control.charCodeAt(0);
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  return code === 0x7f ? '\u2421' : '\ufffd';
}

/**
 * A text cut into the smallest pieces that may be told apart on the screen: graphemes, except that one wider than two
 * cells (a pile of Hangul consonants) is cut further, so that every piece fits into two.
 */
export function graphemes(text: string): readonly string[] {
  if (simpleWidth(text) !== -1) return [...text];
  segmenter ??= new Intl.Segmenter('und', { granularity: 'grapheme' });
  return [...segmenter.segment(text)].flatMap(({ segment }) => (textWidth(segment) > 2 ? [...segment] : [segment]));
}
