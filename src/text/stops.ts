/**
 * Where a cursor may stand in a line: between the pieces that can be told apart on the screen. Each stop in both measures: the
 * column counts UTF-16 units, as parsers do, the cell is where it is on the screen. For lines without tabs and controls.
 */
import { graphemes, harmless, textWidth } from './width.ts';

export interface Stop {
  readonly column: number;
  readonly cell: number;
}

/** From the start of the line to its end, both included. */
export function stopsOf(line: string): readonly Stop[] {
  const stops: Stop[] = [{ column: 0, cell: 0 }];
  let column = 0;
  let cell = 0;
  for (const piece of graphemes(harmless(line))) {
    column += piece.length;
    cell += textWidth(piece);
    stops.push({ column, cell });
  }
  return stops;
}

/** The last stop that is not behind `column`. */
export function stopBefore(line: string, column: number): Stop {
  return stopsOf(line).findLast((stop) => stop.column <= column)!;
}

/** The first stop at `column` or behind it; the line's end for a column beyond it. */
export function stopFrom(line: string, column: number): Stop {
  const stops = stopsOf(line);
  return stops.find((stop) => stop.column >= column) ?? stops.at(-1)!;
}

/** The last stop that is not behind `cell`. */
export function stopAtCell(line: string, cell: number): Stop {
  return stopsOf(line).findLast((stop) => stop.cell <= cell)!;
}
