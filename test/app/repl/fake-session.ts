/** Sessions that play what an entry says it does, and a program on them that a test drives as a person and a clock would. */
import type { CompletionName, Entered, LiveSession, ReplPorts } from '../../../src/app/ports.ts';
import { ReplProgram } from '../../../src/app/repl/program.ts';
import { type ReplState, startRepl } from '../../../src/app/repl/state.ts';
import type { Language } from '../../../src/course/course.ts';
import type { Event, EventOf } from '../../../src/trace/event.ts';
import type { Slice, SliceOrder } from '../../../src/trace/slice.ts';
import { replRows } from '../../../src/ui/screens/repl.ts';

type Undated = Event extends infer E ? (E extends Event ? Omit<E, 'at'> : never) : never;

interface Waiting {
  readonly number: number;
  readonly due: number;
  readonly text: string;
  readonly task: number;
}

/**
 * `throw TEXT` is an error that nobody catches, `say TEXT` prints, `sleep N` waits so long and gives N, `wait` ends when it is
 * cancelled, `once` is over at once, but waits in a later session: for a cancel, `once stuck` for ever; `fail` throws, `doomed N`
 * leaves a task that fails then, `die` ends the session, `fatal N` does then, `background` leaves a task that waits; `callback` ends
 * in a callback; anything else is its own result. `wrong` cannot be read.
 */
export class FakeSession implements LiveSession {
  readonly entered: string[] = [];
  /** At which time of the clock. */
  readonly times: number[] = [];
  readonly orders: SliceOrder[] = [];
  readonly names: CompletionName[] = [
    { name: 'sleep', is: 'function' },
    { name: 'sleepy', is: 'value' },
    { name: 'gather', is: 'function' },
  ];
  cancelled: (number | null)[] = [];
  isKilled = false;
  #events: Event[] = [];
  #waiting: Waiting[] = [];
  #fresh: { readonly number: number; readonly source: string }[] = [];
  #clock = 0;
  #asked: number[] = [];
  #fatalAt = Infinity;
  #line = 2;
  #tasks = 0;
  #hasEnded = false;

  readonly #nth: number;

  /** `nth`: how many there were before it, and itself. */
  constructor(nth: number) {
    this.#nth = nth;
    this.#tell({ type: 'runStarted', version: 1, clock: 'auto', seed: 1, dateMs: 7 });
  }

  enter(source: string, at: number, number: number): Promise<Entered> {
    if (source.startsWith('wrong'))
      return Promise.resolve({ ok: false, problem: { message: 'SyntaxError: wrong', line: 1, column: 1 } });
    this.#clock = Math.max(this.#clock, at);
    this.entered.push(source);
    this.times.push(at);
    this.#fresh.push({ number, source });
    const firstLine = this.#line;
    this.#line += source.split('\n').length + 1;
    const signatures = source.startsWith('function f(') ? ([['f', ['a', 'b = 2']]] as const) : [];
    return Promise.resolve({ ok: true, number, firstLine, signatures });
  }

  async slice(order: SliceOrder): Promise<Slice> {
    this.orders.push(order);
    // As a process answers: what is done to the session meanwhile is in it.
    await Promise.resolve();
    for (const { number, source } of this.#fresh.splice(0)) this.#begin(number, source);
    for (const task of this.#asked.splice(0)) {
      if (order.until !== Infinity) this.#clock = Math.max(this.#clock, order.until);
      this.#tell({ type: 'taskCancelRequested', task, by: null });
    }
    if (this.#fatalAt <= order.until && order.until !== Infinity) {
      this.#tell({ type: 'runEnded', status: 'memory', error: null });
      this.#hasEnded = true;
    }
    const due = Math.min(...this.#waiting.map((entry) => entry.due), Infinity);
    if (due <= order.until && due < Infinity) {
      this.#clock = Math.max(this.#clock, due);
      for (const entry of this.#waiting.filter((each) => each.due <= due))
        this.#end(entry.number, 'done', entry.text, entry.task);
    }
    const next = Math.min(...this.#waiting.map((entry) => entry.due), this.#fatalAt);
    const state = this.#hasEnded ? 'ended' : 'idle';
    const report = { state, clock: this.#clock, nextDue: next === Infinity ? null : next } as const;
    return { events: this.#events.splice(0), report };
  }

  cancel(task: number | null): void {
    this.cancelled.push(task);
    if (task !== null) this.#asked.push(task);
    if (task === null)
      for (const { number, text, task: id } of this.#waiting)
        if (text !== 'stuck') this.#end(number, 'cancelled', text, id);
  }

  complete(path: readonly string[]): Promise<readonly CompletionName[]> {
    return Promise.resolve(this.names.filter(({ name }) => name.startsWith(path.at(-1)!)));
  }

  kill(): void {
    this.isKilled = true;
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    this.#tell({ type: 'runEnded', status: 'killed', error: null });
  }

  #begin(number: number, source: string): void {
    const task = ++this.#tasks;
    const place = { line: this.#line - 2, column: 1 };
    this.#tell({
      type: 'taskCreated',
      task,
      kind: 'task',
      name: `[${number}]`,
      coroutine: 'entry',
      parent: null,
      place,
    });
    this.#tell({ type: 'entryStarted', entry: number, task });
    const [verb, ...rest] = source.split(' ');
    const text = rest.join(' ');
    switch (verb) {
      case 'sleep':
        return void this.#waiting.push({ number, due: this.#clock + Number(text), text, task });
      case 'once':
        if (this.#nth === 1) return this.#end(number, 'done', text, task);
        return void this.#waiting.push({ number, due: Infinity, text, task });
      case 'wait':
        return void this.#waiting.push({ number, due: Infinity, text, task });
      case 'say':
        this.#tell({ type: 'output', stream: 'out', text: `${text}\n`, task, place });
        return this.#end(number, 'done', '', task);
      case 'throw': {
        const error = { name: 'Error', message: text, place };
        this.#tell({ type: 'errorUncaught', task: null, name: '', error });
        return this.#end(number, 'done', '', task);
      }
      case 'callback':
        this.#tell({ type: 'handleScheduled', loop: 1, handle: 1, label: 'call function', task: null });
        this.#tell({ type: 'handleStarted', handle: 1 });
        this.#end(number, 'done', '', task);
        return this.#tell({ type: 'handleEnded', handle: 1 });
      case 'fail':
        return this.#end(number, 'failed', '', task, { name: 'Error', message: text, place });
      case 'background': {
        const other = ++this.#tasks;
        this.#tell({
          type: 'taskCreated',
          task: other,
          kind: 'task',
          name: 'Task-1',
          coroutine: 'tick',
          parent: task,
          place,
        });
        this.#tell({ type: 'taskSuspended', task: other, place, wait: { what: 'sleep', until: 99, task: null } });
        return this.#end(number, 'done', '', task);
      }
      case 'doomed': {
        const other = ++this.#tasks;
        this.#tell({
          type: 'taskCreated',
          task: other,
          kind: 'task',
          name: 'doomed',
          coroutine: 'f',
          parent: task,
          place,
        });
        this.#waiting.push({ number: -1, due: this.#clock + Number(text), text: 'lost', task: other });
        return this.#end(number, 'done', '', task);
      }
      case 'fatal':
        this.#fatalAt = this.#clock + Number(text);
        return this.#end(number, 'done', '', task);
      case 'die':
        this.#tell({ type: 'limitReached', name: 'memory', value: 64, place });
        this.#tell({ type: 'runEnded', status: 'memory', error: null });
        this.#hasEnded = true;
        return;
      default:
        return this.#end(number, 'done', source, task);
    }
  }

  #end(
    number: number,
    outcome: EventOf<'entryEnded'>['outcome'],
    text: string,
    task?: number,
    error: EventOf<'entryEnded'>['error'] = null,
  ): void {
    if (number === -1) {
      this.#waiting = this.#waiting.filter((entry) => entry.task !== task);
      const place = { line: 2, column: 1 };
      this.#tell({
        type: 'taskEnded',
        task: task!,
        outcome: 'failed',
        place,
        error: { name: 'Error', message: text, place },
      });
      return this.#tell({
        type: 'errorUncaught',
        task: task!,
        name: 'doomed',
        error: { name: 'Error', message: text, place },
      });
    }
    this.#waiting = this.#waiting.filter((entry) => entry.number !== number);
    if (task !== undefined) this.#tell({ type: 'taskEnded', task, outcome, place: null, error });
    this.#tell({ type: 'entryEnded', entry: number, outcome, text: outcome === 'done' ? text : '', error });
  }

  #tell(event: Undated): void {
    this.#events.push({ ...event, at: this.#clock } as Event);
  }
}

export interface ReplDriverOptions {
  readonly language?: Language;
  readonly columns?: number;
  readonly rows?: number;
  readonly history?: readonly string[];
}

export class ReplDriver {
  readonly program: ReplProgram;
  readonly sessions: FakeSession[] = [];
  readonly starts: ({ readonly seed: number; readonly dateMs: number } | null)[] = [];
  readonly remembered: string[] = [];
  readonly asked: ('quit' | 'suspend')[] = [];
  readonly files = new Map<string, string>();
  /** What the editor makes of a text. */
  edits: (text: string) => string = (text) => text;

  constructor(options: ReplDriverOptions = {}) {
    const { language = 'en', columns = 120, rows = 40, history = [] } = options;
    const ports: ReplPorts = {
      sessions: {
        open: (start) => {
          this.starts.push(start);
          const session = new FakeSession(this.sessions.length + 1);
          this.sessions.push(session);
          return session;
        },
      },
      programs: {
        start: () => ({
          kill() {},
          slice: () => {
            const events: Event[] = [
              { type: 'output', at: 0, stream: 'out', text: 'from the program\n', task: null, place: null },
              { type: 'runEnded', at: 2, status: 'done', error: null },
            ];
            return Promise.resolve({ events, report: { state: 'ended', clock: 2, nextDue: null } });
          },
        }),
      },
      reader: {
        state: (source) => (source.trim() === '' ? 'empty' : /[({[]$/.test(source.trimEnd()) ? 'unfinished' : 'whole'),
      },
      history: { remember: (entry) => void this.remembered.push(entry) },
      files: {
        read: (file) => {
          const text = this.files.get(file);
          return text === undefined
            ? { ok: false, why: `There is no file ${file}.` }
            : { ok: true, text, program: { fileName: file, source: text } };
        },
        write: (file, text) => {
          this.files.set(file, text);
          return null;
        },
        writeTrace: (file, { source, length }) => {
          this.files.set(file, `${length} events\n${source}`);
          return Promise.resolve(null);
        },
        list: (prefix) => [...this.files.keys()].filter((name) => name.startsWith(prefix)),
      },
      editor: { edit: (text) => Promise.resolve({ is: 'saved', text: this.edits(text) }) },
      terminal: { quit: () => void this.asked.push('quit'), suspend: () => void this.asked.push('suspend') },
    };
    const signatures = new Map<string, readonly string[]>([
      ['sleep', ['delay: number', 'result?: T']],
      ['Queue.put', ['item: T']],
    ]);
    this.program = new ReplProgram(startRepl({ language, size: { columns, rows }, history, signatures }), ports);
  }

  get state(): ReplState {
    return this.program.state;
  }

  get session(): FakeSession {
    return this.sessions.at(-1)!;
  }

  /** The screen as a person reads it. */
  get screen(): string {
    return replRows(this.state)
      .map((row) =>
        row
          .map(({ text }) => text)
          .join('')
          .trimEnd(),
      )
      .join('\n');
  }

  /** What was entered, printed and said. */
  get transcript(): readonly string[] {
    return this.state.transcript.items.flatMap(({ lines }) =>
      lines.map((line) => line.map(({ text }) => text).join('')),
    );
  }

  get typed(): string {
    return this.state.prompt.area.lines.join('\n');
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) {
      this.program.dispatch({ type: 'keyPressed', key });
      await this.program.settled();
    }
  }

  async type(text: string): Promise<void> {
    await this.press(...Array.from(text, (character) => (character === '\n' ? 'enter' : character)));
  }

  /** Types, and enters. */
  async enter(text: string): Promise<void> {
    await this.type(`${text}\n`);
  }

  async pass(seconds: number): Promise<void> {
    for (let frame = 0; frame < Math.round(seconds * 20); frame++) {
      this.program.dispatch({ type: 'ticked', elapsedMs: 50 });
      await this.program.settled();
    }
  }
}
