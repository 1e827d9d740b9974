/** A program of one's own on the tutor's screen: a course of one lesson that says nothing, with its code and the panel. */
import type { Course } from '../../course/course.ts';
import { type Language, LANGUAGES } from '../../course/course.ts';
import { placeNamer } from '../../text/place-names.ts';
import type { Telling } from '../../text/task-sentence.ts';
import { type FileStart, ProgramLines, type WholeProgram } from '../../trace/program-lines.ts';
import type { Size } from '../message.ts';
import type { Environment } from '../settings.ts';
import { initialState, type State } from '../state.ts';
import type { LessonView } from './lesson-state.ts';

export function ownProgramState(
  program: WholeProgram,
  language: Language,
  size: Size,
  environment: Environment,
): State {
  return {
    ...initialState(courseOf(program), language, size, undefined, environment),
    isOwnProgram: true,
    place: { is: 'lesson', chapter: 0, lesson: 0 },
  };
}

/** It was changed on disk: what the screen knew of it is of another program. */
export function withOwnProgram(state: State, program: WholeProgram): State {
  return { ...state, course: courseOf(program), lessons: {} };
}

function courseOf(program: WholeProgram): Course {
  const { fileName } = program;
  const screen = { heading: '', blocks: [{ kind: 'step', step: { kind: 'run', program: fileName } }] } as const;
  const screens = Object.fromEntries(LANGUAGES.map((language) => [language, [screen]]));
  const lesson = { id: 'own', title: {}, minutes: 0, objectives: {}, screens };
  const programs = { [fileName]: { ...program, twins: [], expected: {} } };
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
  const program = station?.program;
  if (program?.files === undefined || stationState.form !== 0) return null;
  let lines = LINES.get(program.files);
  if (lines === undefined) LINES.set(program.files, (lines = new ProgramLines(program)));
  return lines;
}

const LINES = new WeakMap<readonly FileStart[], ProgramLines>();

/** In a program of several files, places are said with their file. */
export function placesOf({ language }: State, view: LessonView): Pick<Telling, 'namePlace'> {
  const lines = linesOfFiles(view);
  return lines === null ? {} : { namePlace: placeNamer(lines, language) };
}
