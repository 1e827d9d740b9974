/** A bench's figures, and how they are printed. */
export interface Row {
  readonly what: string;
  readonly figure: string;
  readonly goal?: string;
  readonly met?: boolean;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)]!;
}

export function printTable(title: string, rows: readonly Row[]): void {
  console.log(`\n${title}`);
  for (const { what, figure, goal, met } of rows) {
    const judged = goal === undefined ? '' : `   goal: ${goal}${met === true ? '' : '   MISSED'}`;
    console.log(`  ${what.padEnd(50)} ${figure}${judged}`);
  }
}
