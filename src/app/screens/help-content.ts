/** What the help says, as lines: every key of the screen beneath it, the signs of the panel, and its words. */
import { PANEL_WORDS } from '../../text/panel-words.ts';
import type { StyledLine } from '../../text/styled.ts';
import { fitLine } from '../../text/truncate.ts';
import { textWidth } from '../../text/width.ts';
import { wrapSpans } from '../../text/wrap.ts';
import { screenBindings } from '../bindings.ts';
import { keyCap } from '../keys.ts';
import type { State } from '../state.ts';
import { WORDS } from '../words.ts';
import { formOfTask } from './lesson-asking.ts';
import { lessonView } from './lesson-state.ts';

/** Room for the keys that do one thing; a long list of them is cut. */
const CAPS_WIDTH = 36;
const MARGIN = 2;
const WIDEST_MEANING = 84;

export function helpLines(state: State): readonly StyledLine[] {
  if (state.place.is !== 'lesson') return keyLines(state);
  return [...keyLines(state), ...editorLines(state), [], ...panelLines(state)];
}

/** Rows around what is said: title, rule, a blank row, rule, keys. */
const ROWS_AROUND = 5;

export function helpRoom({ size }: State): number {
  return Math.max(1, size.rows - ROWS_AROUND);
}

/** The last row with which the help can begin. */
export function helpLimit(state: State): number {
  return Math.max(0, helpLines(state).length - helpRoom(state));
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
  return [...byWord].map(([word, caps]) => keyLine([...caps].join('  '), word));
}

/** Where a program is written: while one types, letters are text, and so the help cannot be asked. */
function editorLines(state: State): readonly StyledLine[] {
  const { editorTitle, editorKeys } = WORDS[state.language];
  const task = lessonView(state)?.station?.task ?? null;
  if (task === null || formOfTask(task).is !== 'edit') return [];
  return [
    [],
    [{ text: ` ${editorTitle}`, look: 'heading' }],
    ...editorKeys.map(([caps, does]): StyledLine => keyLine(caps, does)),
  ];
}

function keyLine(caps: string, does: string): StyledLine {
  return [
    { text: ' '.repeat(MARGIN), look: 'plain' },
    ...fitLine([{ text: caps, look: 'key' }], CAPS_WIDTH),
    { text: ` ${does}`, look: 'plain' },
  ];
}

/** What the signs and the words of the panel mean. */
function panelLines({ language, size }: State): readonly StyledLine[] {
  const { legend, panelTitle, panelWords } = WORDS[language];
  const entries = [[legend, PANEL_WORDS[language].legend], ...panelWords] as const;
  const termWidth = Math.max(...entries.map(([term]) => textWidth(term))) + 2;
  const room = Math.max(20, Math.min(WIDEST_MEANING, size.columns - 2 * MARGIN - termWidth));
  const lines = entries.flatMap(([term, meaning]) =>
    wrapSpans([{ text: meaning, look: 'plain' }], room).map((line, row): StyledLine => [
      { text: ' '.repeat(MARGIN), look: 'plain' },
      ...fitLine([{ text: row === 0 ? term : '', look: 'key' }], termWidth),
      ...line,
    ]),
  );
  return [[{ text: ` ${panelTitle}`, look: 'heading' }], ...lines];
}
