/** Where transcript, prompt and panel stand on a screen of any size. Pure. */
import type { Size } from '../message.ts';
import type { Area } from '../screens/lesson-layout.ts';
import type { ReplState } from './state.ts';

export interface ReplLayout {
  readonly isWide: boolean;
  /** Transcript and prompt. */
  readonly text: Area;
  readonly panel: Area;
}

const COLUMNS_FOR_TWO = 100;
/** Titles, a rule, keys. */
const ROWS_AROUND = 3;
const LEAST_PANEL_COLUMNS = 42;
const WIDEST_PANEL = 96;

export function replLayout({ size, focus }: Pick<ReplState, 'size' | 'focus'>): ReplLayout {
  const rows = Math.max(2, size.rows - ROWS_AROUND);
  if (isWide(size)) {
    const panel = Math.min(WIDEST_PANEL, Math.max(LEAST_PANEL_COLUMNS, Math.floor(size.columns * 0.46)));
    const text = { width: size.columns - panel - 5, height: rows };
    return { isWide: true, text, panel: { width: panel, height: rows } };
  }
  const width = size.columns - 2;
  // The rule between them is one of the panel's.
  const panel = focus === 'panel' ? Math.floor(rows * 0.6) : rows >= 20 ? 8 : 5;
  return { isWide: false, text: { width, height: rows - panel }, panel: { width, height: panel - 1 } };
}

export function isWide({ columns }: Size): boolean {
  return columns >= COLUMNS_FOR_TWO;
}
