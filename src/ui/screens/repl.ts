/** A live session: what was entered and the prompt beside the panel, or above it where that is too wide. */
import { replBar } from '../../app/repl/bindings.ts';
import { replLayout } from '../../app/repl/layout.ts';
import { panelView } from '../../app/repl/panel.ts';
import type { ReplState } from '../../app/repl/state.ts';
import type { Item } from '../../app/repl/transcript.ts';
import { REPL_WORDS } from '../../app/repl/words.ts';
import { isTooSmall } from '../../app/screen-size.ts';
import { plainPanel } from '../../text/panel-plain.ts';
import { panelLines } from '../../text/panel.ts';
import { remembered, type Memory } from '../../text/remembered.ts';
import { span, type StyledLine } from '../../text/styled.ts';
import { fitLine } from '../../text/truncate.ts';
import { cutLine, wrapSpans } from '../../text/wrap.ts';
import { barOf, edges, pane, rule, sideBySide } from '../parts/frame.ts';
import { promptRows } from '../parts/prompt-pane.ts';
import { tooSmallRows } from '../screen-rows.ts';

export function replRows(state: ReplState): readonly StyledLine[] {
  if (isTooSmall(state.size)) return tooSmallRows(state);
  const { columns } = state.size;
  const { isWide, text, panel } = replLayout(state);
  const bar = barOf(replBar(state), columns);
  const left = pane(textRows(state, text.width, text.height), text.width, text.height);
  const right = pane(panelLines(panelView(state), panel.width, panel.height), panel.width, panel.height);
  const foot = [rule(columns), fitLine(bar, columns)];
  if (isWide) {
    const titles = [
      span('─', 'axis'),
      ...textTitle(state, text.width),
      span('─┬─', 'axis'),
      ...panelTitle(state, panel.width),
      span('─', 'axis'),
    ];
    return [titles, ...sideBySide(left, right).map((row) => [span(' '), ...row, span(' ')]), ...foot];
  }
  const indented = (rows: readonly StyledLine[]) => rows.map((row) => [span(' '), ...row, span(' ')]);
  return [textTitle(state, columns), ...indented(left), panelTitle(state, columns), ...indented(right), ...foot];
}

function textTitle(state: ReplState, width: number): StyledLine {
  const words = REPL_WORDS[state.language];
  const { running, restoring, run } = state.session;
  const numbers = running.map(({ number }) => `[${number}]`).join(' ');
  const doing =
    restoring !== null || run.report === null
      ? `${words.starting}…`
      : running.length > 0 && run.mode !== 'paused'
        ? words.runs(numbers)
        : run.mode === 'paused'
          ? words.paused
          : '';
  const said = doing === '' ? [] : [span(` · ${doing}`, 'dim')];
  return rule(width, [span(words.title, state.focus === 'prompt' ? 'heading' : 'dim'), ...said]);
}

function panelTitle(state: ReplState, width: number): StyledLine {
  return rule(width, [span(REPL_WORDS[state.language].panelTitle, state.focus === 'panel' ? 'heading' : 'dim')]);
}

/** The last rows of the transcript, and the prompt right below them. */
function textRows(state: ReplState, width: number, height: number): readonly StyledLine[] {
  const { items } = state.transcript;
  const prompt = promptRows(state, width, Math.max(1, height - 1));
  const room = state.scroll > 0 ? height - 1 : height - prompt.length;
  const rows: StyledLine[][] = [];
  let count = 0;
  // As many as are seen, from the end.
  for (let at = items.length - 1; at >= 0 && count < room + state.scroll; at--) {
    const more = itemRows(items[at]!, width);
    rows.unshift([...more]);
    count += more.length;
  }
  const all = rows.flat();
  const scroll = Math.max(0, Math.min(state.scroll, all.length - room));
  const shown = all.slice(Math.max(0, all.length - room - scroll), all.length - scroll);
  if (scroll === 0) return [...shown, ...prompt];
  return [...shown, edges([], [span(REPL_WORDS[state.language].scrolled(scroll + prompt.length), 'dim')], width)];
}

const ROWS: Memory<Item, StyledLine> = new WeakMap();

function itemRows(item: Item, width: number): readonly StyledLine[] {
  const broken = (line: StyledLine) =>
    item.indent === null ? cutLine(line, width) : wrapSpans(line, width, item.indent);
  return remembered(ROWS, item, String(width), () => item.lines.flatMap(broken));
}

const ENTRIES = 12;
const ITEMS_READ = 8;

/** For a screen reader: the last of what was said, the prompt, the panel's facts. */
export function plainReplRows(state: ReplState): readonly string[] {
  const width = Math.max(40, state.size.columns);
  const said = state.transcript.items.slice(-ITEMS_READ).flatMap((item) => item.lines);
  const lines = [...said, ...promptRows(state, width, ENTRIES)];
  const panel = plainPanel(panelView(state), ENTRIES);
  const keys = replBar(state).map(([caps, does]) => `${caps}: ${does}`);
  return [
    ...lines.map((line) =>
      line
        .map(({ text }) => text)
        .join('')
        .trimEnd(),
    ),
    '',
    ...panel,
    '',
    ...keys,
  ];
}
