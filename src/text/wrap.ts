/**
 * Breaks styled text into lines of a width in cells.
 *
 * Latin breaks at spaces. Chinese breaks between words (`Intl.Segmenter` says where they are) and never so that a line
 * starts with closing punctuation or ends with opening punctuation. A word longer than a line is cut where it must be.
 */
import type { Look, StyledLine, StyledSpan } from './styled.ts';
import { graphemes, harmless, lineWidth, textWidth } from './width.ts';

interface Piece {
  readonly text: string;
  readonly look: Look;
  readonly width: number;
  readonly isSpace: boolean;
  /** A line may start with it. */
  readonly mayStart: boolean;
}

const NEVER_FIRST = new Set('。，、；：？！）》」』】〉〕］｝”’…—～·％');
const NEVER_LAST = new Set('（《「『【〈〔［｛“‘');
/** Kept together with what they follow or precede where there is no space between. */
const NEVER_FIRST_ASCII = new Set(')]},.;:!?%');
const NEVER_LAST_ASCII = new Set('([{');

/** Made when first needed: it takes milliseconds. */
let words: Intl.Segmenter | null = null;
/** Terms of the course that `Intl.Segmenter` does not know as words. */
const TERMS =
  /事件循环|就绪队列|协程|[主子]?线程池?|[主子]?进程池?|回调|挂起|死锁|[定计]时器|顶层|单步|抛出|超时|沙箱|[微宏]任务|子任务|任务组|信号量|生成器|迭代器|执行器|调用栈|让出|竞态|重放|重试|轮询/g;
const CHINESE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff00-\uffef]/u;
/** A Chinese word of more cells than this may be broken, so that the right edge stays calm. */
const UNBROKEN_CELLS = 8;
/** Code and figures in prose of up to so many cells are not broken. */
const UNBROKEN_CODE_CELLS = 24;
/** In narrower columns Chinese breaks between any two characters. */
const WORDWISE_FROM = 24;

/**
 * The spans as lines of at most `width` cells; every line but the first of a paragraph starts with `indent` spaces.
 * A line end in the text is a line end on the screen. Spaces at a break are dropped; nothing else is. There is always
 * at least one line, and no line is wider than `width` when `width` is 2 or more.
 */
export function wrapSpans(spans: StyledLine, width: number, indent = 0): readonly StyledLine[] {
  const columns = Math.max(1, Math.floor(width) || 1);
  const hanging = Math.max(0, Math.min(Math.floor(indent) || 0, columns - 2));
  return paragraphsOf(spans).flatMap((paragraph) => wrapParagraph(paragraph, columns, hanging));
}

/** The line in rows of at most `width` cells, cut wherever a row is full: of what is printed, every blank matters. */
export function cutLine(line: StyledLine, width: number): readonly StyledLine[] {
  const room = Math.max(2, width);
  if (lineWidth(line) <= room) return [line];
  const rows: StyledSpan[][] = [[]];
  let cells = 0;
  for (const { text, look } of line) {
    let part = '';
    for (const piece of graphemes(text)) {
      const width = textWidth(piece);
      if (cells + width > room) {
        if (part !== '') rows.at(-1)!.push({ text: part, look });
        rows.push([]);
        [part, cells] = ['', 0];
      }
      part += piece;
      cells += width;
    }
    if (part !== '') rows.at(-1)!.push({ text: part, look });
  }
  return rows;
}

function wrapParagraph(spans: StyledLine, columns: number, hanging: number): StyledLine[] {
  const pieces = piecesOf(spans, columns);
  const lines: StyledLine[] = [];
  let start = 0;
  do {
    const isFirst = lines.length === 0;
    const end = endOfLine(pieces, start, isFirst ? columns : columns - hanging);
    const line = joined(pieces.slice(start, withoutSpaces(pieces, start, end)));
    lines.push(isFirst || hanging === 0 ? line : [{ text: ' '.repeat(hanging), look: 'plain' }, ...line]);
    start = end;
    while (pieces[start]?.isSpace) start++;
  } while (start < pieces.length);
  return lines;
}

/** Where the line that starts at `start` ends: the index of the first piece that is not on it. */
function endOfLine(pieces: readonly Piece[], start: number, room: number): number {
  let cells = 0;
  let lastBreak: number | null = null;
  for (let index = start; index < pieces.length; index++) {
    const piece = pieces[index]!;
    if (piece.mayStart && index > start) lastBreak = index;
    cells += piece.width;
    if (cells > room && !piece.isSpace) return lastBreak ?? cutOfWord(pieces, start, index);
  }
  return pieces.length;
}

/** Where to cut a word that is longer than its line: before `overflow`, or earlier where punctuation asks for it. */
function cutOfWord(pieces: readonly Piece[], start: number, overflow: number): number {
  for (let cut = overflow; cut > start; cut--) {
    const before = pieces[cut - 1]!.text;
    const after = pieces[cut]!.text;
    if (!NEVER_FIRST.has(after) && !NEVER_FIRST_ASCII.has(after) && !NEVER_LAST.has(before)) return cut;
  }
  return Math.max(overflow, start + 1);
}

/** The end without the spaces before it; a line of nothing but spaces is empty. */
function withoutSpaces(pieces: readonly Piece[], start: number, end: number): number {
  let last = end;
  while (last > start && pieces[last - 1]!.isSpace) last--;
  return last;
}

function piecesOf(spans: StyledLine, columns: number): readonly Piece[] {
  const text = spans.map((span) => span.text).join('');
  const looks = looksOf(spans);
  const unbroken = unbrokenOffsets(spans);
  const wordStarts = wordStartsOf(text);
  const pieces: Piece[] = [];
  let offset = 0;
  for (const piece of graphemes(text)) {
    pieces.push({
      text: piece,
      look: looks(offset),
      width: textWidth(piece),
      isSpace: piece === ' ',
      mayStart: !unbroken.has(offset) && mayStart(pieces, piece, columns < WORDWISE_FROM || wordStarts.has(offset)),
    });
    offset += piece.length;
  }
  return pieces;
}

function mayStart(before: readonly Piece[], text: string, startsWord: boolean): boolean {
  const previous = before.at(-1);
  if (previous === undefined || text === ' ' || NEVER_FIRST.has(text)) return false;
  // `第 2 秒` stays together.
  const last = lastWordCharacter(before);
  if (last === '第' && /\d/.test(text)) return false;
  if (previous.isSpace) {
    return !NEVER_LAST.has(last) && !(CHINESE.test(text) && /\d/.test(last));
  }
  if (NEVER_LAST.has(previous.text) || NEVER_LAST_ASCII.has(previous.text) || NEVER_FIRST_ASCII.has(text)) return false;
  const isChinese = CHINESE.test(text);
  const followsChinese = CHINESE.test(previous.text) || NEVER_FIRST.has(previous.text);
  if (isChinese && followsChinese) return startsWord;
  return (isChinese && !isLatinOpening(previous.text)) || CHINESE.test(previous.text);
}

function isLatinOpening(text: string): boolean {
  return text === '"' || text === "'" || text === '`';
}

function lastWordCharacter(pieces: readonly Piece[]): string {
  return pieces.findLast((piece) => !piece.isSpace)?.text ?? '';
}

/** The offsets inside short code and figures (`tea: done`, `3 s`), which read badly when broken. */
function unbrokenOffsets(spans: StyledLine): ReadonlySet<number> {
  const inside = new Set<number>();
  let start = 0;
  for (const { text, look } of spans) {
    if ((look === 'code' || look === 'figure') && textWidth(text) <= UNBROKEN_CODE_CELLS) {
      for (let at = 1; at < text.length; at++) inside.add(start + at);
    }
    start += text.length;
  }
  return inside;
}

/** The offsets at which a word starts, as far as breaking there is wanted. */
function wordStartsOf(text: string): ReadonlySet<number> {
  const starts = new Set<number>();
  if (!CHINESE.test(text)) return starts;
  words ??= new Intl.Segmenter('zh', { granularity: 'word' });
  for (const { segment, index } of words.segment(text)) {
    starts.add(index);
    if (textWidth(segment) > UNBROKEN_CELLS) for (let at = 0; at < segment.length; at++) starts.add(index + at);
  }
  for (const { 0: term, index } of text.matchAll(TERMS))
    for (let at = 1; at < term.length; at++) starts.delete(index + at);
  return starts;
}

/** Looks by offset; asked with rising offsets only. */
function looksOf(spans: StyledLine): (offset: number) => Look {
  let at = 0;
  let end = spans[0]?.text.length ?? 0;
  return (offset) => {
    while (offset >= end && at < spans.length - 1) end += spans[++at]!.text.length;
    return spans[at]?.look ?? 'plain';
  };
}

function joined(pieces: readonly Piece[]): StyledLine {
  const spans: StyledSpan[] = [];
  for (const { text, look } of pieces) {
    const last = spans.at(-1);
    if (last?.look === look) spans[spans.length - 1] = { text: last.text + text, look };
    else spans.push({ text, look });
  }
  return spans;
}

/** The spans cut at line ends. */
function paragraphsOf(spans: StyledLine): readonly StyledLine[] {
  const paragraphs: StyledSpan[][] = [[]];
  for (const { text, look } of spans) {
    const [first = '', ...others] = harmless(text).split('\n');
    paragraphs.at(-1)!.push({ text: first, look });
    for (const other of others) paragraphs.push([{ text: other, look }]);
  }
  return paragraphs;
}
