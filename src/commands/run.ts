/**
 * `async-tutor run FILE`: one program through the sandbox, its output as it comes, or one JSON object.
 * The contract that scripts rely on: what goes to which stream, and the exit status.
 */
import { parseArgs } from 'node:util';
import type { Clock, ErrorText, Event, EventOf, RunStatus } from '../trace/event.ts';
import type { Language } from '../course/course.ts';
import { errorText, warningText } from '../text/error-words.ts';
import { isStop, limitText } from '../text/limit-words.ts';
import { Narrator } from '../text/narrate.ts';
import { PANEL_WORDS } from '../text/panel-words.ts';
import { Failures } from '../trace/failures.ts';
import { Replay } from '../trace/replay.ts';
import { harmless } from '../trace/wire.ts';
import type { Source } from '../sandbox/strip-types.ts';
import { MOST_SEED, runCode, type SandboxRun } from '../sandbox/run-code.ts';
import { languageOf } from './language.ts';
import { readProgram } from './read-program.ts';
import { RUN_WORDS } from './run-words.ts';
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
  const { values, positionals } = parseArgs({
    args: [...args],
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
      lang: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
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
  const program = readProgram(positionals[0]!, words);
  const isKept = values.trace !== undefined || values.svg !== undefined || values['svg-theme'] !== undefined;
  // Who keeps nothing does not wait for what that takes.
  const files = isKept ? await import('./trace-files.ts') : null;
  const exports = files?.readExports(values, positionals[0]!, false, language);
  const running = runCode(program, { clock, limits, sliceMs: SLICE_MS, ...seed });
  const report = values.json ? new JsonReport() : new PlainReport(program, language, values.narrate === true);
  const { status, interruptedBy } = await drive(running, clock, report);
  const { replay } = report;
  const kept = { ...program, replay, length: replay.length };
  const isWritten = exports === undefined || (await files!.writeExports(exports, kept, language));
  if (interruptedBy !== null) return SIGNAL_STATUS[interruptedBy];
  return EXIT_STATUS[status] || (isWritten ? 0 : 1);
}

interface Report {
  readonly replay: Replay;
  hear(events: readonly Event[]): void;
  end(interruptedBy: Interruption | null): void;
}

interface Driven {
  readonly status: RunStatus;
  readonly interruptedBy: Interruption | null;
}

/** Runs to the end; on the real clock it waits for the timers as they come. */
async function drive(running: SandboxRun, clock: Clock, report: Report): Promise<Driven> {
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
  readonly #lines: readonly string[];
  readonly #language: Language;
  readonly #words: Words;
  #toldLimit = false;

  constructor({ fileName, source }: Source, language: Language, narrates: boolean) {
    this.#narrator = narrates ? new Narrator(this.replay, fileName, language) : null;
    this.#lines = source.split('\n');
    this.#language = language;
    this.#words = RUN_WORDS[language];
    if (source.trim() === '') say(this.#words.empty);
  }

  hear(events: readonly Event[]): void {
    this.replay.append(events);
    if (this.#narrator !== null) process.stdout.write(this.#narrator.tell());
    for (const event of events) {
      this.#failures.hear(event);
      if (this.#narrator !== null) continue;
      if (event.type === 'output') (event.stream === 'out' ? process.stdout : process.stderr).write(event.text);
      if (event.type === 'warning') {
        const { aside, line } = PANEL_WORDS[this.#language];
        say(
          `${event.category}: ${warningText(event, this.#language)}${event.place === null ? '' : aside(line(event.place.line))}`,
        );
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
    say([...(isStop ? [] : [text]), ...quotes, ...waited].join('\n'));
  }

  /** ` (in task worker)`, unless it was raised in the main task, or outside of all. */
  #inTask(error: ErrorText): string {
    const id = this.#failures.taskOf(error);
    const task = id === null ? null : this.replay.at(this.replay.length).taskById(id);
    return task === null ? '' : PANEL_WORDS[this.#language].aside(this.#words.inTask(task.name));
  }

  #quote(line: number, column: number | null = null): string {
    return quoteLine(String(line), this.#lines[line - 1] ?? '', column);
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
  readonly #failures = new Failures();
  #output = '';
  #errors = '';

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
    const raisedIn = error === null ? null : this.#failures.taskOf(error);
    const tasks = Array.from({ length: picture.taskCount }, (_, index) => {
      const { id, kind, name, coroutine, parent, state, place, createdAt, endedAt } = picture.task(index);
      return { id, kind, name, coroutine, parent, state, line: place?.line ?? null, createdAt, endedAt };
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
              line: error.place?.line ?? null,
              column: error.place?.column ?? null,
              ...(error.awaitedAt === undefined ? {} : { awaitedLine: error.awaitedAt.line }),
              ...(raisedIn === null ? {} : { task: raisedIn }),
            },
      tasks,
      warnings: picture
        .warnings(0, picture.warningCount)
        .map(({ category, message, place }) => ({ category, message, line: place?.line ?? null })),
      limits: picture
        .limits(0, picture.limitCount)
        .map(({ name, value, place }) => ({ name, value, line: place?.line ?? error?.place?.line ?? null })),
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
