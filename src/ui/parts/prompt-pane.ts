/** What is being typed in a session: coloured, with its cursor; below it the parameters that are wanted, or names to choose from. */
import { followCursor } from '../../app/editor-window.ts';
import { callAt, parametersOf } from '../../app/repl/completion.ts';
import { beforeCursor, promptText, type Menu } from '../../app/repl/prompt.ts';
import { continuation, promptLabel } from '../../app/repl/sayings.ts';
import { isBusy, numberToCome, type ReplState } from '../../app/repl/state.ts';
import { REPL_WORDS } from '../../app/repl/words.ts';
import type { Language } from '../../course/course.ts';
import { highlightCode } from '../../text/code.ts';
import { PANEL_WORDS } from '../../text/panel-words.ts';
import { remembered, type Memory } from '../../text/remembered.ts';
import { span, type StyledLine } from '../../text/styled.ts';
import { fitLine, truncateLine } from '../../text/truncate.ts';
import { textWidth } from '../../text/width.ts';
import { wrapSpans } from '../../text/wrap.ts';
import { textSpans } from './editor-pane.ts';

const COLOURED: Memory<readonly string[], StyledLine> = new WeakMap();
const MENU_ROWS = 8;
const MOST_PARAMETER_ROWS = 3;

/** At most `height` rows, those around the cursor. */
export function promptRows(state: ReplState, width: number, height: number): readonly StyledLine[] {
  const { area } = state.prompt;
  const label = promptLabel(numberToCome(state));
  const room = Math.max(8, width - textWidth(label) - 1);
  const coloured = remembered(COLOURED, area.lines, '', () => highlightCode(promptText(state.prompt), 'ts'));
  const below = belowPrompt(state, width);
  const rows = Math.max(1, height - below.length);
  const { top, left } = followCursor({ top: 0, left: 0 }, area, { width: room, height: rows });
  const isTyping = state.focus === 'prompt';
  const text = area.lines.slice(top, top + rows).map((line, row): StyledLine => {
    const number = top + row;
    const isCurrent = area.cursor.line === number;
    const cursor = isTyping && isCurrent ? area.cursor.column : null;
    const mark = number === 0 ? label : continuation(label);
    const look = number === 0 && isTyping && !isBusy(state.session) ? 'marker' : 'dim';
    return [span(mark, look), ...textSpans(line, coloured[number] ?? [], cursor, isCurrent ? left : 0, room)];
  });
  return [...text, ...below].slice(0, height).map((line) => truncateLine(line, width));
}

function belowPrompt(state: ReplState, width: number): readonly StyledLine[] {
  const { prompt, language, isLeaving, session } = state;
  const words = REPL_WORDS[language];
  const waiting = session.queue.map(({ source }): StyledLine => [span(`  · ${source.split('\n')[0]}`, 'dim')]);
  if (isLeaving) return [[span(words.again, 'warning')]];
  if (prompt.search !== null) {
    const { text, at } = prompt.search;
    return [[span(words.search(text, text === '' || at !== null), at === null && text !== '' ? 'warning' : 'dim')]];
  }
  if (prompt.menu !== null) return menuRows(prompt.menu, width, language);
  return [...waiting.slice(0, 3), ...parameterRows(state, width)];
}

function parameterRows({ prompt, signatures }: ReplState, width: number): readonly StyledLine[] {
  const { lines, cursor } = prompt.area;
  const call = callAt([...lines.slice(Math.max(0, cursor.line - 20), cursor.line), beforeCursor(prompt)].join('\n'));
  if (call === null) return [];
  const parameters = parametersOf(signatures, call.name, call.isMember);
  if (parameters === null) return [];
  const current = Math.min(call.argument, parameters.length - 1);
  const parts = parameters.flatMap((text, index) => [
    ...(index === 0 ? [] : [span(', ', 'dim')]),
    span(text, index === current ? 'strong' : 'dim'),
  ]);
  const line = [span(`  ${call.name}(`, 'dim'), ...parts, span(')', 'dim')];
  return wrapSpans(line, width, 4).slice(0, MOST_PARAMETER_ROWS);
}

/** Names in a column, what is said of each beside it; as many as are wanted around the chosen one. */
function menuRows({ suggestions, chosen }: Menu, width: number, language: Language): readonly StyledLine[] {
  const top = Math.max(0, Math.min(chosen - MENU_ROWS + 2, suggestions.length - MENU_ROWS));
  const shown = suggestions.slice(top, top + MENU_ROWS);
  const nameWidth = Math.min(width >> 1, Math.max(...shown.map(({ text }) => textWidth(text)))) + 2;
  const rows = shown.map(({ text, note }, row): StyledLine => {
    const isChosen = top + row === chosen;
    return [span('  '), ...fitLine([span(text, isChosen ? 'selected' : 'plain')], nameWidth), span(note, 'dim')];
  });
  const hidden = suggestions.length - shown.length;
  return hidden > 0 ? [...rows, [span(`  ${PANEL_WORDS[language].more(hidden)}`, 'dim')]] : rows;
}
