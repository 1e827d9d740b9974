/** A trace of another day on the tutor's screen: a course of one lesson, whose program has run already. */
import type { Course, Language, LessonScreen } from '../../course/course.ts';
import { LANGUAGES } from '../../course/course.ts';
import { programOf } from '../../trace/program-lines.ts';
import type { Size } from '../message.ts';
import { recordedRun } from '../playback.ts';
import type { KnownTrace } from '../ports.ts';
import type { Environment } from '../settings.ts';
import type { State } from '../state.ts';
import { initialState } from '../state.ts';
import { WORDS } from '../words.ts';
import { withScreen, withStation } from './lesson-state.ts';

/** It begins to play at once. */
export function traceState(trace: KnownTrace, language: Language, size: Size, environment: Environment): State {
  const start: State = {
    ...initialState(courseOf(trace), language, size, undefined, environment),
    isTrace: true,
    place: { is: 'lesson', chapter: 0, lesson: 0 },
  };
  return withStation(withScreen(start, { view: 'program' }), { run: recordedRun(trace, trace.replay) });
}

function courseOf(trace: KnownTrace): Course {
  const { fileName } = trace;
  const screens = LANGUAGES.map((language) => [language, [screenOf(trace, language)]] as const);
  const lesson = { id: 'trace', title: {}, minutes: 0, objectives: {}, screens: Object.fromEntries(screens) };
  const programs = { [fileName]: { ...programOf(trace), twins: [], expected: {} } };
  const only = {
    id: 'trace',
    number: 1,
    folder: '',
    title: {},
    lessons: [lesson],
    programs,
    exercises: {},
    questions: [],
  };
  return { title: {}, languages: LANGUAGES, misconceptions: [], chapters: [only] };
}

function screenOf({ fileName, replay, length }: KnownTrace, language: Language): LessonScreen {
  const { traceTitle, traceFacts } = WORDS[language];
  const start = replay.event(0);
  const isWhole = replay.event(length - 1)?.type === 'runEnded';
  const text = start?.type === 'runStarted' ? traceFacts(start.clock, start.seed, isWhole) : '';
  return {
    heading: traceTitle,
    blocks: [
      { kind: 'paragraph', spans: [{ kind: 'text', text }] },
      { kind: 'step', step: { kind: 'run', program: fileName } },
    ],
  };
}
