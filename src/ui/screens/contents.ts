/** The contents screen. */
import { lessonMark } from '../../app/lesson-mark.ts';
import { localized } from '../../app/screens/lesson-state.ts';
import type { State } from '../../app/state.ts';
import { listedLessons } from '../../app/screens/contents.ts';
import { allLessons, lessonKey } from '../../app/state.ts';
import { withCursor } from '../../app/text-field.ts';
import { WORDS } from '../../app/words.ts';
import { span, type StyledLine } from '../../text/styled.ts';
import { wrapSpans } from '../../text/wrap.ts';
import { edges, keyBar, pane, rule, withMark } from '../parts/frame.ts';

const WIDEST = 84;
const INDENT = '    ';
/** Rows of lessons that go before the objectives. */
const LEAST_LIST = 8;

export function contentsRows(state: State): readonly StyledLine[] {
  const { columns, rows } = state.size;
  const words = WORDS[state.language];
  const title = localized(state.course.title, state.course, state.language) ?? words.name;
  const header = edges([span(` ${title}`, 'heading')], [span(`${words.name} `, 'dim')], columns);
  const width = Math.min(WIDEST, columns - 2);
  const aims = objectiveRows(state, width);
  const room = rows - 4 - aims.length;
  const list = listRows(state, width, room >= LEAST_LIST ? room : rows - 4);
  const body = pane(list.length <= room ? [...list, ...aims] : list, columns, rows - 4);
  return [header, rule(columns), ...body, rule(columns), keyBar(state)];
}

/** The whole list, for reading aloud. */
export function contentsList(state: State): readonly StyledLine[] {
  return [...listRows(state, WIDEST, Infinity), ...objectiveRows(state, WIDEST)];
}

/** What the chosen lesson is for. */
function objectiveRows(state: State, width: number): readonly StyledLine[] {
  const { course, language } = state;
  const chosen = allLessons(course)[state.selected];
  if (chosen === undefined || !listedLessons(state).includes(state.selected)) return [];
  const lesson = course.chapters[chosen.chapter]!.lessons[chosen.lesson]!;
  const objectives = localized(lesson.objectives, course, language) ?? [];
  if (objectives.length === 0) return [];
  const items = objectives.flatMap((text) => wrapSpans([span('• ', 'bullet'), span(text)], width - INDENT.length, 2));
  const lines = [[span(WORDS[language].objectives, 'dim')], ...items];
  return [[], [], ...lines.map((line) => [span(INDENT), ...line])];
}

/** A window of the list around the chosen lesson; what is searched for stays above it. */
function listRows(state: State, width: number, height: number): readonly StyledLine[] {
  const { course, language } = state;
  const words = WORDS[language];
  const lessons = allLessons(course);
  if (lessons.length === 0) return [[], [span(`  ${words.noLessons}`, 'dim')]];
  const { search } = state;
  const field = search === null ? [] : [[span(`  ${words.searchFor}`, 'key'), span(withCursor(search), 'strong')]];
  const rows: StyledLine[] = [];
  let chosenRow = 0;
  const listed = new Set(listedLessons(state));
  if (listed.size === 0) rows.push([], [span(`  ${words.nothingFound}`, 'dim')]);
  let shownChapter = -1;
  lessons.forEach(({ chapter, lesson }, index) => {
    if (!listed.has(index)) return;
    const owner = course.chapters[chapter]!;
    if (chapter !== shownChapter) {
      shownChapter = chapter;
      const title = localized(owner.title, course, language) ?? owner.id;
      rows.push([], [span(`  ${words.chapter(owner.number, title)}`, 'heading')]);
    }
    if (index === state.selected) chosenRow = rows.length;
    rows.push(lessonRow(state, chapter, lesson, index === state.selected, width));
  });
  return [...field, ...windowAround(chosenRow, rows, height - field.length, width)];
}

function windowAround(chosen: number, rows: readonly StyledLine[], height: number, width: number): StyledLine[] {
  const top = Math.max(0, Math.min(chosen - Math.floor(height / 2), rows.length - height));
  const last = rows.length - top - height;
  return rows.slice(top, top + height).map((row, index) => {
    const mark = index === 0 && top > 0 ? '▴' : index === height - 1 && last > 0 ? '▾' : '';
    return mark === '' ? row : withMark(row, mark, width + 2);
  });
}

function lessonRow(state: State, chapter: number, lesson: number, isChosen: boolean, width: number): StyledLine {
  const { course, language } = state;
  const words = WORDS[language];
  const owner = course.chapters[chapter]!.lessons[lesson]!;
  const title = localized(owner.title, course, language) ?? owner.id;
  const seen = howFar(state, chapter, lesson);
  const right = [
    span(`${seen === '' ? '' : `${seen}  `}${words.minutes(owner.minutes)}`.padStart(8), 'dim'),
    span(' '),
  ];
  const left = [
    span(isChosen ? '  ► ' : '    ', 'marker'),
    span(`${lesson + 1}  ${title}`, isChosen ? 'strong' : 'plain'),
  ];
  return edges(left, right, width);
}

/** Done is what is read and whose tasks are all done; else how far it is read, or how much of it is done. */
function howFar(state: State, chapter: number, lesson: number): string {
  const { course, language } = state;
  const words = WORDS[language];
  const { isQuiz, isRead, done, tasks } = lessonMark(state, chapter, lesson);
  if (isRead && done === tasks) return `✓ ${words.lessonDone}`;
  if (isQuiz && done > 0) return words.rightOf(done, tasks);
  if (isRead) return words.readAndDone(done, tasks);
  const key = lessonKey(course, chapter, lesson);
  const screen = state.lessons[key]?.screen ?? state.progress.lessons[key]?.furthestScreen ?? null;
  const count = localized(course.chapters[chapter]!.lessons[lesson]!.screens, course, language)?.length ?? 0;
  return screen === null ? '' : words.screenOf(screen + 1, count);
}
