/**
 * The realm's way out: questions that the parent answers. `ask` blocks the thread that it is called in, `begin` does not.
 *
 * The host lends one function for it, which takes and gives text. It never leaves this file, and whatever it throws is dropped
 * here: an error of the host's would be an object of the host's.
 */
import { RuntimeError } from '../asyncio/exceptions.ts';
import { type OutsideAnswer, type OutsideQuestion, PROCESSOR_TIME } from '../trace/outside.ts';
import { Line, OwnMap } from './own-collections.ts';
import { plainJson } from './plain-json.ts';

/** Who is told a part of an answer. */
type Told = (answer: OutsideAnswer) => void;

/**
 * The host's. Events that happened before go first. `''`: the host could not take the question. An empty question asks what the
 * running handle has computed that is to be charged, seconds.
 */
type HostCall = (events: string, question: string, blocks: boolean) => unknown;

/** What the realm around it knows. */
interface Surroundings {
  /** Takes the events that are not sent yet. */
  takeEvents(): string;
  /** The mark of the running line. */
  line(): number;
  now(): number;
  /** The running handle has computed for so many seconds that the clock does not know of. */
  spent(seconds: number): void;
  /** The thread is about to stop here. */
  blocks(): void;
  /** The clock of the run says this, seconds; `waited` of them while the thread stood still. */
  passed(at: number, waited: number): void;
}

export interface Outside {
  /** Blocks this thread until everything has arrived, and returns it. The run's clock goes on meanwhile. */
  ask(question: OutsideQuestion): readonly OutsideAnswer[];
  /**
   * Goes on at once; each part is told when it arrives, outside of every handle: whoever listens schedules what follows
   * (`loop.callSoonThreadsafe`, or a promise's `resolve`). The returned function tells that nobody listens any more.
   * `holds` false: the program does not go on for it.
   */
  begin(question: OutsideQuestion, told: Told, holds?: boolean): () => void;
}

const { parse } = JSON;

/** Which answers are the last to a question. */
const LAST: { readonly [is: string]: true | undefined } = {
  __proto__: null as never,
  end: true,
  failed: true,
  returned: true,
  raised: true,
  cancelled: true,
  over: true,
  value: true,
  late: true,
  refused: true,
  broken: true,
  deadlock: true,
};

interface Mail {
  readonly at: number;
  /** 0: nobody has asked. */
  readonly id: number;
  readonly wakes: boolean;
  readonly answer: OutsideAnswer;
}

interface Listener {
  readonly told: Told;
  readonly isRequest: boolean;
  readonly holds: boolean;
}

export class Link implements Outside {
  /** For what nobody asked for: calls of other threads. */
  onCall: (answer: OutsideAnswer, wakes: boolean) => void = () => {};
  #host: HostCall | null = null;
  #around: Surroundings | null = null;
  readonly #listeners = new OwnMap<number, Listener>();
  readonly #mail = new Line<string>();
  /** What no loop is woken for. */
  #quiet = new Line<OutsideAnswer>();
  #lastId = 0;
  /** Something was asked that may be answered before any time passes. */
  hasAsked = false;
  #holding = 0;

  connect(host: HostCall, around: Surroundings): void {
    this.#host = host;
    this.#around = around;
  }

  get isConnected(): boolean {
    return this.#host !== null;
  }

  /** Whether something is awaited for which the program goes on. */
  get holdsProgram(): boolean {
    return this.#holding > 0;
  }

  /** Whether an answer of the demo service, or a sample file, is awaited. */
  get awaitsRequest(): boolean {
    let awaits = false;
    this.#listeners.forEach(({ isRequest }) => void (awaits ||= isRequest));
    return awaits;
  }

  get hasMail(): boolean {
    return !this.#mail.isEmpty;
  }

  ask(question: OutsideQuestion): readonly OutsideAnswer[] {
    this.#connected().blocks();
    const { at, answers } = parse(this.#send(0, question, true)) as { at: number; answers: OutsideAnswer[] };
    const around = this.#connected();
    // A sleep is charged as one.
    around.passed(at, question.op === 'sleep' ? 0 : at - around.now());
    while (!this.#mail.isEmpty) this.takeMail();
    return answers;
  }

  begin(question: OutsideQuestion, told: Told, holds = true): () => void {
    const id = ++this.#lastId;
    this.#send(id, question, false);
    const isRequest = question.op === 'http' || question.op === 'file' || question.op === 'files';
    this.#listeners.set(id, { told, isRequest, holds });
    if (holds) this.#holding++;
    return () => {
      if (!this.#listeners.has(id)) return;
      this.#forget(id);
      this.tell({ op: 'drop', id });
    };
  }

  /** The run's clock, seconds. */
  now(): number {
    return this.#connected().now();
  }

  /** Asks for what has no answer. */
  tell(question: OutsideQuestion): void {
    this.#send(++this.#lastId, question, false);
  }

  /** The host has an answer. It is only kept: no code of the program runs here. */
  deliver(text: string): void {
    this.#mail.put(text);
  }

  /** Tells the oldest answer to whoever listens. */
  takeMail(): void {
    const text = this.#mail.take();
    if (text === undefined) return;
    const { at, id, wakes, answer } = parse(text) as Mail;
    this.#connected().passed(at, 0);
    if (wakes) this.wake();
    if (id === 0 && !wakes) return this.#quiet.put(answer);
    if (id === 0) return this.onCall(answer, true);
    const listener = this.#listeners.get(id);
    if (LAST[answer.is] === true) this.#forget(id);
    listener?.told(answer);
  }

  /** The clock is told of what the running handle has computed until here. */
  charge(): void {
    if (this.#around !== null) this.#chargeSoFar(this.#around);
  }

  /** A loop is awake: it sees what it was not woken for. */
  wake(): void {
    const quiet = this.#quiet;
    this.#quiet = new Line();
    for (let answer = quiet.take(); answer !== undefined; answer = quiet.take()) this.onCall(answer, false);
  }

  /** For how long the processor has worked for this thread, seconds; the clock is told of it first. */
  processorTime(): number {
    const told = parse(this.#call('', PROCESSOR_TIME, false)) as { readonly spent: number; readonly seconds: number };
    if (told.spent > 0) this.#connected().spent(told.spent);
    return told.seconds;
  }

  #forget(id: number): void {
    if (this.#listeners.get(id)?.holds === true) this.#holding--;
    this.#listeners.delete(id);
  }

  #connected(): Surroundings {
    if (this.#around === null) throw new RuntimeError('nothing outside of the program can be reached here');
    return this.#around;
  }

  #send(id: number, question: OutsideQuestion, blocks: boolean): string {
    const around = this.#connected();
    this.hasAsked ||= !blocks;
    this.#chargeSoFar(around);
    const text = `{"id":${id},"at":${around.now()},"mark":${around.line()},"ask":${plainJson(question)}}`;
    return this.#call(around.takeEvents(), text, blocks);
  }

  /** What the running handle has computed until here comes before what is asked. */
  #chargeSoFar(around: Surroundings): void {
    const seconds = Number(this.#call('', '', false));
    if (seconds > 0) around.spent(seconds);
  }

  #call(events: string, question: string, blocks: boolean): string {
    let answer: unknown = '';
    try {
      answer = this.#host!(events, question, blocks);
    } catch {
      // Not looked at: it is an object of the host's.
    }
    if (typeof answer !== 'string' || answer === '') throw new RangeError('Maximum call stack size exceeded');
    return answer;
  }
}

/** The one link of this realm. */
export const link = new Link();

/** What modules ask. */
export const outside: { current: Outside } = { current: link };
