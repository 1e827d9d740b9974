/** Scripts as editors: what comes back from them, and what is left on the disk. */
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test, vi } from 'vitest';
import { MAX_COLUMNS, MAX_LINES } from '../../src/course/program-bounds.ts';
import { editorOf, inEditor } from '../../src/commands/external-editor.ts';

const ROOT = mkdtempSync(join(tmpdir(), 'async-tutor-editor-test-'));
afterAll(() => rmSync(ROOT, { recursive: true, force: true }));
const TEMPORARY = join(ROOT, 'tmp');
const PROGRAM = { fileName: 'mend.starter.ts', source: 'broken;\n' };

beforeEach(() => {
  rmSync(TEMPORARY, { recursive: true, force: true });
  mkdirSync(TEMPORARY);
  vi.stubEnv('TMPDIR', TEMPORARY);
});

/** The last argument is the file. */
function editor(body: string, name = 'editor'): string {
  const path = join(ROOT, name);
  writeFileSync(path, `#!/bin/sh\nfor file; do :; done\n${body}\n`);
  chmodSync(path, 0o755);
  return path;
}

const left = (): readonly string[] => readdirSync(TEMPORARY);

test('what is saved comes back, and no file stays', () => {
  expect(inEditor(PROGRAM, editor('echo "whole;" >> "$file"'))).toEqual({ is: 'saved', text: 'broken;\nwhole;\n' });
  expect(inEditor(PROGRAM, editor(''))).toEqual({ is: 'saved', text: 'broken;\n' });
  expect(left()).toEqual([]);
});

test('an editor has its options, and a name with blanks in quotes', () => {
  const command = `"${editor('echo "$1 $2 $#" > "$file"', 'my editor')}" --wait 'a b'`;
  expect(inEditor(PROGRAM, command)).toEqual({ is: 'saved', text: '--wait a b 3\n' });
});

test('the file has the name of the program, whatever folder that names', () => {
  const named = { ...PROGRAM, fileName: '../../evil.ts' };
  expect(inEditor(named, editor('basename "$file" > "$file"'))).toEqual({ is: 'saved', text: 'evil.ts\n' });
});

test.each(['', ' ', 'no-such-editor-anywhere', '/', '"'])('there is no editor %o', (command) => {
  expect(inEditor(PROGRAM, command)).toEqual({ is: 'noEditor', command });
  expect(left()).toEqual([]);
});

test('of an editor that fails nothing is taken over, but what it wrote stays', () => {
  expect(inEditor(PROGRAM, editor('exit 3'))).toEqual({ is: 'ended', how: 3, file: null });
  expect(left()).toEqual([]);
  const crashed = inEditor(PROGRAM, editor('echo "hours of work" > "$file"; kill -9 $$'));
  expect(crashed).toMatchObject({ is: 'ended', how: 'SIGKILL' });
  const file = 'file' in crashed ? crashed.file : null;
  expect(readFileSync(file!, 'utf8')).toBe('hours of work\n');
});

test('a file that is gone, or is none any more, is said to be so', () => {
  expect(inEditor(PROGRAM, editor('rm "$file"'))).toEqual({ is: 'gone' });
  expect(inEditor(PROGRAM, editor('rm "$file"; mkfifo "$file"'))).toMatchObject({ is: 'noFile' });
  expect(inEditor(PROGRAM, editor('ln -sf /dev/zero "$file"'))).toMatchObject({ is: 'noFile' });
  expect(left()).toEqual([]);
});

test.each([
  ['lines', `yes "a();" | head -${MAX_LINES + 1} > "$file"`],
  ['columns', `printf "%0${MAX_COLUMNS + 1}d" 1 > "$file"`],
  ['bytes', 'head -c 3000000 /dev/zero > "$file"'],
])('a text with too many %s stays where it is', (_, body) => {
  const edited = inEditor(PROGRAM, editor(body));
  expect(edited.is).toBe('tooLarge');
  expect(existsSync('file' in edited ? edited.file! : '')).toBe(true);
});

test('where no file can be made, that is said', () => {
  rmSync(TEMPORARY, { recursive: true });
  expect(inEditor(PROGRAM, editor(''))).toEqual({ is: 'noFile', why: 'ENOENT' });
});

test('$VISUAL comes before $EDITOR, and vi after both', () => {
  expect(editorOf({ VISUAL: 'code --wait', EDITOR: 'ed' })).toEqual({ variable: 'VISUAL', command: 'code --wait' });
  expect(editorOf({ VISUAL: '', EDITOR: 'ed' })).toEqual({ variable: 'EDITOR', command: 'ed' });
  expect(editorOf({})).toEqual({ variable: null, command: 'vi' });
});
