/**
 * `async-tutor repl` without a terminal: one entry after another, the next one when the last has ended. Results and output on
 * stdout; errors, with the line of the entry that they come from, on stderr.
 */
import { type Command, commandIn } from '../app/repl/commands.ts';
import { callsRun } from '../app/repl/run-command.ts';
import { REPL_WORDS } from '../app/repl/words.ts';
import type { Language } from '../course/course.ts';
import { entryState } from '../sandbox/entry-state.ts';
import { continuesPythonBlock, opensPythonBlock } from '../sandbox/python-habits.ts';
import type { Limits } from '../sandbox/limits.ts';
import { openSession, runCode, type SandboxRun } from '../sandbox/run-code.ts';
import { byEntry, entryHint, runHint } from '../text/entry-words.ts';
import { errorText, warningText } from '../text/error-words.ts';
import { isStop, limitText } from '../text/limit-words.ts';
import { systemWords } from '../text/progress-words.ts';
import { EntryLines, entryLabel } from '../trace/entry-lines.ts';
import type { Source } from '../sandbox/strip-types.ts';
import type { ErrorText, Event, EventOf, Place, RunStatus } from '../trace/event.ts';
import { Replay } from '../trace/replay.ts';
import { shownProgram } from './program-places.ts';
import { readProgram } from './read-program.ts';
import { writeSource, writeTrace } from './repl-files.ts';
import { REPL_COMMAND_WORDS } from './repl-words.ts';
import {
  drive,
  EXIT_STATUS,
  interrupted,
  type Interruption,
  SIGNAL_MS,
  SIGNAL_STATUS,
  SIGNALS,
  SLICE_MS,
} from './run.ts';
import { PlainReport, quoteLine, say } from './run-report.ts';
import { RUN_WORDS } from './run-words.ts';

export async function replPiped(
  lines: AsyncIterable<string>,
  limits: Partial<Limits>,
  language: Language,
): Promise<number> {
  const session = new PipedSession(limits, language);
  const interrupt = (signal: NodeJS.Signals): void => session.interrupt(signal as Interruption);
  for (const signal of SIGNALS) process.on(signal, interrupt);
  try {
    for await (const entry of entriesOf(lines)) {
      if (entry.trim() === '.exit') break;
      await session.enter(entry);
      if (session.hasEnded || session.wasInterrupted) break;
    }
    return await session.finish();
  } finally {
    for (const signal of SIGNALS) process.off(signal, interrupt);
  }
}

/** What is unfinished at the end is an entry too: whoever reads it says what it lacks. */
export async function* entriesOf(lines: AsyncIterable<string>): AsyncGenerator<string> {
  let typed = '';
  // What is indented below a line of Python's is no entry of its own.
  let isPythonBlock = false;
  for await (const line of lines) {
    if (isPythonBlock && !continuesPythonBlock(line)) {
      yield typed;
      typed = '';
      isPythonBlock = false;
    }
    typed = typed === '' ? line : `${typed}\n${line}`;
    if (isPythonBlock) continue;
    const state = entryState(typed);
    isPythonBlock = state === 'whole' && opensPythonBlock(typed);
    if (state === 'unfinished' || isPythonBlock) continue;
    if (state === 'whole') yield typed;
    typed = '';
  }
  if (typed !== '') yield typed;
}

class PipedSession {
  readonly #run: SandboxRun;
  readonly #limits: Partial<Limits>;
  readonly #language: Language;
  readonly #lines = new EntryLines();
  #entries = 0;
  readonly #replay = new Replay();
  /** Those that ended well. */
  readonly #kept: string[] = [];
  #hasFailed = false;
  #status: RunStatus | null = null;
  #interruptedBy: Interruption | null = null;

  constructor(limits: Partial<Limits>, language: Language) {
    this.#limits = limits;
    this.#language = language;
    this.#run = openSession({ clock: 'auto', limits, sliceMs: SLICE_MS, interactive: false });
  }

  get hasEnded(): boolean {
    return this.#status !== null;
  }

  get wasInterrupted(): boolean {
    return this.#interruptedBy !== null;
  }

  interrupt(signal: Interruption): void {
    this.#interruptedBy ??= signal;
    this.#run.interrupt();
  }

  async enter(source: string): Promise<void> {
    const command = commandIn(source);
    if (command !== null) return this.#command(command);
    const number = ++this.#entries;
    const entered = await this.#run.enter(source, 0, number);
    if (entered.ok) {
      this.#lines.add(number, entered.firstLine, source);
      const ended = await this.#drive(number);
      if (ended?.outcome === 'done') this.#kept.push(source);
      return;
    }
    const { message, line, column, saying } = entered.problem;
    const text = errorText({ name: 'Rejected', message, place: null, ...(saying && { saying }) }, this.#language);
    const quoted =
      line === null ? [] : [quoteLine(entryLabel(number, source, line), source.split('\n')[line - 1] ?? '', column)];
    this.#fail([text, ...quoted]);
  }

  /** No more entries will come: what is left is cancelled. */
  async finish(): Promise<number> {
    if (!this.hasEnded) {
      this.#run.finish();
      await this.#drive(null);
    }
    if (this.#interruptedBy !== null) return SIGNAL_STATUS[this.#interruptedBy];
    return EXIT_STATUS[this.#status!] || (this.#hasFailed ? EXIT_STATUS.failed : EXIT_STATUS.done);
  }

  async #command({ name, typed, argument }: Command): Promise<void> {
    const words = REPL_WORDS[this.#language];
    if (name !== 'save' && name !== 'trace' && name !== 'load')
      return this.#fail([
        name === null ? words.noCommand(typed) : REPL_COMMAND_WORDS[this.#language].needsTerminal(`.${typed}`),
      ]);
    if (argument === '') return this.#fail([words.usage(name, words.commands[name][0])]);
    if (name === 'load') return this.#load(argument);
    const why = await this.#write(name, argument);
    if (why !== null) return this.#fail([words.cannotWrite(argument, systemWords(why, this.#language))]);
    say(name === 'save' ? words.wrote(argument, this.#kept.length) : words.traced(argument));
  }

  /** One more entry, or a program with a loop of its own, whose end is waited for. */
  async #load(file: string): Promise<void> {
    let program: Source;
    try {
      program = readProgram(file, RUN_WORDS[this.#language]);
    } catch (error) {
      return this.#fail([(error as Error).message]);
    }
    const source = program.source.trimEnd();
    if (callsRun(source)) return this.#runProgram(program);
    if (source !== '') await this.enter(source);
  }

  async #runProgram(program: Source): Promise<void> {
    const running = runCode(program, { clock: 'auto', limits: this.#limits, sliceMs: SLICE_MS });
    const report = new PlainReport(shownProgram(program), this.#language, false);
    // What it printed and what it failed with is all that is said: the entries around it are summed up neither.
    const { status } = await drive(running, 'auto', { hear: (events) => report.hear(events), end() {} });
    this.#hasFailed ||= status !== 'done';
  }

  async #write(what: 'save' | 'trace', file: string): Promise<string | null> {
    if (what === 'save') return writeSource(file, this.#kept.map((source) => `${source}\n`).join(''));
    const trace = { ...this.#lines.program, replay: this.#replay, length: this.#replay.length };
    return writeTrace(file, trace, this.#language);
  }

  /** To the end of the entry, which is given back, or (null) of the session. */
  async #drive(entry: number | null): Promise<EventOf<'entryEnded'> | null> {
    for (;;) {
      const { events, report } = await this.#run.slice({ until: Infinity, handles: null });
      // On Windows ^C reaches the sandbox's process too: its death may be heard of before the signal is.
      if (report.state === 'ended') await new Promise((resume) => setTimeout(resume, SIGNAL_MS));
      this.#replay.append(events);
      for (const event of events) this.#hear(event);
      const end = events.find((event) => event.type === 'entryEnded' && event.entry === entry);
      if (end?.type === 'entryEnded') return end;
      if (this.hasEnded) return null;
    }
  }

  #hear(event: Event): void {
    const language = this.#language;
    switch (event.type) {
      case 'output':
        if (event.stream === 'out') process.stdout.write(event.text);
        else process.stderr.write(byEntry(event.text, this.#lines) + this.#hint(event.text));
        return;
      case 'warning':
        return this.#tell(`${event.category}: ${warningText(event, language)}`, event.place);
      case 'limitReached': {
        const { more } = RUN_WORDS[language];
        const text = limitText(event.name, event.value, language) + (more[event.name] ?? '');
        return this.#tell(text, event.place);
      }
      case 'errorUncaught': {
        const words = REPL_COMMAND_WORDS[language];
        if (event.name === '') return this.#failed(event.error, (text) => words.uncaught(text));
        return this.#failed(event.error, (text) => `${words.taskFailed(event.name)}\n${text}`);
      }
      case 'entryEnded':
        if (event.text !== '') process.stdout.write(`${byEntry(event.text, this.#lines)}\n`);
        if (event.outcome === 'cancelled') this.#fail([REPL_COMMAND_WORDS[language].cancelled]);
        if (event.error !== null) this.#failed(event.error);
        return;
      case 'runEnded': {
        const end = this.#interruptedBy === null ? event : interrupted(event);
        this.#status = event.status;
        if (end.type === 'runEnded' && end.error !== null && !isStop(end)) this.#failed(end.error);
        if (EXIT_STATUS[event.status] === EXIT_STATUS.timeout && !this.wasInterrupted)
          say(REPL_COMMAND_WORDS[language].over);
        return;
      }
      default:
        return;
    }
  }

  #failed(error: ErrorText, told: (text: string) => string = (text) => text): void {
    const { place, awaitedAt } = error;
    const hint = entryHint(
      error.message,
      place === null ? '' : (this.#lines.at(place.line)?.text ?? ''),
      this.#language,
    );
    const text = told(byEntry(errorText(error, this.#language), this.#lines));
    const waited = awaitedAt === undefined ? [] : [RUN_WORDS[this.#language].waitedFor, ...this.#quote(awaitedAt)];
    this.#fail([text, ...this.#quote(place), ...waited, ...(hint === null ? [] : [hint])]);
  }

  /** Of an error that nobody waited for. */
  #hint(text: string): string {
    const hint = runHint(text, '', this.#language);
    return hint === null ? '' : `${hint}\n`;
  }

  #fail(lines: readonly string[]): void {
    this.#hasFailed = true;
    say(lines.join('\n'));
  }

  #tell(text: string, place: Place | null): void {
    say([text, ...this.#quote(place)].join('\n'));
  }

  #quote(place: Place | null): readonly string[] {
    const found = place === null ? null : this.#lines.at(place.line);
    if (place === null || found === null) return [];
    return [quoteLine(found.label, found.text, place.column)];
  }
}
