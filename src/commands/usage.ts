/** Words that were typed wrong: what was meant, and how a command answers. Usage errors go to stderr and exit with 2. */

export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** The word of `words` that is nearest to `typed`, if one is near enough to have been meant. */
export function nearest(typed: string, words: readonly string[]): string | null {
  let best: { readonly word: string; readonly distance: number } | null = null;
  for (const word of words) {
    const distance = editDistance(typed.toLowerCase(), word.toLowerCase());
    if (best === null || distance < best.distance) best = { word, distance };
  }
  return best !== null && best.distance <= Math.max(1, Math.floor(best.word.length / 3)) ? best.word : null;
}

/** How many characters must be put in, taken out, changed or swapped with a neighbour to make one word of the other. */
function editDistance(from: string, to: string): number {
  const rows: number[][] = [Array.from({ length: to.length + 1 }, (_, column) => column)];
  for (let row = 1; row <= from.length; row++) {
    const costs = [row];
    for (let column = 1; column <= to.length; column++) {
      const changed = rows[row - 1]![column - 1]! + (from[row - 1] === to[column - 1] ? 0 : 1);
      let cost = Math.min(changed, rows[row - 1]![column]! + 1, costs[column - 1]! + 1);
      const swapped = row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      if (swapped) cost = Math.min(cost, rows[row - 2]![column - 2]! + 1);
      costs.push(cost);
    }
    rows.push(costs);
  }
  return rows[from.length]![to.length]!;
}
