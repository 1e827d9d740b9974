/**
 * What is packed: everything that the program and its course need, nothing else, and small enough for a quick `npx`. The course
 * goes as it was compiled; of its files only what whoever writes a course needs.
 */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';

interface Packed {
  readonly size: number;
  readonly unpackedSize: number;
  readonly files: readonly { readonly path: string }[];
}

const ROOT = resolve(import.meta.dirname, '..');
const [packed] = JSON.parse(
  execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    cwd: ROOT,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }),
) as [Packed];
const paths = packed.files.map((file) => file.path);

test('the package holds the launcher, the program, the sandbox, the course, and the licences', () => {
  const needed = [
    'dist/launch.cjs',
    'dist/start.cjs',
    'dist/main.mjs',
    'dist/child.mjs',
    'dist/course.json',
    'dist/THIRD-PARTY-NOTICES.md',
  ];
  expect(paths).toEqual(expect.arrayContaining([...needed, 'LICENSE', 'README.md']));
  expect(paths).toEqual(expect.arrayContaining(['lessons/README.md', 'quizzes/README.md']));
  expect(paths).toEqual(
    expect.arrayContaining(['chapter', 'quiz'].map((name) => `lessons/schema/${name}.schema.json`)),
  );
});

test('it holds neither tests nor sources', () => {
  expect(paths.filter((path) => !/^(dist|lessons|quizzes)\//.test(path)).toSorted()).toEqual([
    'LICENSE',
    'README.md',
    'package.json',
  ]);
});

test('it installs nothing else', () => {
  const manifest = JSON.parse(
    execFileSync('npm', ['pkg', 'get', 'dependencies'], { cwd: ROOT, encoding: 'utf8' }),
  ) as object;
  expect(manifest).toEqual({});
});

/** The course, as it is packed: it grows with every chapter. */
const courseSize = gzipSync(readFileSync(join(ROOT, 'dist/course.json'))).length;
const chapters = readdirSync(join(ROOT, 'lessons')).filter((name) => /^\d+-/.test(name)).length;

// Half a megabyte when there were lessons and quizzes only; live sessions, kept traces and the doctor have come since.
test('the program is at most 600 KB to fetch', () => {
  expect(packed.size - courseSize).toBeLessThan(600 * 1000);
});

test('a chapter adds at most forty kilobytes', () => {
  expect(chapters).toBeGreaterThan(0);
  expect(courseSize / chapters).toBeLessThan(40 * 1024);
});
