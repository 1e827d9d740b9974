/**
 * The tutor's screens as they are, in both languages and three sizes: whoever changes a screen sees here what became of all of
 * them. `npm run screens` writes them anew, to be looked at before they are committed.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LANGUAGES } from '../../src/course/course.ts';
import { readCourse } from '../../src/disk/read-course.ts';
import { findSyntaxError } from '../../src/sandbox/find-syntax-error.ts';
import type { SyntaxPort } from '../../src/app/ports.ts';
import { TutorDriver } from '../app/tutor-driver.ts';
import { screenToSvg } from '../journeys/screen-to-svg.ts';
import { onScreen } from './on-screen.tsx';
import { RecordedRunner } from '../app/recorded-runner.ts';
import { SCENES, TOO_SMALL } from './scenes.ts';

const GOLDEN = resolve(import.meta.dirname, 'golden');
const SIZES = [
  { columns: 80, rows: 24, scenes: SCENES },
  { columns: 120, rows: 40, scenes: SCENES },
  { columns: 200, rows: 50, scenes: SCENES },
  { columns: 50, rows: 12, scenes: TOO_SMALL },
] as const;
const PLACES = SIZES.flatMap((size) => LANGUAGES.map((language) => ({ ...size, language })));

const { value: course } = readCourse(resolve(import.meta.dirname, '../..'));
const runner = new RecordedRunner();
afterAll(() => runner.close());

const isWriting = process.env['SCREENS'] === 'write';
beforeAll(() => {
  if (isWriting) rmSync(GOLDEN, { recursive: true, force: true });
});

const syntax: SyntaxPort = {
  check({ fileName, source }) {
    const found = findSyntaxError(source, fileName);
    if (found === null) return Promise.resolve({ problem: null });
    const { message, ...rest } = found;
    return Promise.resolve({ problem: { ...rest, text: message } });
  },
};

describe.each(PLACES)('on $columns x $rows in $language', ({ columns, rows, language, scenes }) => {
  const place = `${columns}x${rows}/${language}`;

  test.each(scenes)('$name is as it was', async ({ name, play, isPicture }) => {
    const tutor = new TutorDriver({ course, language, columns, rows, ports: { runner, syntax } });
    await play(tutor);
    const { text, svg } = await onScreen(tutor.state, (terminal) => ({
      text: `${terminal.screen}\n`,
      svg: isPicture ? screenToSvg(terminal.xterm, name) : null,
    }));
    keepOrCompare(`${place}/${name}.txt`, text);
    if (svg !== null) keepOrCompare(`${place}/${name}.svg`, svg);
  });

  test('nothing else is kept', () => {
    const wanted = scenes.flatMap(({ name, isPicture }) => [`${name}.txt`, ...(isPicture ? [`${name}.svg`] : [])]);
    expect(readdirSync(join(GOLDEN, place)).toSorted()).toEqual(wanted.toSorted());
  });
});

function keepOrCompare(path: string, now: string): void {
  const file = join(GOLDEN, path);
  if (isWriting) {
    mkdirSync(dirname(file), { recursive: true });
    return writeFileSync(file, now);
  }
  const before = existsSync(file) ? readFileSync(file, 'utf8') : '';
  expect(now, `golden/${path} is not what the screen is now; \`npm run screens\` writes all of them anew`).toBe(before);
}
