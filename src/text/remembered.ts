/** Lines that were worked out before: kept by what they were made of, so that a frame does not make them again. */

export type Memory<Owner extends object, Line> = WeakMap<Owner, Map<string, readonly Line[]>>;

/** So many lines of one owner: widths, languages, figures. */
const REMEMBERED = 8;

/** The very lines that `make` gave for this owner and key before. What is kept ends with the owner. */
export function remembered<Owner extends object, Line>(
  memory: Memory<Owner, Line>,
  owner: Owner,
  key: string,
  make: () => readonly Line[],
): readonly Line[] {
  const known = memory.get(owner) ?? new Map<string, readonly Line[]>();
  memory.set(owner, known);
  const found = known.get(key);
  if (found !== undefined) return found;
  if (known.size >= REMEMBERED) known.clear();
  const lines = make();
  known.set(key, lines);
  return lines;
}
