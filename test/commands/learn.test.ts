import { mkdirSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { cli, inFolder, program } from './cli.ts';

let folders = 0;

/** A new folder with these files in it. */
function folder(files: { readonly [path: string]: string }): string {
  const path = inFolder(`course-${++folders}`);
  mkdirSync(path);
  for (const [name, text] of Object.entries(files)) {
    const at = `${path}/${name}`;
    mkdirSync(at.slice(0, at.lastIndexOf('/')), { recursive: true });
    writeFileSync(at, text);
  }
  return path;
}

async function refused(course: string, language: 'en' | 'zh'): Promise<string> {
  const { code, stdout, stderr } = await cli(['--course', course, '--lang', language]);
  expect([code, stdout]).toEqual([2, '']);
  return stderr;
}

describe('a folder that is no course is refused with what is wrong and what to do:', () => {
  const cases: readonly (readonly [string, () => string, RegExp, RegExp])[] = [
    [
      'no such folder',
      () => '/no/such/place',
      /no folder \/no\/such\/place\. .*holds lessons/,
      /没有目录 \/no\/such\/place。/,
    ],
    ['a file', () => program('', '.yaml'), /is a file\. --course takes a folder/, /是文件。/],
    ['no lessons/', () => folder({ 'notes.md': '' }), /no lessons\/ in .*\. A course is/, /里没有 lessons\/。/],
    [
      'the lessons/ of a course',
      () => `${folder({ 'lessons/course.yaml': 'title: { en: Mine }' })}/lessons`,
      /Name the folder above it: --course .*course-\d+\n/,
      /请写它上面的目录：--course .*course-\d+\n/,
    ],
    [
      'no course.yaml',
      () => folder({ 'lessons/01-first/chapter.yaml': '' }),
      /no lessons\/course\.yaml in .* title: \{ en: My course \}/,
      /没有 lessons\/course\.yaml。.*title: \{ zh: 我的课程 \}/,
    ],
    [
      'no lesson',
      () => folder({ 'lessons/course.yaml': 'title: { en: Mine }\n' }),
      /there is no lesson in .*lessons\/01-first\/chapter\.yaml/,
      /里没有课。/,
    ],
    [
      'no lesson that can be opened',
      () => folder({ 'lessons/course.yaml': 'title: { en: Mine }\n', 'lessons/01-first/chapter.yaml': '[]' }),
      /lessons\/01-first\/chapter\.yaml:1: .*\n.*Mend what is listed above \(problems found: \d+\)/s,
      /请改正上面列出的问题（共 \d+ 个）/,
    ],
  ];
  for (const [name, make, english, chinese] of cases) {
    test(name, async () => {
      const course = make();
      expect(await refused(course, 'en')).toMatch(english);
      expect(await refused(course, 'zh')).toMatch(chinese);
    });
  }
});

test('without a terminal the tutor says what it needs', async () => {
  const { code, stderr } = await cli(['learn', '--lang', 'en']);
  expect(code).toBe(2);
  expect(stderr).toContain('the tutor needs a terminal');
});
