/** A program of one's own on the tutor's screen: a course of one lesson that says nothing, with its code and the panel. */
import type { Course } from '../../course/course.ts';
import { type Language, LANGUAGES } from '../../course/course.ts';
import { type ProgramFile, ProgramLines } from '../../trace/program-lines.ts';
import type { Size } from '../message.ts';
import type { Environment } from '../settings.ts';
import { initialState, type State } from '../state.ts';
import type { LessonView } from './lesson-state.ts';

/** `files`: the first is the one that was named. */
export function ownProgramState(
  files: readonly ProgramFile[],
  language: Language,
  size: Size,
  environment: Environment,
): State {
  return {
    ...initialState(courseOf(files), language, size, undefined, environment),
    isOwnProgram: true,
    place: { is: 'lesson', chapter: 0, lesson: 0 },
  };
}

function courseOf(files: readonly ProgramFile[]): Course {
  const { fileName } = files[0]!;
  const screen = { heading: '', blocks: [{ kind: 'step', step: { kind: 'run', program: fileName } }] } as const;
  const screens = Object.fromEntries(LANGUAGES.map((language) => [language, [screen]]));
  const lesson = { id: 'own', title: {}, minutes: 0, objectives: {}, screens };
  const source = files.map((file) => file.source).join('\n');
  const several = files.length > 1 ? { files } : {};
  const programs = { [fileName]: { fileName, source, twins: [], expected: {}, ...several } };
  const chapter = {
    id: 'own',
    number: 1,
    folder: '',
    title: {},
    lessons: [lesson],
    programs,
    exercises: {},
    questions: [],
  };
  return { title: {}, languages: LANGUAGES, misconceptions: [], chapters: [chapter] };
}

/** Null: the program has one file, and lines need no more than their number. */
export function linesOfFiles({ station, stationState }: LessonView): ProgramLines | null {
  const files = station?.program.files;
  if (files === undefined || stationState.form !== 0) return null;
  let lines = LINES.get(files);
  if (lines === undefined) LINES.set(files, (lines = new ProgramLines(files)));
  return lines;
}

const LINES = new WeakMap<readonly ProgramFile[], ProgramLines>();
