import { expect, test } from 'vitest';
import { RunClock } from '../../src/sandbox/run-clock.ts';
import type { Clock } from '../../src/trace/event.ts';

function clockAt(kind: Clock): { readonly clock: RunClock; wall(ms: number): void } {
  let wallMs = 1000;
  return { clock: new RunClock(kind, () => wallMs), wall: (ms) => void (wallMs += ms) };
}

test('a virtual clock stands still while others compute, and its own thread may not go past them', () => {
  const { clock, wall } = clockAt('virtual');
  clock.reach(2);
  clock.busyBegins();
  wall(5000);
  expect([clock.now(), clock.horizon(), clock.isBusy]).toEqual([2, 2, true]);
  clock.busyEnds();
  expect([clock.now(), clock.horizon(), clock.isBusy]).toEqual([2, Infinity, false]);
});

test('an auto clock follows the wall while others are busy, but for what is too short to count', () => {
  const { clock, wall } = clockAt('auto');
  clock.busyBegins();
  wall(40);
  expect(clock.now()).toBe(0);
  wall(160);
  expect(clock.now()).toBeCloseTo(0.2);
  clock.busyBegins();
  wall(100);
  clock.busyEnds();
  wall(100);
  clock.busyEnds();
  expect(clock.now()).toBeCloseTo(0.4);
  wall(1000);
  expect(clock.now()).toBeCloseTo(0.4);
});

test('what starts holds the time, and costs none', () => {
  const { clock, wall } = clockAt('auto');
  clock.startBegins();
  wall(500);
  expect([clock.now(), clock.horizon(), clock.isBusy]).toEqual([0, 0, true]);
  clock.startEnds();
  expect(clock.isBusy).toBe(false);
});

test('a real clock goes by itself from its start on', () => {
  const { clock, wall } = clockAt('real');
  wall(1000);
  expect(clock.now()).toBe(0);
  clock.start();
  wall(250);
  expect(clock.now()).toBeCloseTo(0.25);
  expect(clock.horizon()).toBe(Infinity);
});

test('appointments are kept by time and order, unless they are cancelled', () => {
  const { clock } = clockAt('virtual');
  const kept: string[] = [];
  clock.meet(2, () => kept.push('b'));
  clock.meet(1, () => kept.push('a'));
  clock.meet(2, () => kept.push('c'));
  clock.meet(1.5, () => kept.push('never')).cancel();
  expect(clock.next()).toBe(1);
  expect(clock.keepDue()).toBe(false);
  clock.reach(2);
  while (clock.keepDue());
  expect(kept).toEqual(['a', 'b', 'c']);
  expect(clock.next()).toBe(null);
});
