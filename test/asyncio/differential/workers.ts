/**
 * Random programs of some workers that meet at locks, semaphores, events, conditions, barriers and queues, and of somebody
 * who cancels them, wakes them, and hires more.
 */
import type { Body, Op } from './programs.ts';

const ROUNDS = 8;

export function workersOf(next: () => number): Body {
  const below = (n: number): number => Math.floor(next() * n);
  const oneOf = <T>(list: readonly T[]): T => list[below(list.length)]!;
  const times = (n: number, make: () => Op): Body => Array.from({ length: n }, make);
  const chance = (probability: number): boolean => next() < probability;
  const delay = (): number => oneOf([0, 0, 0, 0.1, 0.2]);
  const nap = (): Op => ['sleep', delay()];
  const caught = (...body: Body): Op => ['try', body, true];

  const steps: readonly (() => Op)[] = [
    nap,
    nap,
    () => ['lock', below(2), [nap()]],
    () => ['lock', below(2), [step(), nap()]],
    () => ['call', [['acquire', below(2)], nap(), ['release', below(2)]]],
    () => ['semaphore', below(3), [nap()]],
    () => ['semaphore', below(3), [step()]],
    () => ['call', [['enterSemaphore', below(3)], nap(), ['leaveSemaphore', below(3)]]],
    () => ['waitEvent', below(2)],
    () => ['setEvent', below(2)],
    () => ['clearEvent', below(2)],
    () => oneOf([0, 1].map((i): Op => ['condition', i, [['waitCondition', i], nap()]])),
    () => oneOf([0, 1].map((i): Op => ['condition', i, [['waitForCondition', i, 1 + below(4)]]])),
    () => oneOf([0, 1].map((i): Op => ['condition', i, [nap(), ['notify', i, below(3)]]])),
    () => oneOf([0, 1].map((i): Op => ['condition', i, [['notifyAll', i]]])),
    () => ['put', below(4), below(100)],
    () => ['put', below(4), below(100)],
    () => ['get', below(4)],
    () => ['get', below(4)],
    () => ['barrier', below(2)],
    () => ['barrier', below(2)],
    () => ['timeout', oneOf([0, 0.1, 0.2]), [step()]],
    () => ['waitFor', oneOf([0, 0.1, 0.2]), [step()]],
    () => ['gather', [[step()], [step()]], chance(0.5)],
    () => ['group', [[step()], [step()]], [nap()]],
    () => ['state'],
  ];
  const rareSteps: readonly (() => Op)[] = [
    () => ['release', below(2)],
    () => ['leaveSemaphore', below(3)],
    () => ['notify', below(2), 1],
    () => ['waitCondition', below(2)],
    () => ['putNowait', below(4), below(100)],
    () => ['getNowait', below(4)],
    () => ['taskDone', below(4)],
    () => ['join', below(4)],
    () => ['shutdown', below(4), chance(0.5)],
    () => ['resetBarrier', below(2)],
    () => ['abortBarrier', below(2)],
    () => ['uncancel'],
    () => ['cancel', below(8), 'c'],
  ];
  const step = (): Op => oneOf(chance(0.1) ? rareSteps : steps)();
  const guarded = (): Op => (chance(0.7) ? caught(step()) : step());
  const worker = (): Op => ['spawn', times(2 + below(4), guarded)];

  const rounds: readonly (() => Op)[] = [
    () => ['cancel', below(8), oneOf([null, 'm'])],
    () => ['cancel', below(8), null],
    () => ['nap', below(8), delay()],
    () => ['setEvent', below(2)],
    () => ['waitFor', 0.1, [['condition', below(2), [['notifyAll', below(2)]]]]],
    () => ['putNowait', below(4), below(100)],
    () => ['getNowait', below(4)],
    () => ['waitFor', 0, [['barrier', below(2)]]],
    () => ['resetBarrier', below(2)],
    () => ['callback', below(8), below(100)],
    () => ['state'],
    worker,
  ];
  const round = (): Body => [caught(oneOf(rounds)()), nap()];

  const hired = times(3 + below(4), worker);
  return [...hired, nap(), ...times(ROUNDS, () => ['call', round()]), ['sleep', 1], ['state']];
}
