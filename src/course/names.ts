/** How things in a course are called, and what their names tell. */
import type { Language } from './course.ts';
import { LANGUAGES } from './course.ts';

/** Ids of chapters and lessons: what progress is kept under, and what a learner types. */
export const ID = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
/** A snippet as a step names it. */
export const PROGRAM = /^[a-z0-9]+(?:-[a-z0-9]+)*\.ts$/;

const CHAPTER_FOLDER = /^(\d+)-[a-z0-9-]+$/;
const LESSON_FILE = /^(\d+)-([a-z0-9-]+)\.([a-z]+)\.md$/;

export function chapterNumber(folder: string): number | null {
  const match = CHAPTER_FOLDER.exec(folder);
  return match === null ? null : Number(match[1]);
}

/** `2-in-sequence.en.md` is the second lesson, `in-sequence`, in English. */
export function lessonFileName(
  name: string,
): { readonly number: number; readonly id: string; readonly language: Language } | null {
  const match = LESSON_FILE.exec(name);
  const language = LANGUAGES.find((known) => known === match?.[3]);
  return match === null || language === undefined ? null : { number: Number(match[1]), id: match[2]!, language };
}

/** The names of a program's twins: `in-sequence.ts` → `in-sequence.py`, `in-sequence.native.js`. */
export function twinNames(
  program: string,
): readonly { readonly language: 'python' | 'native'; readonly fileName: string }[] {
  const stem = program.replace(/\.ts$/, '');
  return [
    { language: 'python', fileName: `${stem}.py` },
    { language: 'native', fileName: `${stem}.native.js` },
  ];
}

/** What looks like the name of a program anywhere in a part that cannot be read: its files are not stray. */
export function programsNamedIn(written: unknown): readonly string[] {
  if (typeof written === 'string') return /^[^/\s]+\.(?:ts|js)$/.test(written) ? [written] : [];
  if (typeof written !== 'object' || written === null) return [];
  return Object.values(written).flatMap(programsNamedIn);
}
