/**
 * When every event of a trace is drawn where time is all there is to tell one from the next. The loop's clock stands still
 * while the loop works, so many events share one instant. They are drawn one after another from that instant on, a microsecond
 * apart; nearer together where the clock soon goes on, so that no instant reaches into the next one. Only where even
 * `LEAST_STEP` is too much for that, events are drawn later than they were. Order is always kept.
 */
import type { Replay } from '../trace/replay.ts';

/** From one event to the next of the same instant, ns. */
const STEP = 1_000;
/** Between two events something may have to be drawn that is part of the first one, ns. */
const LEAST_STEP = 2;
/** Whole nanoseconds beyond this cannot be told apart any more. */
const LATEST = 2 ** 52;

/** Nanoseconds for each of the first `length` events, always growing; and the end of the last one. */
export function displayTimes(replay: Replay, length: number): Float64Array {
  const times = new Float64Array(length + 1);
  let next = 0;
  for (let first = 0; first < length;) {
    const at = nanoseconds(replay.clockAt(first + 1));
    let end = first + 1;
    while (end < length && nanoseconds(replay.clockAt(end + 1)) === at) end++;
    next = Math.max(next, at);
    const room = end < length ? nanoseconds(replay.clockAt(end + 1)) - next : Infinity;
    const step = Math.max(LEAST_STEP, Math.min(STEP, Math.floor(room / (end - first))));
    for (; first < end; first++, next += step) times[first] = next;
  }
  times[length] = next;
  return times;
}

function nanoseconds(seconds: number): number {
  return Math.min(LATEST, Math.round(seconds * 1e9));
}
