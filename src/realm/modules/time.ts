/**
 * Python's `time`, as snippets import it. Every clock here is the run's: virtual, so that a `sleep` takes no time of yours, or
 * real. Evaluated inside the context.
 */
import { ValueError } from '../../asyncio/exceptions.ts';
import { repr } from '../../asyncio/repr.ts';
import { clock } from '../clock.ts';
import { formatDate } from '../format-date.ts';

/** Longer than any run; a number that is larger would bring the clock to where a microsecond no longer counts. */
const LONGEST_SLEEP = 2 ** 31;

/**
 * Python: `time.sleep`. Blocks the thread for so many seconds: no other task runs meanwhile. In a coroutine you want
 * `await sleep(seconds)` of `asyncio`, which lets the others run.
 * Negative or NaN: `ValueError`; no number: `TypeError`.
 */
export function sleep(seconds: number): void {
  if (typeof seconds !== 'number') throw new TypeError(`sleep() needs a number of seconds, not ${repr(seconds)}`);
  if (Number.isNaN(seconds)) throw new ValueError('Invalid value NaN (not a number)');
  if (seconds < 0) throw new ValueError('sleep length must be non-negative');
  if (seconds > LONGEST_SLEEP) throw new RangeError('timestamp too large');
  if (seconds > 0) clock.block(seconds);
}

/** Python: `time.time`. Seconds since the start of 1970, as `Date.now()`. A virtual clock begins on 1 January 2001, 09:00 UTC. */
export function time(): number {
  return clock.dateMs() / 1000;
}

/**
 * Python: `time.monotonic`. Seconds, never going back; here from the start of the run. It is the loop's clock, and what the
 * running handle has computed for since it began (on a virtual clock, a microsecond for each look), however little:
 * `loop.time()` is told of that from 0.05 s on.
 */
export function monotonic(): number {
  return clock.stopwatch();
}

/** Python: `time.perf_counter`. Seconds, for measuring short times; here from the start of the run. */
export function perfCounter(): number {
  return clock.stopwatch();
}

/**
 * Python: `time.process_time`. Seconds for which the processor has worked for the program, waiting left out: in milliseconds on
 * the clocks `auto` and `real`; on a virtual clock computing takes no time, and every look is a microsecond.
 *
 * Unlike Python: of the thread that asks, as `time.thread_time`.
 */
export function processTime(): number {
  return clock.processorTime();
}

/**
 * Python: `time.strftime`, in English and the machine's time zone. The second argument is a `Date` instead of a tuple of
 * numbers. Directives: `%a %A %b %B %c %d %H %I %j %m %M %p %S %U %w %W %x %X %y %Y %z %Z %%`; others stay as they are.
 */
export function strftime(format: string, when?: Date): string {
  if (typeof format !== 'string') throw new TypeError(`strftime() needs a format, not ${repr(format)}`);
  return formatDate(format, when ?? clock.dateMs());
}
