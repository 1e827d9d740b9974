/** What is told of a run: to people as it comes, to scripts as one JSON object. */
import type { Language } from '../course/course.ts';
import { camelCaseHint, errorText, warningText } from '../text/error-words.ts';
import { isStop, limitText } from '../text/limit-words.ts';
import { Narrator } from '../text/narrate.ts';
import { PANEL_WORDS } from '../text/panel-words.ts';
import { type NamePlace, placeNamer } from '../text/place-names.ts';
import type { ErrorText, Event } from '../trace/event.ts';
import { Failures } from '../trace/failures.ts';
import { ProgramLines, type WholeProgram } from '../trace/program-lines.ts';
import { Replay } from '../trace/replay.ts';
import { harmless } from '../trace/wire.ts';
import { JsonPlaces } from './program-places.ts';
import { RUN_WORDS } from './run-words.ts';

type Words = (typeof RUN_WORDS)['en'];

export interface Report {
  hear(events: readonly Event[]): void;
  end(interruptedBy: NodeJS.Signals | null): void;
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

  end(interruptedBy: NodeJS.Signals | null): void {
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
