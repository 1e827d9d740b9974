/** Pieces that every screen is put together from: rules, bars, panes side by side. Rows in, rows out. */
import { bindingsOf } from '../../app/bindings.ts';
import { keyCap } from '../../app/keys.ts';
import type { State } from '../../app/state.ts';
import { WORDS } from '../../app/words.ts';
import type { Look, StyledLine, StyledSpan } from '../../text/styled.ts';
import { fitLine } from '../../text/truncate.ts';
import { lineWidth, textWidth } from '../../text/width.ts';

export function span(text: string, look: Look = 'plain'): StyledSpan {
  return { text, look };
}

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

/** Exactly `height` rows of exactly `width` cells. */
export function pane(lines: readonly StyledLine[], width: number, height: number): readonly StyledLine[] {
  const rows = lines.slice(0, height).map((line) => fitLine(line, width));
  const blank = [span(' '.repeat(width))];
  return [...rows, ...Array.from({ length: height - rows.length }, () => blank)];
}

export function sideBySide(left: readonly StyledLine[], right: readonly StyledLine[]): readonly StyledLine[] {
  return left.map((line, row) => [...line, span(' │ ', 'axis'), ...(right[row] ?? [])]);
}

/** The keys that matter now, as many as fit; the help key is always among them. */
export function keyBar(state: State): StyledLine {
  const words = WORDS[state.language].keys;
  const inBar = bindingsOf(state).filter((binding) => binding.inBar);
  // What two keys do is said once, of the first.
  const shown = inBar.filter(({ does }, index) => inBar.findIndex((other) => other.does === does) === index);
  const items = shown.map(({ keys, does }) => [span(keyCap(keys[0]!), 'key'), span(` ${words[does]}`, 'dim')]);
  const last = items.at(-1) ?? [];
  const gap = span('  ');
  let room = state.size.columns - 2 - lineWidth(last);
  const line: StyledSpan[] = [span(' ')];
  for (const item of items.slice(0, -1)) {
    const cells = lineWidth(item) + textWidth(gap.text);
    if (cells > room) continue;
    line.push(...item, gap);
    room -= cells;
  }
  return [...line, ...last];
}
