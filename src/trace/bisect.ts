import type { LongList } from './long-list.ts';

/** How many of the ascending `numbers` are less than `limit`. */
export function countBelow(numbers: LongList<number>, limit: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (numbers.get(middle)! < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How many of the ascending `numbers` are at most `limit`. */
export function countUpTo(numbers: LongList<number>, limit: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (numbers.get(middle)! <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
