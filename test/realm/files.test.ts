/** The module `files` with answers given by hand, in loops on virtual time. */
import { beforeEach, describe, expect, test } from 'vitest';
import { CancelledError, createTask, gather, sleep, TimeoutError, waitFor } from '../../src/asyncio/index.ts';
import { FileNotFoundError, list, read, readSync } from '../../src/realm/modules/files.ts';
import { outside } from '../../src/realm/outside.ts';
import { inLoop, raised } from '../asyncio/in-loop.ts';
import { chunk, END, failed, FakeOutside } from './fake-outside.ts';

let fake: FakeOutside;
beforeEach(() => {
  fake = new FakeOutside();
  outside.current = fake;
});

describe('blocking', () => {
  test('readSync gives the text', () => {
    fake.answers = [chunk('煮'), chunk('茶'), END];
    expect(readSync('tea.zh.txt')).toBe('煮茶');
    expect(fake.asked).toEqual([{ question: { op: 'file', name: 'tea.zh.txt' } }]);
  });

  test('list gives the names', () => {
    fake.answers = [chunk('a.txt\nb.txt'), END];
    expect(list()).toEqual(['a.txt', 'b.txt']);
  });

  test('a file that is not there', () => {
    fake.answers = [failed('noSuchFile', 'there is no file "x"')];
    expect(() => readSync('x')).toThrow(FileNotFoundError);
    expect(() => readSync(1 as never)).toThrow('the name of a file is needed, not 1');
  });
});

describe('awaited', () => {
  test(
    'other tasks run until the disk has it',
    inLoop(async () => {
      const log: string[] = [];
      const reading = createTask(read('a.txt'));
      await sleep(1);
      log.push('slept');
      expect(reading.done()).toBe(false);
      fake.begun[0]!.told(chunk('text'));
      fake.begun[0]!.told(END);
      log.push(await reading);
      expect(log).toEqual(['slept', 'text']);
    }),
  );

  test(
    'nothing is read before it is awaited',
    inLoop(async () => {
      const cold = read('a.txt');
      await sleep(1);
      expect(fake.begun).toEqual([]);
      cold.close();
    }),
  );

  test(
    'several at once, each with its own text',
    inLoop(async () => {
      const both = gather(read('a'), read('b'));
      await sleep(0);
      for (const { told, question } of fake.begun.toReversed()) {
        told(chunk((question as { name: string }).name));
        told(END);
      }
      expect(await both).toEqual(['a', 'b']);
    }),
  );

  test(
    'cancelled: the reading is given up, and what comes late is nobody’s',
    inLoop(async () => {
      const reading = createTask(read('a'));
      await sleep(0);
      reading.cancel();
      expect(await raised(reading)).toBeInstanceOf(CancelledError);
      expect(fake.begun[0]!.isDropped).toBe(true);
      fake.begun[0]!.told(END);
      await sleep(0);
    }),
  );

  test(
    'a timeout of asyncio',
    inLoop(async () => {
      expect(await raised(waitFor(read('a'), 0.5))).toBeInstanceOf(TimeoutError);
      expect(fake.begun[0]!.isDropped).toBe(true);
    }),
  );

  test(
    'a file that is not there',
    inLoop(async () => {
      const reading = createTask(read('x'));
      await sleep(0);
      fake.begun[0]!.told(failed('noSuchFile', 'there is no file "x"'));
      expect(await raised(reading)).toBeInstanceOf(FileNotFoundError);
    }),
  );
});
