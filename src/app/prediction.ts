/** What a learner predicts of a program, and where the program's trace parts from it. */
import { gist, readSeconds, TOLERANCE } from '../course/compare.ts';
import type { Localized, Step } from '../course/course.ts';
import type { Foretold, Text } from '../course/questions/question.ts';
import { factsOf } from '../course/run-facts.ts';
import type { OutputLine } from '../trace/picture.ts';
import type { Run } from './playback.ts';
import { eventsOf, hasEnded, isAtEnd } from './playback.ts';
import type { TextField } from './text-field.ts';
import { EMPTY_FIELD } from './text-field.ts';

export type PredictStep = Extract<Step, { kind: 'predict' }>;

export interface Prediction {
  readonly output: TextField;
  readonly seconds: TextField;
  /** What is being typed. */
  readonly focus: 'output' | 'seconds' | null;
  /** The seconds that were typed are no number. */
  readonly isSecondsWrong: boolean;
  readonly judged: Judged;
}

type Judged =
  | { readonly is: 'open' }
  | { readonly is: 'skipped' }
  /** Being compared with run `runId`, or (`ended`) true to its end. */
  | { readonly is: 'holding'; readonly runId: number; readonly ended: boolean }
  | { readonly is: 'parted'; readonly runId: number; readonly parting: Parting };

/** Where the trace parts from the prediction: after how many events, at which clock, and how. */
export interface Parting {
  readonly cursor: number;
  readonly clock: number;
  readonly how:
    | { readonly is: 'differs'; readonly line: number; readonly said: string; readonly printed: string }
    | { readonly is: 'unforeseen'; readonly printed: string }
    | { readonly is: 'missing'; readonly line: number; readonly said: string; readonly more: number }
    | { readonly is: 'late'; readonly said: number }
    | { readonly is: 'took'; readonly said: number; readonly took: number }
    | {
        readonly is: 'otherEvent';
        readonly number: number;
        readonly said: Localized<Text>;
        readonly happened: Localized<Text>;
      };
}

export const NO_PREDICTION: Prediction = {
  output: EMPTY_FIELD,
  seconds: EMPTY_FIELD,
  focus: null,
  isSecondsWrong: false,
  judged: { is: 'open' },
};

/** Whether what was printed is, sign for sign, what was predicted. */
export function isToTheLetter(step: PredictStep, prediction: Prediction, run: Run): boolean {
  if (!step.ask.includes('output')) return true;
  const said = linesOf(prediction.output.text);
  return printedLines(run, said.length).every(({ text }, index) => text.trimEnd() === said[index]);
}

/** Of what was predicted; blank ones at the end do not count. */
function linesOf(typed: string): readonly string[] {
  const text = typed.trimEnd();
  return text === '' ? [] : text.split('\n').map((line) => line.trimEnd());
}

/**
 * The first place in what is known of the run that the prediction did not foresee. Capitals and spaces are no matter of
 * asynchronous programming: a line that differs in nothing else is right. A program that the sandbox stopped
 * has not shown what it does to its end.
 */
export function findParting(step: PredictStep, prediction: Prediction, run: Run): Parting | null {
  const seconds = step.ask.includes('seconds') ? readSeconds(prediction.seconds.text) : null;
  const output = step.ask.includes('output') ? outputParting(linesOf(prediction.output.text), run) : null;
  const time = seconds === null ? null : timeParting(seconds, run);
  if (output === null || time === null) return output ?? time;
  return output.cursor <= time.cursor ? output : time;
}

/** The same of an answer to a question about a program. */
export function partingFrom(foretold: Foretold, run: Run): Parting | null {
  switch (foretold.is) {
    case 'output':
      return outputParting(linesOf(foretold.text), run);
    case 'seconds':
      return timeParting(foretold.seconds, run);
    case 'event': {
      const { number, said, happened } = foretold;
      const moment = foretold.moment(factsOf(eventsOf(run)));
      if (moment === null) return null;
      const how = { is: 'otherEvent', number, said, happened } as const;
      return { cursor: moment + 1, clock: run.replay.clockAt(moment + 1), how };
    }
  }
}

function outputParting(said: readonly string[], run: Run): Parting | null {
  const printed = printedLines(run, said.length + 1);
  for (const [index, { text, moment }] of printed.entries()) {
    const expected = said[index];
    const where = { cursor: moment, clock: run.replay.clockAt(moment) };
    const line = text.trimEnd();
    if (expected === undefined) return { ...where, how: { is: 'unforeseen', printed: line } };
    if (gist(expected) !== gist(line))
      return { ...where, how: { is: 'differs', line: index + 1, said: expected, printed: line } };
  }
  const missing = said[printed.length];
  if (missing === undefined || !hasRunItsCourse(run)) return null;
  const more = said.length - printed.length - 1;
  const how = { is: 'missing', line: printed.length + 1, said: missing, more } as const;
  return { cursor: run.known, clock: run.replay.clockAt(run.known), how };
}

/** At most `limit` lines of the standard output; one without its line break counts once the program has ended. */
function printedLines(run: Run, limit: number): readonly OutputLine[] {
  const picture = run.replay.at(run.known);
  const printed: OutputLine[] = [];
  for (let from = 0; from < picture.outputLineCount && printed.length < limit; from += limit) {
    for (const line of picture.outputLines(from, limit)) {
      if (line.stream === 'out' && (line.complete || hasEnded(run))) printed.push(line);
    }
  }
  return printed.slice(0, limit);
}

function timeParting(said: number, run: Run): Parting | null {
  const { replay, known } = run;
  const latest = said + TOLERANCE;
  const foreseen = replay.indexAfter(latest);
  if (foreseen < known || (isWaiting(run) && run.playhead > latest)) {
    return { cursor: Math.min(foreseen, known), clock: said, how: { is: 'late', said } };
  }
  const took = replay.clockAt(known);
  if (!hasRunItsCourse(run) || took >= said - TOLERANCE) return null;
  return { cursor: known, clock: took, how: { is: 'took', said, took } };
}

/** How it parts, told at the moment that the run shows: at its end it is known how long one that is late has taken. */
export function toldNow(how: Parting['how'], run: Run | null): Parting['how'] {
  if (how.is !== 'late' || run === null || !isAtEnd(run) || !hasRunItsCourse(run)) return how;
  return { is: 'took', said: how.said, took: run.replay.clockAt(run.known) };
}

/** All that has happened is known and shown, and the program waits for a time to come. */
function isWaiting(run: Run): boolean {
  return !hasEnded(run) && run.order === null && run.cursor === run.known;
}

/** It came to an end of its own. */
export function hasRunItsCourse(run: Run): boolean {
  const status = run.replay.at(run.known).ended?.status;
  return status === 'done' || status === 'failed' || status === 'deadlock';
}
