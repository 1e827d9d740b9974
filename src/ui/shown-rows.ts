/** What React is told of: the rows that are on the screen, and only when one of them differs. */

/** Gives the rows of the current state; the very same ones as long as they read the same. */
export function shownRows<State>(
  current: () => State,
  rowsOf: (state: State) => readonly string[],
): () => readonly string[] {
  let state: State | null = null;
  let rows: readonly string[] = [];
  return () => {
    const next = current();
    if (next === state) return rows;
    state = next;
    const fresh = rowsOf(next);
    if (fresh.length !== rows.length || fresh.some((row, index) => row !== rows[index])) rows = fresh;
    return rows;
  };
}
