/** Which sizes of the terminal make a difference. */
import type { Size } from './message.ts';

/** Below this nothing readable fits. */
export const SMALLEST: Size = { columns: 60, rows: 16 };
const COLUMNS_FOR_TWO = 106;

export function isTooSmall({ columns, rows }: Size): boolean {
  return columns < SMALLEST.columns || rows < SMALLEST.rows;
}

/** Text and code stand beside the panel. */
export function isWide({ columns }: Size): boolean {
  return columns >= COLUMNS_FOR_TWO;
}
