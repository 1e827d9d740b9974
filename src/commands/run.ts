/**
 * `async-tutor run FILE`: one program through the sandbox, its output as it comes, or one JSON object.
 * The contract that scripts rely on: what goes to which stream, and the exit status.
 */
import { realpathSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Clock, ErrorText, Event, EventOf, RunStatus } from '../trace/event.ts';
import type { Language } from '../course/course.ts';
import { camelCaseHint, errorText, warningText } from '../text/error-words.ts';
import { isStop, limitText } from '../text/limit-words.ts';
import { Narrator } from '../text/narrate.ts';
import { PANEL_WORDS } from '../text/panel-words.ts';
import { type NamePlace, placeNamer } from '../text/place-names.ts';
import { Failures } from '../trace/failures.ts';
import { Replay } from '../trace/replay.ts';
import { harmless } from '../trace/wire.ts';
import { ProgramLines, type WholeProgram } from '../trace/program-lines.ts';
import type { Source } from '../sandbox/strip-types.ts';
import { MOST_SEED, runCode, type RunOptions, type SandboxRun } from '../sandbox/run-code.ts';
import { languageOf } from './language.ts';
import { ProgramWatch } from './program-watch.ts';
import { readInput } from './read-input.ts';
import { readProgram } from './read-program.ts';
import { JsonPlaces, shownProgram } from './program-places.ts';
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

interface Report {
  hear(events: readonly Event[]): void;
  end(interruptedBy: Interruption | null): void;
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
        // ^C reaches the sandbox's process too: its death may be heard of before the signal is.
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

/** The program's own output as it comes, or (`narrates`) what happens in sentences; what is said about it on stderr. */
export class PlainReport implements Report {
  readonly replay = new Replay();
  readonly #narrator: Narrator | null;
  readonly #failures = new Failures();
  readonly #lines: ProgramLines;
  readonly #language: Language;
  readonly #words: Words;
  readonly #namePlace: NamePlace;
  #toldLimit = false;

  constructor(program: WholeProgram, language: Language, narrates: boolean) {
    this.#narrator = narrates ? new Narrator(this.replay, program, language) : null;
    this.#lines = new ProgramLines(program);
    this.#namePlace = placeNamer(this.#lines, language);
    this.#language = language;
    this.#words = RUN_WORDS[language];
    if (program.source.trim() === '') say(this.#words.empty);
  }

  hear(events: readonly Event[]): void {
    this.replay.append(events);
    if (this.#narrator !== null) process.stdout.write(this.#narrator.tell());
    for (const event of events) {
      this.#failures.hear(event);
      if (this.#narrator !== null) continue;
      if (event.type === 'output') (event.stream === 'out' ? process.stdout : process.stderr).write(event.text);
      if (event.type === 'warning') {
        const { aside } = PANEL_WORDS[this.#language];
        const where = event.place === null ? '' : aside(this.#namePlace(event.place, false));
        say(`${event.category}: ${warningText(event, this.#language)}${where}`);
      }
      if (event.type === 'limitReached') {
        const { name, value } = event;
        const more = Object.hasOwn(this.#words.more, name) ? this.#words.more[name]! : '';
        const text = limitText(name, value, this.#language) + more;
        const where = event.place === null ? '' : `\n${this.#quote(event.place.line, event.place.column)}`;
        say(`${text}${where}`);
        this.#toldLimit ||= event.place !== null;
      }
      if (event.type === 'runEnded' && event.error !== null) this.#sayEnd(event.error, isStop(event));
    }
  }

  end(interruptedBy: Interruption | null): void {
    const picture = this.replay.at(this.replay.length);
    const outcome = interruptedBy === null ? this.#words.status[picture.ended!.status] : this.#words.interrupted;
    say(this.#words.summary(outcome, shortSeconds(picture.at), picture.taskCount));
  }

  /** `isStop`: by a limit, which is told already with its place, or by ^C. */
  #sayEnd(error: ErrorText, isStop: boolean): void {
    if (isStop && this.#toldLimit) return;
    const text = `${errorText(error, this.#language)}${this.#inTask(error)}`;
    const { place, awaitedAt } = error;
    const quotes = place === null ? [] : [this.#quote(place.line, place.column)];
    const waited =
      awaitedAt === undefined ? [] : [this.#words.waitedFor, this.#quote(awaitedAt.line, awaitedAt.column)];
    const hint = camelCaseHint(error.message, this.#language);
    say([...(isStop ? [] : [text]), ...quotes, ...waited, ...(hint === null ? [] : [hint])].join('\n'));
  }

  /** ` (in task worker)`, unless it was raised in the main task, or outside of all. */
  #inTask(error: ErrorText): string {
    const id = this.#failures.taskOf(error);
    const task = id === null ? null : this.replay.at(this.replay.length).taskById(id);
    return task === null ? '' : PANEL_WORDS[this.#language].aside(this.#words.inTask(task.name));
  }

  /** After the file's name if there are several. */
  #quote(line: number, column: number | null = null): string {
    const { fileName, line: within, text } = this.#lines.at(line);
    return quoteLine(`${this.#lines.needsFile ? `${fileName}:` : ''}${within}`, text, column);
  }
}

/** `  5 │ await main();` with a mark under the column. */
export function quoteLine(label: string, text: string, column: number | null): string {
  const source = harmless(text).trimEnd();
  const number = `  ${label} │ `;
  const quoted = `${number}${source}`;
  if (column === null || column < 1 || column > source.length + 1) return quoted;
  const indent = source.slice(0, column - 1).replace(/[^\t]/g, ' ');
  return `${quoted}\n${' '.repeat(number.length)}${indent}^`;
}

/** Exactly one JSON object on stdout. */
export class JsonReport implements Report {
  readonly replay = new Replay();
  readonly #places: JsonPlaces;
  readonly #failures = new Failures();
  #output = '';
  #errors = '';

  constructor(program: WholeProgram) {
    this.#places = new JsonPlaces(new ProgramLines(program));
  }

  hear(events: readonly Event[]): void {
    this.replay.append(events);
    for (const event of events) {
      this.#failures.hear(event);
      if (event.type !== 'output') continue;
      if (event.stream === 'out') this.#output += event.text;
      else this.#errors += event.text;
    }
  }

  end(): void {
    const picture = this.replay.at(this.replay.length);
    // A trace may have been kept before its program had ended.
    const { status, error } = picture.ended ?? { status: null, error: null };
    const places = this.#places;
    const raisedIn = error === null ? null : this.#failures.taskOf(error);
    const tasks = Array.from({ length: picture.taskCount }, (_, index) => {
      const { id, kind, name, coroutine, parent, state, place, createdAt, endedAt } = picture.task(index);
      return { id, kind, name, coroutine, parent, state, ...places.at(place), createdAt, endedAt };
    });
    const result = {
      status,
      seconds: picture.at,
      output: this.#output,
      errors: this.#errors,
      error:
        error === null || status === null || isStop({ status, error })
          ? null
          : {
              name: error.name,
              message: error.message,
              ...places.at(error.place),
              column: error.place?.column ?? null,
              ...(error.awaitedAt === undefined ? {} : places.awaited(error.awaitedAt)),
              ...(raisedIn === null ? {} : { task: raisedIn }),
            },
      tasks,
      warnings: picture
        .warnings(0, picture.warningCount)
        .map(({ category, message, place }) => ({ category, message, ...places.at(place) })),
      limits: picture
        .limits(0, picture.limitCount)
        .map(({ name, value, place }) => ({ name, value, ...places.at(place ?? error?.place ?? null) })),
    };
    process.stdout.write(`${JSON.stringify(result)}\n`);
  }
}

export function say(text: string): void {
  if (text !== '') process.stderr.write(`${text}\n`);
}

/** `2`, `0.25`: no more digits than a person wants. */
function shortSeconds(seconds: number): string {
  return String(Number(seconds.toFixed(3)));
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
