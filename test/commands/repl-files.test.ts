/** Files that a session reads and writes: what is said where that cannot be. */
import { basename } from 'node:path';
import { expect, test } from 'vitest';
import { readSource, withOwnFiles, writeSource } from '../../src/commands/repl-files.ts';
import { systemWords } from '../../src/text/progress-words.ts';
import { inFolder, program } from './cli.ts';

test('a file that cannot be read is told of in one sentence, in the language of the reader', () => {
  const missing = inFolder('nope.ts');
  expect(readSource(missing, 'en')).toEqual({ ok: false, why: `There is no file ${missing}.` });
  expect(readSource(missing, 'zh')).toEqual({ ok: false, why: `没有文件 ${missing}。` });
  expect(readSource(program('1 + 1'), 'zh')).toMatchObject({ ok: true, text: '1 + 1', program: { source: '1 + 1' } });
});

test('a program is loaded with the files that it imports, whose lines are known', () => {
  const two = program('export const two = 2;');
  const source = `import { two } from "./${basename(two)}";\nawait run(main(two));\n`;
  const own = program(source);
  expect(readSource(own, 'en')).toMatchObject({
    text: source,
    program: {
      files: [
        [basename(own), 1],
        [basename(two), 4],
      ],
    },
  });
  const others = [{ fileName: basename(two), source: 'export const two = 2;' }];
  expect(withOwnFiles(own, source)).toEqual({ fileName: basename(own), source, files: others });
  expect(withOwnFiles(inFolder('gone.ts'), source)).toEqual({ fileName: 'gone.ts', source });
});

test('a file that cannot be written is told of by the code of the system, which has words', () => {
  const code = writeSource(inFolder('no/where.ts'), '');
  expect(code).toBe('ENOENT');
  expect(systemWords(code!, 'en')).toBe('part of the path is not there');
  expect(systemWords(code!, 'zh')).toBe('路径中有一段不存在');
});
