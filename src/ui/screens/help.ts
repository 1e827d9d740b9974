/** The help: every key of the screen beneath it. */
import { screenBindings } from '../../app/bindings.ts';
import { keyCap } from '../../app/keys.ts';
import type { State } from '../../app/state.ts';
import { WORDS } from '../../app/words.ts';
import { PANEL_WORDS } from '../../text/panel-words.ts';
import type { StyledLine } from '../../text/styled.ts';
import { fitLine } from '../../text/truncate.ts';
import { edges, keyBar, markSpans, pane, rule, span } from '../parts/frame.ts';

/** Room for the keys that do one thing; a long list of them is cut. */
const CAPS_WIDTH = 36;
const LABEL_WIDTH = 10;

export function helpRows(state: State): readonly StyledLine[] {
  const { columns, rows } = state.size;
  const words = WORDS[state.language];
  const height = rows - 4;
  const lines = [...keyLines(state), ...legendLines(state)];
  const top = Math.max(0, Math.min(state.help ?? 0, lines.length - height + 1));
  const rest = lines.slice(top);
  const isMore = rest.length > height - 1;
  const mark = markSpans(`▾ ${words.moreRows(rest.length - height + 2, '↓')} `);
  const shown = isMore ? [...rest.slice(0, height - 2), edges([], mark, columns)] : rest;
  const body = pane([[], ...shown], columns, height);
  return [[span(` ${words.helpTitle}`, 'heading')], rule(columns), ...body, rule(columns), keyBar(state)];
}

/** What the signs of the panel mean. */
function legendLines(state: State): readonly StyledLine[] {
  if (state.place.is === 'contents') return [];
  const { language } = state;
  return [
    [],
    [
      span('  '),
      ...fitLine([span(WORDS[language].legend, 'key')], LABEL_WIDTH),
      span(' '),
      span(PANEL_WORDS[language].legend),
    ],
  ];
}

/** Bindings that do the same stand in one row. */
function keyLines(state: State): readonly StyledLine[] {
  const words = WORDS[state.language].keys;
  const byWord = new Map<string, Set<string>>();
  for (const { keys, does } of screenBindings(state)) {
    const caps = byWord.get(words[does]) ?? new Set<string>();
    byWord.set(words[does], caps);
    for (const key of keys) caps.add(keyCap(key));
  }
  return [...byWord].map(([word, caps]) => {
    return [span('  '), ...fitLine([span([...caps].join('  '), 'key')], CAPS_WIDTH), span(' '), span(word)];
  });
}
