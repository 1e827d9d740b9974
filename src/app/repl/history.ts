/** What was entered before, the oldest first. */

export const MOST_ENTRIES = 1_000;

/** The same entry twice in a row is kept once. */
export function remember(history: readonly string[], entry: string): readonly string[] {
  if (entry.trim() === '' || history.at(-1) === entry) return history;
  return [...history.slice(-MOST_ENTRIES + 1), entry];
}

/** The newest entry before `before` that has the text in it, or null. */
export function find(history: readonly string[], text: string, before: number): number | null {
  for (let at = Math.min(before, history.length) - 1; at >= 0; at--) if (history[at]!.includes(text)) return at;
  return null;
}
