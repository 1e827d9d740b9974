import { expect, test } from 'vitest';
import { NOUNS } from '../../src/asyncio/deadlock.ts';
import { WAITS } from '../../src/sandbox/stuck.ts';
import { deadlockInChinese, WAITED_FOR } from '../../src/text/deadlock-words.ts';
import { errorText } from '../../src/text/error-words.ts';

test('whatever can be waited for in a deadlock has Chinese words', () => {
  for (const english of [...Object.values(NOUNS), ...Object.values(WAITS)])
    expect(WAITED_FOR).toHaveProperty([english]);
});

const ASYNCIO = `deadlock: everything waits, and nothing is left that could go on
  Task-1 (main) waits at line 9 for task who waits for a lock
  Task-2 (x) waits for a lock that nobody releases
  the top level waits at line 10 for an event that nobody sets
  y waits at line 3 for a poll
  and 3 more`;

const THREADS = `deadlock: every thread waits, and nothing is left that could go on
  MainThread waits at line 10 for another thread to end
  Thread-1 (cross) waits at line 6 for a lock that Thread-2 (cross) has
  Thread-3 (once) waits at line 7 for a lock that it has itself
  Thread-4 (on) waits at line 8 for a promise that asyncio knows nothing of
  Thread-5 (work) waits at line 3 of lib/my work.ts for a lock that Thread-1 (cross) has`;

test('a deadlock is told in Chinese line by line, names and what is unknown as they are', () => {
  expect(errorText({ name: 'DeadlockError', message: ASYNCIO, place: null }, 'zh')).toBe(
    `DeadlockError: 死锁：所有任务都在等待，没有什么能让它们继续
  Task-1 (main) 在第 9 行等待任务 who waits for a lock
  Task-2 (x) 等待没有人释放的锁
  顶层代码 在第 10 行等待没有人设置的事件
  y waits at line 3 for a poll
  还有 3 个`,
  );
  expect(deadlockInChinese(THREADS)).toBe(`死锁：所有线程都在等待，没有什么能让它们继续
  MainThread 在第 10 行等待另一个线程结束
  Thread-1 (cross) 在第 6 行等待 Thread-2 (cross) 持有的锁
  Thread-3 (once) 在第 7 行等待它自己持有的锁
  Thread-4 (on) 在第 8 行等待 asyncio 不知道的 promise
  Thread-5 (work) 在 lib/my work.ts 第 3 行等待 Thread-1 (cross) 持有的锁`);
  expect(errorText({ name: 'DeadlockError', message: ASYNCIO, place: null }, 'en')).toBe(`DeadlockError: ${ASYNCIO}`);
});

test('a message that a program made up is read in time, however long', () => {
  for (const part of [' waits for a that has', ' that', ' waits at line 1 of x'])
    expect(deadlockInChinese(part.repeat(3000))).toBe(part.repeat(3000));
});
