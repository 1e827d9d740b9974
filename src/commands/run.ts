/**
 * `async-tutor run FILE`: one program through the sandbox, its output as it comes, or one JSON object.
 * The contract that scripts rely on: what goes to which stream, and the exit status.
 */
import { realpathSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Clock, Event, EventOf, RunStatus } from '../trace/event.ts';
import type { Language } from '../course/course.ts';
import { isStop } from '../text/limit-words.ts';
import type { Source } from '../sandbox/strip-types.ts';
import { MOST_SEED, runCode, type RunOptions, type SandboxRun } from '../sandbox/run-code.ts';
import { languageOf } from './language.ts';
import { ProgramWatch } from './program-watch.ts';
import { readInput } from './read-input.ts';
import { readProgram } from './read-program.ts';
import { shownProgram } from './program-places.ts';
import { JsonReport, PlainReport, type Report, say } from './run-report.ts';
import { RUN_WORDS } from './run-words.ts';
import type { Precious } from './trace-files.ts';
import { TRACE_WORDS } from './trace-words.ts';
import { UsageError } from './usage.ts';

/** How long one slice may take when nobody watches, ms. */
export const SLICE_MS = 50;
/** How long a signal may take to be heard after it has ended the sandbox's process, ms. */
export const SIGNAL_MS = 20;
/** A wait on the real clock is cut into pieces of this length, ms, so that ^C is heard. */
const MOST_WAIT_MS = 250;

export const EXIT_STATUS: { readonly [S in RunStatus]: number } = {
  done: 0,
  failed: 1,
  deadlock: 1,
  rejected: 3,
  timeout: 4,
  memory: 4,
  output: 4,
  killed: 4,
};

/** What a shell says of a program that such a signal ended. */
export const SIGNAL_STATUS = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;
export const SIGNALS = ['SIGHUP', 'SIGINT', 'SIGTERM'] as const;
export type Interruption = keyof typeof SIGNAL_STATUS;

/**
 * So many handles come one by one, so that what a short program prints is there before a handle that takes long; then as
 * many at a time as fit into a slice.
 */
const SINGLE_HANDLES = 500;

type Words = (typeof RUN_WORDS)['en'];

export async function run(args: readonly string[]): Promise<number> {
  const [own, behind] = splitArguments(args);
  const { values, positionals: before } = parseArgs({
    args: [...own],
    allowPositionals: true,
    options: {
      json: { type: 'boolean' },
      plain: { type: 'boolean' },
      clock: { type: 'string', default: 'auto' },
      timeout: { type: 'string' },
      memory: { type: 'string', default: '64' },
      seed: { type: 'string' },
      narrate: { type: 'boolean' },
      trace: { type: 'string' },
      svg: { type: 'string' },
      'svg-theme': { type: 'string' },
      input: { type: 'string' },
      watch: { type: 'boolean' },
      lang: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  // Before `--` stands the file; where nothing does, its name may begin with dashes.
  const [positionals, rest] =
    before.length > 0 ? [before, behind] : [behind.slice(0, 1), withoutDashes(behind.slice(1))];
  const language = languageOf(values.lang, process.env);
  const words = RUN_WORDS[language];
  if (values.help) {
    process.stdout.write(`${words.help}\n`);
    return 0;
  }
  if (positionals.length === 0) throw new UsageError(words.noFile);
  if (positionals.length > 1) throw new UsageError(words.oneFile);
  const clock = readClock(values.clock, words);
  const limits = {
    ...(values.timeout === undefined ? {} : { seconds: readNumber('--timeout', values.timeout, 0.1, 3600, words) }),
    memoryMb: readNumber('--memory', values.memory, 16, 4096, words),
  };
  const seed = values.seed === undefined ? {} : { seed: readWhole('--seed', values.seed, MOST_SEED, words) };
  if (values.json && values.narrate) throw new UsageError(TRACE_WORDS[language].narrateOrJson);
  const isKept = values.trace !== undefined || values.svg !== undefined || values['svg-theme'] !== undefined;
  if (values.watch && (values.json || isKept)) throw new UsageError(words.watchOrJson);
  const narrates = values.narrate === true;
  const isPlain = values.json || values.plain || narrates || isKept;
  const hasPanel = !isPlain && process.stdin.isTTY && process.stdout.isTTY;
  const program = values.watch ? null : readProgram(positionals[0]!, words);
  const input = values.input === undefined ? '' : await readInput(values.input, words);
  const options = { clock, limits, ...seed, input, args: rest };
  if (program === null) {
    if (hasPanel) return await watchUnderPanel(positionals[0]!, options, language);
    return await runAgainAndAgain(positionals[0]!, { ...options, sliceMs: SLICE_MS }, language, narrates);
  }
  if (hasPanel) return await runUnderPanel(program, options, language, null);
  const shown = shownProgram(program);
  // Who keeps nothing does not wait for what that takes.
  const files = isKept ? await import('./trace-files.ts') : null;
  const exports = files?.readExports(values, preciousFiles(positionals[0]!, program, values.input), language);
  const running = runCode(program, { ...options, sliceMs: SLICE_MS });
  const report = values.json ? new JsonReport(shown) : new PlainReport(shown, language, narrates);
  const { status, interruptedBy } = await drive(running, clock, report);
  const { replay } = report;
  const kept = { ...shown, replay, length: replay.length };
  const isWritten = exports === undefined || (await files!.writeExports(exports, kept, language));
  if (interruptedBy !== null) return SIGNAL_STATUS[interruptedBy];
  return EXIT_STATUS[status] || (isWritten ? 0 : 1);
}

/** What no trace and no picture may be written over. */
function preciousFiles(file: string, program: Source, input: string | undefined): readonly Precious[] {
  const folder = dirname(realpathSync(file));
  return [
    { file, as: 'isProgram' },
    ...(program.files ?? []).map(({ fileName }) => ({ file: join(folder, fileName), as: 'isOwnFile' }) as const),
    ...(input === undefined || input === '-' ? [] : [{ file: input, as: 'isInput' } as const]),
  ];
}

/** In a terminal: under the panel. What it printed stays when that is left; one that had not ended then was interrupted. */
async function runUnderPanel(
  program: Source,
  options: RunOptions,
  language: Language,
  changed: (() => Promise<Source>) | null,
): Promise<number> {
  const { runOnScreen } = await import('./run-on-screen.ts');
  const { events, shown, endedBy } = await runOnScreen(program, options, language, changed);
  const report = new PlainReport(shown, language, false);
  report.hear(events);
  const end = events.at(-1);
  if (endedBy !== null) return SIGNAL_STATUS[endedBy];
  if (end?.type !== 'runEnded') return SIGNAL_STATUS.SIGINT;
  report.end(null);
  return EXIT_STATUS[end.status];
}

/** The panel begins anew whenever one of the program's files has changed. */
async function watchUnderPanel(file: string, options: RunOptions, language: Language): Promise<number> {
  const words = RUN_WORDS[language];
  const watch = new ProgramWatch(resolve(file));
  try {
    const program = readProgram(file, words);
    watch.follow(program);
    return await runUnderPanel(program, options, language, () => nextProgram(watch, file, words));
  } finally {
    watch.close();
  }
}

/** Once it has changed and can be read: until then the one before stays on the screen. */
async function nextProgram(watch: ProgramWatch, file: string, words: Words): Promise<Source> {
  for (;;) {
    await watch.changed();
    const program = readOr(() => {}, file, words);
    watch.follow(program);
    if (program !== null) return program;
  }
}

/** Whenever one of its files has changed, until ^C. A run that is under way then is given up. */
async function runAgainAndAgain(
  file: string,
  options: RunOptions,
  language: Language,
  narrates: boolean,
): Promise<number> {
  const words = RUN_WORDS[language];
  const watch = new ProgramWatch(resolve(file));
  const ended = Promise.withResolvers<Interruption>();
  const end = (signal: NodeJS.Signals): void => ended.resolve(signal as Interruption);
  for (const signal of SIGNALS) process.on(signal, end);
  try {
    for (;;) {
      const changed = watch.changed().then(() => null);
      const program = readOr(say, file, words);
      watch.follow(program);
      const over = program === null ? null : await untilChanged(program, options, language, narrates, changed);
      if (over === 'changed') continue;
      if (over !== null && over.interruptedBy !== null) return SIGNAL_STATUS[over.interruptedBy];
      say(words.waitsForChanges);
      const signal = await Promise.race([changed, ended.promise]);
      if (signal !== null) return SIGNAL_STATUS[signal];
    }
  } finally {
    for (const signal of SIGNALS) process.off(signal, end);
    watch.close();
  }
}

/** A file may be gone for a moment, while it is replaced. */
function readOr(tell: (why: string) => void, file: string, words: Words): Source | null {
  try {
    return readProgram(file, words);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    tell(error.message);
    return null;
  }
}

async function untilChanged(
  program: Source,
  options: RunOptions,
  language: Language,
  narrates: boolean,
  changed: Promise<null>,
): Promise<Driven | 'changed'> {
  const running = runCode(program, options);
  const report = new PlainReport(shownProgram(program), language, narrates);
  let isGivenUp = false;
  const driven = drive(running, options.clock, {
    hear: (events) => void (isGivenUp || report.hear(events)),
    end: (interruptedBy) => void (isGivenUp || report.end(interruptedBy)),
  });
  const first = await Promise.race([driven, changed]);
  if (first !== null) return first;
  isGivenUp = true;
  running.kill();
  await driven;
  say(RUN_WORDS[language].runsAgain);
  return 'changed';
}

function withoutDashes(args: readonly string[]): readonly string[] {
  return args[0] === '--' ? args.slice(1) : args;
}

/** What stands behind `--` is the program's. */
function splitArguments(args: readonly string[]): readonly [readonly string[], readonly string[]] {
  const at = args.indexOf('--');
  return at === -1 ? [args, []] : [args.slice(0, at), args.slice(at + 1)];
}

interface Driven {
  readonly status: RunStatus;
  readonly interruptedBy: Interruption | null;
}

/** Runs to the end; on the real clock it waits for the timers as they come. */
export async function drive(running: SandboxRun, clock: Clock, report: Report): Promise<Driven> {
  let interruptedBy: Interruption | null = null;
  const interrupt = (signal: NodeJS.Signals): void => {
    interruptedBy ??= signal as Interruption;
    running.interrupt();
  };
  for (const signal of SIGNALS) process.on(signal, interrupt);
  try {
    for (let slices = 0; ; slices++) {
      const handles = slices < SINGLE_HANDLES ? 1 : null;
      const { events, report: slice } = await running.slice({ until: Infinity, handles });
      const last = events.at(-1);
      if (last?.type === 'runEnded') {
        // On Windows ^C reaches the sandbox's process too: its death may be heard of before the signal is.
        if (last.status === 'killed') await new Promise((resume) => setTimeout(resume, SIGNAL_MS));
        report.hear(interruptedBy === null ? events : [...events.slice(0, -1), interrupted(last)]);
        report.end(interruptedBy);
        return { status: last.status, interruptedBy };
      }
      report.hear(events);
      if (slice.state === 'idle' && clock === 'real' && slice.nextDue !== null) {
        await wait(Math.min(MOST_WAIT_MS, (slice.nextDue - slice.clock) * 1000));
      }
    }
  } finally {
    for (const signal of SIGNALS) process.off(signal, interrupt);
  }
}

/** Where the program was is worth telling; that its process ended is not. */
export function interrupted(end: EventOf<'runEnded'>): Event {
  return { ...end, status: 'killed', error: isStop(end) ? end.error : null };
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)));
}

function readClock(value: string, words: Words): Clock {
  if (value === 'auto' || value === 'virtual' || value === 'real') return value;
  throw new UsageError(words.badClock(value));
}

export function readNumber(option: string, value: string, least: number, most: number, words: Words): number {
  const number = value.trim() === '' ? NaN : Number(value);
  if (!(number >= least && number <= most)) throw new UsageError(words.badNumber(option, value, least, most));
  return number;
}

function readWhole(option: string, value: string, most: number, words: Words): number {
  if (!/^\d{1,10}$/.test(value) || Number(value) > most) throw new UsageError(words.badWhole(option, value, most));
  return Number(value);
}
