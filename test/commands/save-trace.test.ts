import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { saveTrace } from '../../src/commands/save-trace.ts';
import { openTrace } from '../../src/commands/trace-files.ts';
import { writePieces } from '../../src/disk/trace-file.ts';
import { Replay } from '../../src/trace/replay.ts';
import { randomTrace } from '../trace/random-trace.ts';

const root = mkdtempSync(join(tmpdir(), 'async-tutor-save-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
let folders = 0;

function newFolder(): string {
  const folder = join(root, String(++folders));
  mkdirSync(folder);
  return folder;
}

function known(fileName: string) {
  const replay = new Replay();
  replay.append(randomTrace(1, 500, 5));
  return { fileName, source: 'await 1;\n', replay, length: 300 };
}

test('a trace and its picture get names that are not taken, by whatever', async () => {
  const folder = newFolder();
  symlinkSync('/nowhere', join(folder, 'tea-2.svg'));
  const saved = [];
  for (let count = 0; count < 2; count++) saved.push(await saveTrace(known('tea.ts'), 'en', folder));
  expect(saved).toEqual([
    { is: 'saved', trace: 'tea.trace.json', picture: 'tea.svg' },
    { is: 'saved', trace: 'tea-3.trace.json', picture: 'tea-3.svg' },
  ]);
});

test('what was known of the run when it was saved comes back, and no more', async () => {
  const folder = newFolder();
  const trace = known('tea.ts');
  await saveTrace(trace, 'zh', folder);
  const again = openTrace(join(folder, 'tea.trace.json'), 'zh');
  expect([again.fileName, again.source, again.length]).toEqual(['tea.ts', 'await 1;\n', 300]);
  for (let index = 0; index < 300; index++) expect(again.replay.event(index)).toEqual(trace.replay.event(index));
  expect(readFileSync(join(folder, 'tea.svg'), 'utf8')).toContain('结束之前保存');
});

test('the name of a program leads nowhere else, and is one on any system', async () => {
  const names = [
    ['../../etc/passwd', 'passwd'],
    ['..\\windows\\a b.ts', 'a-b'],
    ['.hidden', 'hidden'],
    ['茶.ts', '茶'],
    ['...', 'program'],
    ['', 'program'],
    ['a\u0000b:c*.mts', 'a-b-c'],
    [`${'x'.repeat(300)}.ts`, 'x'.repeat(60)],
  ] as const;
  for (const [fileName, base] of names) {
    const folder = newFolder();
    await saveTrace(known(fileName), 'en', folder);
    expect(readdirSync(folder).toSorted()).toEqual([`${base}.svg`, `${base}.trace.json`].toSorted());
  }
});

test('a folder that is gone, or none, is told of', async () => {
  expect(await saveTrace(known('tea.ts'), 'en', join(root, 'gone'))).toEqual({
    is: 'unsaved',
    file: 'tea.trace.json',
    why: 'ENOENT',
  });
  writeFileSync(join(root, 'file'), '');
  expect(await saveTrace(known('tea.ts'), 'en', join(root, 'file'))).toMatchObject({ is: 'unsaved', why: 'ENOTDIR' });
});

test('half a file is not left behind, nor is what stood there lost', async () => {
  const folder = newFolder();
  const pieces = function* (): Generator<string> {
    yield 'a'.repeat(100_000);
    throw Object.assign(new Error('no room'), { code: 'ENOSPC' });
  };
  expect(await writePieces(join(folder, 'new'), pieces(), false)).toBe('ENOSPC');
  writeFileSync(join(folder, 'old'), 'old');
  expect(await writePieces(join(folder, 'old'), pieces(), true)).toBe('ENOSPC');
  expect(await writePieces(join(folder, 'old'), ['new'], false)).toBe('EEXIST');
  expect(readdirSync(folder)).toEqual(['old']);
  expect(readFileSync(join(folder, 'old'), 'utf8')).toBe('old');
});
