/** The name that was probably meant: the same but for case and underscores, else the nearest by single letters; or null. */
export function nearestName(name: string, known: readonly string[]): string | null {
  const plain = flat(name);
  const same = known.find((candidate) => flat(candidate) === plain);
  if (same !== undefined) return same;
  const most = plain.length < 3 ? 0 : plain.length < 7 ? 1 : 2;
  let nearest: string | null = null;
  let least = most + 1;
  for (const candidate of known) {
    const distance = edits(plain, flat(candidate), least);
    if (distance < least) [nearest, least] = [candidate, distance];
  }
  return nearest;
}

function flat(name: string): string {
  return name.replaceAll('_', '').toLowerCase();
}

/** How many letters were added, left out, changed or swapped with their neighbour; `enough` where there are as many or more. */
function edits(one: string, other: string, enough: number): number {
  if (Math.abs(one.length - other.length) >= enough) return enough;
  let [before, last, row]: number[][] = [[], [], Array.from({ length: other.length + 1 }, (_, index) => index)];
  for (let i = 1; i <= one.length; i++) {
    [before, last, row] = [last, row, [i]];
    for (let j = 1; j <= other.length; j++) {
      const change = one[i - 1] === other[j - 1] ? 0 : 1;
      let least = Math.min(last![j]! + 1, row[j - 1]! + 1, last![j - 1]! + change);
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
        least = Math.min(least, before![j - 2]! + 1);
      }
      row[j] = least;
    }
  }
  return Math.min(row!.at(-1)!, enough);
}
