/** Random programs, as data: `interpret.py` and `interpret.ts` run them alike. */
import { workersOf } from './workers.ts';

export type Op = readonly [string, ...unknown[]];
export type Body = readonly Op[];

/** A small generator of random numbers (mulberry32): the same seed, the same programs. */
export function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const DELAYS = [0, 0, 0, 0.1, 0.1, 0.2, 0.3, 0.5];
const LONGEST = 5;
const DEEPEST = 3;

/** Every other program is one of workers that meet at locks and queues. */
export function programOf(seed: number): Body {
  return seed % 2 === 0 ? workersOf(random(seed)) : tasksOf(random(seed));
}

function tasksOf(next: () => number): Body {
  const below = (n: number): number => Math.floor(next() * n);
  const oneOf = <T>(list: readonly T[]): T => list[below(list.length)]!;
  const delay = (): number => oneOf(DELAYS);
  const flag = (): boolean => next() < 0.5;
  const indexes = (): number[] => Array.from({ length: 1 + below(3) }, () => below(8));

  const body = (depth: number): Body => Array.from({ length: 1 + below(LONGEST) }, () => op(depth));
  const bodies = (depth: number): Body[] => Array.from({ length: 1 + below(3) }, () => body(depth));

  const simple: readonly (() => Op)[] = [
    () => ['log', below(100)],
    () => ['sleep', delay()],
    () => ['sleep', delay()],
    () => ['raise', below(100)],
    () => ['cancel', below(8), flag() ? null : `m${below(9)}`],
    () => ['nap', below(8), delay()],
    () => ['uncancel'],
    () => ['await', below(8)],
    () => ['gatherTasks', indexes(), flag()],
    () => ['waitForTask', oneOf([null, 0, 0.1, 0.2]), below(8)],
    () => ['shield', below(8)],
    () => [
      'wait',
      indexes(),
      oneOf([null, 0, 0.1, 0.3]),
      oneOf(['FIRST_COMPLETED', 'FIRST_EXCEPTION', 'ALL_COMPLETED']),
    ],
    () => ['callback', below(8), below(100)],
    () => ['soon', below(100)],
    () => ['later', delay(), below(100)],
    () => ['future'],
    () => ['set', below(4), below(100)],
    () => ['awaitFuture', below(4)],
    () => ['failFuture', below(4), below(100)],
    () => ['cancelFuture', below(4)],
    () => ['futureCallback', below(4), below(100)],
    () => ['forgetCallbacks', below(4)],
  ];
  const nested: readonly ((depth: number) => Op)[] = [
    (depth) => ['spawn', body(depth)],
    (depth) => ['spawn', body(depth)],
    (depth) => ['call', body(depth)],
    (depth) => ['try', body(depth), flag()],
    (depth) => ['try', body(depth), flag()],
    (depth) => ['gather', bodies(depth), flag()],
    (depth) => ['group', bodies(depth), body(depth)],
    (depth) => ['timeout', oneOf([null, 0, 0.1, 0.2, 0.3]), body(depth)],
    (depth) => ['waitFor', oneOf([null, 0, 0.1, 0.2]), body(depth)],
  ];
  const op = (depth: number): Op => (depth < DEEPEST && flag() ? oneOf(nested)(depth + 1) : oneOf(simple)());

  return [...body(0), ['spawn', body(1)], ...body(0), ['sleep', 0.2], ...body(0)];
}
