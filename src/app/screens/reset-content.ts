/** What may be begun again, as lines, and what is lost by it. */
import { lostBy } from '../../progress/progress.ts';
import { span, type StyledLine } from '../../text/styled.ts';
import { fitLine } from '../../text/truncate.ts';
import { textWidth } from '../../text/width.ts';
import { wrapSpans } from '../../text/wrap.ts';
import { allLessons, type Reset, type State } from '../state.ts';
import { WORDS } from '../words.ts';
import { localized } from './lesson-state.ts';
import { SCOPES, scopeOf } from './reset.ts';

const INDENT = 4;

export function resetLines(state: State, reset: Reset, width: number): readonly StyledLine[] {
  const { scopeNames } = WORDS[state.language];
  const nameWidth = Math.max(...SCOPES.map((scope) => textWidth(scopeNames[scope]))) + 3;
  const rows = SCOPES.map((scope, index): StyledLine => {
    const isHere = index === reset.row;
    return [
      span(isHere ? '  ► ' : '    ', 'marker'),
      ...fitLine([span(scopeNames[scope], isHere ? 'strong' : 'plain')], nameWidth),
      span(titleOf(state, scope), 'dim'),
    ];
  });
  const below = [...lossLines(state, reset, width - INDENT), ...questionLines(state, reset, width - INDENT)];
  return [[], ...rows, [], ...below.map((line) => [span(' '.repeat(INDENT)), ...line])];
}

function titleOf({ course, language, selected }: State, scope: (typeof SCOPES)[number]): string {
  const place = allLessons(course)[selected];
  if (place === undefined || scope === 'everything' || scope === 'nothing') return '';
  const chapter = course.chapters[place.chapter]!;
  const { id, title } = scope === 'chapter' ? chapter : chapter.lessons[place.lesson]!;
  return localized(title, course, language) ?? id;
}

function lossLines(state: State, reset: Reset, width: number): readonly StyledLine[] {
  const words = WORDS[state.language];
  const scope = scopeOf(state, reset);
  if (scope === null) return [];
  const lost = lostBy(state.progress, scope);
  const isNothing = lost.screens + lost.answers + lost.programs === 0;
  return [
    ...wrapSpans([span(isNothing ? words.losesNothing : words.loses(lost), 'plain')], width),
    ...wrapSpans([span(words.staysOf[scope.of], 'dim')], width),
  ];
}

function questionLines(state: State, { isAsked }: Reset, width: number): readonly StyledLine[] {
  return isAsked ? [[], ...wrapSpans([span(WORDS[state.language].isResetMeant, 'warning')], width)] : [];
}
