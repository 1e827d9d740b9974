/**
 * How wide a text is on the screen, in cells, and how it is made safe to put there. Everything of this room that
 * measures, measures here; nothing here knows about lines.
 */
import stringWidth from 'string-width';
import { simpleWidth } from './simple-width.ts';
import type { StyledLine } from './styled.ts';

/** Made when first needed: it takes ten milliseconds. */
let segmenter: Intl.Segmenter | null = null;
const PRINTABLE_ASCII = /^[\x20-\x7e]*$/;
const TAB = '  ';

/** The cells a text takes; it must be `harmless` already (an escape sequence would count as nothing). */
export function textWidth(text: string): number {
  const simple = simpleWidth(text);
  return simple === -1 ? stringWidth(text) : simple;
}

export function lineWidth(line: StyledLine): number {
  return textWidth(line.map((span) => span.text).join(''));
}

/**
 * The text with nothing in it that moves the cursor, changes colours, turns the direction of writing or breaks the
 * encoding: a tab becomes two spaces, a control character its picture (␛ for escape), the rest `�`. Line ends stay.
 */
export function harmless(text: string): string {
  if (PRINTABLE_ASCII.test(text)) return text;
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
