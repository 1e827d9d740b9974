/** Pieces that every screen is put together from: rules, bars, panes side by side. Rows in, rows out. */
import { bindingsOf } from '../../app/bindings.ts';
import { barItems, keyCap } from '../../app/keys.ts';
import type { State } from '../../app/state.ts';
import { WORDS } from '../../app/words.ts';
import { span, type StyledLine, type StyledSpan } from '../../text/styled.ts';
import { fitLine } from '../../text/truncate.ts';
import { lineWidth, textWidth } from '../../text/width.ts';

/** `── title ────────`. */
export function rule(width: number, title: StyledLine = []): StyledLine {
  if (title.length === 0) return [span('─'.repeat(width), 'axis')];
  const start = [span('── ', 'axis'), ...title, span(' ', 'axis')];
  const rest = width - lineWidth(start);
  return rest > 0 ? [...start, span('─'.repeat(rest), 'axis')] : fitLine(start, width);
}

/** Left and right at the two edges of a row. */
export function edges(left: StyledLine, right: StyledLine, width: number): StyledLine {
  const room = Math.max(0, width - lineWidth(right));
  return [...fitLine(left, room), ...right];
}

/** What is said where `count` rows are cut off: how many, and the key that shows them; nothing where none are. */
export function moreMark(
  state: State,
  arrow: '▴' | '▾',
  count: number,
  scrolled: 'textScrolled' | 'codeScrolled',
): string {
  if (count <= 0) return '';
  const key = bindingsOf(state).find(
    ({ message }) => message.type === scrolled && message.rows > 0 === (arrow === '▾'),
  );
  return `${arrow} ${WORDS[state.language].moreRows(count, key === undefined ? '' : keyCap(key.keys[0]!))}`;
}

/** The arrow of a mark is to be seen, its words only to be read. */
export function markSpans(mark: string): StyledLine {
  return [span(mark.slice(0, 1), 'marker'), span(mark.slice(1), 'dim')];
}

/** The mark at the right edge of a row: all of it if there is room, else its arrow in the last cell. */
export function withMark(line: StyledLine, mark: string, width: number): StyledLine {
  const room = width - lineWidth(line) - 1;
  const shown = textWidth(mark) <= room ? mark : mark.slice(0, 1);
  return [...fitLine(line, width - textWidth(shown)), ...markSpans(shown)];
}

/** Exactly `height` rows of exactly `width` cells. */
export function pane(lines: readonly StyledLine[], width: number, height: number): readonly StyledLine[] {
  const rows = lines.slice(0, height).map((line) => fitLine(line, width));
  const blank = [span(' '.repeat(width))];
  return [...rows, ...Array.from({ length: height - rows.length }, () => blank)];
}

export function sideBySide(left: readonly StyledLine[], right: readonly StyledLine[]): readonly StyledLine[] {
  return left.map((line, row) => [...line, span(' │ ', 'axis'), ...(right[row] ?? [])]);
}

const WIDEST_FORM = 84;

/** How wide the lines of a form may be. */
export function formRoom({ size }: State): number {
  return Math.min(WIDEST_FORM, size.columns - 2);
}

/** A screen of a few rows to choose from. Their first line is blank, and goes where there is no room for it. */
export function formScreen(state: State, title: string, lines: readonly StyledLine[]): readonly StyledLine[] {
  const { columns, rows } = state.size;
  const header = edges([span(` ${title}`, 'heading')], [span(`${WORDS[state.language].name} `, 'dim')], columns);
  const room = rows - 4;
  const body = pane(lines.length > room ? lines.slice(1) : lines, columns, room);
  return [header, rule(columns), ...body, rule(columns), keyBar(state)];
}

/** The keys that matter now, as many as fit; the help key is always among them. */
export function keyBar(state: State): StyledLine {
  const words = WORDS[state.language].keys;
  const items = barItems(bindingsOf(state)).map(({ keys, does }) => [keys.map(keyCap).join(' '), words[does]] as const);
  return barOf(items, state.size.columns);
}

/** Keys, and what they do; the last one is always among those that fit. */
export function barOf(said: readonly (readonly [caps: string, does: string])[], columns: number): StyledLine {
  const items = said.map(([caps, does]) => [span(caps, 'key'), span(` ${does}`, 'dim')]);
  const last = items.at(-1) ?? [];
  const gap = span('  ');
  let room = columns - 2 - lineWidth(last);
  const line: StyledSpan[] = [span(' ')];
  for (const item of items.slice(0, -1)) {
    const cells = lineWidth(item) + textWidth(gap.text);
    if (cells > room) continue;
    line.push(...item, gap);
    room -= cells;
  }
  return [...line, ...last];
}
