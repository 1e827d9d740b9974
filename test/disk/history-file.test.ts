import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openHistory } from '../../src/disk/history-file.ts';

let folder = '';
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'async-tutor-history-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const file = (): string => join(folder, 'history.jsonl');
const again = (most = 100): readonly string[] => openHistory(folder, most).entries;

test('what is entered is there the next time, whatever it has in it', () => {
  const entries = ['1 + 1', 'two\nlines', '"quotes" \\ 名字', '\u2028'];
  const history = openHistory(folder, 100);
  for (const entry of entries) history.append(entry);
  expect(again()).toEqual(entries);
});

test('two instances at once lose nothing', () => {
  const [one, other] = [openHistory(folder, 100), openHistory(folder, 100)];
  for (let count = 0; count < 20; count++) {
    one.append(`one ${count}`);
    other.append(`other ${count}`);
  }
  expect(again()).toHaveLength(40);
});

test('what is no entry is left out, and half a line spoils only itself', () => {
  writeFileSync(
    file(),
    Buffer.concat([Buffer.from('"good"\n{"no":1}\n\n12\n'), Buffer.from([0xff, 0xfe, 10]), Buffer.from('"half')]),
  );
  openHistory(folder, 100).append('after');
  expect(again()).toEqual(['good', 'after']);
});

test('it is bounded: the last ones stay', () => {
  const history = openHistory(folder, 10);
  for (let count = 0; count < 50; count++) history.append(`${count}`);
  expect(again(10)).toEqual(Array.from({ length: 10 }, (_, index) => `${40 + index}`));
  expect(readFileSync(file(), 'utf8').trim().split('\n')).toHaveLength(10);
  // Whoever had it open before goes on in the new one.
  history.append('later');
  expect(again(10).at(-1)).toBe('later');
});

test('a folder that is none, a link, a folder in its place: nothing is kept, and nothing is thrown', () => {
  writeFileSync(join(folder, 'file'), '');
  openHistory(join(folder, 'file', 'x'), 10).append('lost');
  mkdirSync(file());
  openHistory(folder, 10).append('lost');
  expect(again()).toEqual([]);
  rmSync(file(), { recursive: true });
  writeFileSync(join(folder, 'target'), '"theirs"\n');
  symlinkSync(join(folder, 'target'), file());
  openHistory(folder, 10).append('lost');
  expect(readFileSync(join(folder, 'target'), 'utf8')).toBe('"theirs"\n');
});

test('a long line is left out, and costs no memory', () => {
  writeFileSync(file(), `"${'x'.repeat(1_000_000)}"\n"short"\n`);
  expect(again()).toEqual(['short']);
});
