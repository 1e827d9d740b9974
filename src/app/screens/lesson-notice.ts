/** What is said above the panel: how the prediction fares, and where it parts from the run, why. */
import type { Look, StyledLine } from '../../text/styled.ts';
import { systemWords } from '../../text/progress-words.ts';
import { wrapSpans } from '../../text/wrap.ts';
import type { Run } from '../playback.ts';
import { hasEnded } from '../playback.ts';
import type { Parting } from '../prediction.ts';
import { isToTheLetter, toldNow } from '../prediction.ts';
import type { State } from '../state.ts';
import { WORDS } from '../words.ts';
import { askingLines, hintsOf, verdictLines } from './asking-content.ts';
import { asksBeside, type LessonView } from './lesson-state.ts';
import { partingText } from './parting-words.ts';

const WIDEST_NOTICE = 80;

export function noticeLines(state: State, view: LessonView, room: number): readonly StyledLine[] {
  const width = Math.min(room, WIDEST_NOTICE);
  return [...savedLines(state, width), ...foundLines(state, view, width)];
}

/** What became of the trace that was to be saved. */
export function savedLines({ saved, language }: State, width: number): readonly StyledLine[] {
  const words = WORDS[language];
  switch (saved?.is) {
    case undefined:
      return [];
    case 'saving':
      return wrapSpans([{ text: words.saving, look: 'dim' }], width);
    case 'saved':
      return wrapSpans([{ text: `✓ ${words.saved(saved.trace, saved.picture)}`, look: 'good' }], width);
    case 'unsaved': {
      const text = words.unsaved(saved.file, systemWords(saved.why, language));
      return wrapSpans([{ text: `✗ ${text}`, look: 'bad' }], width);
    }
  }
}

function foundLines(state: State, view: LessonView, width: number): readonly StyledLine[] {
  const { judged } = view.stationState.prediction;
  const words = WORDS[state.language];
  if (asksBeside(view)) return askingLines(state, view, width);
  if (view.station?.task != null) return taskLines(state, view, width);
  if (waitsAtStart(view)) return wrapSpans([{ text: `‖ ${words.beginsPaused}`, look: 'marker' }], width);
  switch (judged.is) {
    case 'open':
      return [];
    case 'skipped':
      return skippedLines(state, view, width);
    case 'holding':
      return judged.ended ? rightLines(state, view, width) : [[{ text: `✓ ${words.isHolding}`, look: 'good' }]];
    case 'parted':
      return partedLines(state, view, judged.parting, width);
  }
}

/** The newest hint first: where there is no room for all, the oldest is cut. Who has solved it needs none. */
function taskLines(state: State, view: LessonView, width: number): readonly StyledLine[] {
  const { judged } = view.stationState.asking;
  const isSolved = judged.is === 'judged' && judged.verdict.right;
  const hints = isSolved ? [] : hintsOf(state, view, width).toReversed().flat();
  return [...verdictLines(state, view, width), ...hints];
}

/** A program to step through, before the first step of its run. */
function waitsAtStart({ station, stationState: { run, prediction } }: LessonView): boolean {
  return station?.paused === true && run?.known === 0 && run.mode === 'paused' && prediction.focus === null;
}

/** Right to the end, and why; where the end was an error nobody was asked about, that is said. */
function rightLines(state: State, view: LessonView, width: number): readonly StyledLine[] {
  const { run, prediction } = view.stationState;
  const predict = view.station?.predict ?? null;
  if (run === null || predict === null) return [];
  const words = WORDS[state.language];
  const hasFailed = run.replay.at(run.known).ended?.status !== 'done';
  const right = isToTheLetter(predict, prediction, run) ? words.wasRight : words.wasRightButForSigns;
  const head = wrapSpans([{ text: `✓ ${hasFailed ? words.wasRightButFailed : right}`, look: 'good' }], width);
  return isStill(run) ? [...head, ...whyLines(state, view, width, hasFailed ? 'plain' : 'dim')] : head;
}

/** Who predicted nothing reads why once the run is over, where it spoils nothing. */
function skippedLines(state: State, view: LessonView, width: number): readonly StyledLine[] {
  const { run } = view.stationState;
  return run !== null && hasEnded(run) && isStill(run) ? whyLines(state, view, width, 'dim') : [];
}

/** Nothing moves: there is time to read, and to look around step by step. */
function isStill(run: Run): boolean {
  return run.mode === 'paused';
}

function partedLines(state: State, view: LessonView, parting: Parting, width: number): readonly StyledLine[] {
  const { run } = view.stationState;
  const words = WORDS[state.language];
  const how = partingText(state, toldNow(parting.how, run));
  const because = whyLines(state, view, width, 'plain');
  if (run?.cursor !== parting.cursor) {
    const head = [
      { text: `✗ ${words.partedBefore}`, look: 'bad' } as const,
      { text: `  ${how}`, look: 'plain' } as const,
    ];
    return [...wrapSpans(head, width), ...(run !== null && isStill(run) ? because : [])];
  }
  const head: StyledLine = [{ text: `✗ ${words.partsHere}`, look: 'bad' }];
  return [head, ...wrapSpans([{ text: how, look: 'strong' }], width), ...because];
}

function whyLines(state: State, view: LessonView, width: number, look: Look): readonly StyledLine[] {
  const why = view.station?.predict?.why ?? '';
  if (why === '') return [];
  return wrapSpans(
    [
      { text: WORDS[state.language].why, look: 'strong' },
      { text: why, look },
    ],
    width,
  );
}
