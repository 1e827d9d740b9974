/** What a program may use. What passes one of these is stopped, and its trace says which one it was. */
export interface Limits {
  /** Real seconds spent running; pauses and live pacing do not count. */
  readonly seconds: number;
  /** Real seconds between two handles: nothing else gets its turn for as long. */
  readonly unawaitedSeconds: number;
  /** How far the loop's clock may go, seconds. */
  readonly virtualSeconds: number;
  /** V8 heap of the child, MB; its process may use its baseline and twice that. */
  readonly memoryMb: number;
  /** Events in one trace. */
  readonly events: number;
  /** Characters of all its events together, as they are sent. */
  readonly eventText: number;
}

export const DEFAULT_LIMITS: Limits = {
  seconds: 10,
  unawaitedSeconds: 5,
  virtualSeconds: 86_400,
  memoryMb: 64,
  events: 1_000_000,
  eventText: 100_000_000,
};

/** The limits of a run that was given some. Who gives a program more time gives it to each of its handles too. */
export function limitsOf(given: Partial<Limits> = {}): Limits {
  const unawaited = given.seconds === undefined ? {} : { unawaitedSeconds: given.seconds };
  return { ...DEFAULT_LIMITS, ...unawaited, ...given };
}
