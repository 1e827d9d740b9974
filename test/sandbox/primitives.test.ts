/** What threads meet at, without threads: parties ask, and it is noted when each is answered. */
import { expect, test } from 'vitest';
import { type Party, type Primitive, makePrimitive } from '../../src/sandbox/primitives.ts';
import type { PrimitiveMethod } from '../../src/trace/pool-question.ts';

class Meeting {
  readonly log: string[] = [];

  party(lane: number, method: string): Party {
    return {
      lane,
      done: (value) => void this.log.push(`${lane} ${method}: ${value}`),
      refused: (message) => void this.log.push(`${lane} ${method} refused: ${message}`),
    };
  }

  ask(primitive: Primitive, lane: number, method: PrimitiveMethod, count = 1): Party {
    const party = this.party(lane, method);
    primitive.act(method, party, count);
    return party;
  }

  /** What has been answered since the last look. */
  take(): readonly string[] {
    return this.log.splice(0);
  }
}

test('a lock is had by one at a time, in the order in which they asked', () => {
  const meeting = new Meeting();
  const lock = makePrimitive('lock', 1, null)!;
  for (const lane of [1, 2, 3]) meeting.ask(lock, lane, 'acquire');
  expect(meeting.take()).toEqual(['1 acquire: true']);
  expect(lock.owner).toBe(1);
  meeting.ask(lock, 4, 'tryAcquire');
  meeting.ask(lock, 3, 'release');
  expect(meeting.take()).toEqual(['4 tryAcquire: false', '2 acquire: true', '3 release: true']);
  meeting.ask(lock, 2, 'release');
  expect(meeting.take()).toEqual(['3 acquire: true', '2 release: true']);
});

test('who gives up is passed over', () => {
  const meeting = new Meeting();
  const lock = makePrimitive('lock', 1, null)!;
  meeting.ask(lock, 1, 'acquire');
  const second = meeting.ask(lock, 2, 'acquire');
  meeting.ask(lock, 3, 'acquire');
  lock.giveUp(second);
  meeting.ask(lock, 1, 'release');
  expect(meeting.take()).toEqual(['1 acquire: true', '2 acquire: false', '3 acquire: true', '1 release: true']);
});

test('an RLock counts its owner, and refuses everybody else', () => {
  const meeting = new Meeting();
  const lock = makePrimitive('rlock', 1, null)!;
  meeting.ask(lock, 1, 'acquire');
  meeting.ask(lock, 1, 'acquire');
  meeting.ask(lock, 2, 'release');
  meeting.ask(lock, 1, 'release');
  meeting.ask(lock, 2, 'tryAcquire');
  meeting.ask(lock, 1, 'release');
  meeting.ask(lock, 2, 'tryAcquire');
  expect(meeting.take()).toEqual([
    '1 acquire: true',
    '1 acquire: true',
    '2 release refused: cannot release un-acquired lock',
    '1 release: true',
    '2 tryAcquire: false',
    '1 release: true',
    '2 tryAcquire: true',
  ]);
});

test('a semaphore lets in as many as it has places', () => {
  const meeting = new Meeting();
  const semaphore = makePrimitive('semaphore', 1, null)!;
  for (const lane of [1, 2, 3, 4]) meeting.ask(semaphore, lane, 'acquire');
  meeting.take();
  meeting.ask(semaphore, 1, 'release', 2);
  expect(meeting.take()).toEqual(['1 release: true', '2 acquire: true', '3 acquire: true']);
});

test('an event lets all go on, and keeps letting until it is cleared', () => {
  const meeting = new Meeting();
  const event = makePrimitive('event', 0, null)!;
  meeting.ask(event, 1, 'wait');
  const late = meeting.ask(event, 2, 'wait');
  event.giveUp(late);
  meeting.ask(event, 3, 'set');
  meeting.ask(event, 4, 'wait');
  meeting.ask(event, 3, 'clear');
  meeting.ask(event, 4, 'isSet');
  expect(meeting.take()).toEqual([
    '2 wait: false',
    '3 set: true',
    '1 wait: true',
    '4 wait: true',
    '3 clear: true',
    '4 isSet: false',
  ]);
});

test('a condition gives its lock back while one waits, and wakes as many as it is told', () => {
  const meeting = new Meeting();
  const lock = makePrimitive('rlock', 1, null)!;
  const condition = makePrimitive('condition', 0, lock)!;
  meeting.ask(condition, 1, 'wait');
  expect(meeting.take()).toEqual(['1 wait refused: cannot wait on un-acquired lock']);
  for (const lane of [1, 2]) {
    meeting.ask(lock, lane, 'acquire');
    meeting.ask(lock, lane, 'acquire');
    meeting.ask(condition, lane, 'wait');
  }
  meeting.ask(lock, 3, 'acquire');
  meeting.take();
  meeting.ask(condition, 3, 'notify', 1);
  expect(meeting.take()).toEqual(['3 notify: true']);
  meeting.ask(lock, 3, 'release');
  expect(meeting.take()).toEqual(['1 wait: true', '3 release: true']);
  meeting.ask(lock, 1, 'release');
  expect(lock.owner).toBe(1);
});

test('who waits for a condition too long gets the lock back before it is told so', () => {
  const meeting = new Meeting();
  const lock = makePrimitive('lock', 1, null)!;
  const condition = makePrimitive('condition', 0, lock)!;
  meeting.ask(lock, 1, 'acquire');
  const waiting = meeting.ask(condition, 1, 'wait');
  meeting.ask(lock, 2, 'acquire');
  meeting.take();
  condition.giveUp(waiting);
  expect(meeting.take()).toEqual([]);
  meeting.ask(lock, 2, 'release');
  expect(meeting.take()).toEqual(['1 wait: false', '2 release: true']);
});

test('who is no longer there is not handed a lock, and has back the one that a condition took from it', () => {
  const meeting = new Meeting();
  const lock = makePrimitive('lock', 1, null)!;
  meeting.ask(lock, 1, 'acquire');
  const waiting = meeting.ask(lock, 1, 'acquire');
  lock.leave(waiting);
  meeting.ask(lock, 1, 'release');
  expect(lock.owner).toBeNull();
  const condition = makePrimitive('condition', 0, lock)!;
  meeting.ask(lock, 2, 'acquire');
  const gone = meeting.ask(condition, 2, 'wait');
  expect(lock.owner).toBeNull();
  condition.leave(gone);
  expect(lock.owner).toBe(2);
  const semaphore = makePrimitive('semaphore', 0, null)!;
  semaphore.leave(meeting.ask(semaphore, 1, 'acquire'));
  meeting.ask(semaphore, 1, 'release', 1);
  meeting.take();
  meeting.ask(semaphore, 1, 'tryAcquire');
  expect(meeting.take()).toEqual(['1 tryAcquire: true']);
});
