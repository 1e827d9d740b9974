/**
 * Answers what one run asks of the world outside: requests to the demo service, over real HTTP on loopback, and sample files.
 * It believes nothing of a question, opens a connection to nothing else, and counts what a run may have.
 *
 * On a virtual clock nobody really waits: the service answers at once and tells how long it would have taken, so that each part
 * comes with the seconds at which it is due, the same every time. On the other clocks the seconds are those that passed.
 */
import { Agent, type ClientRequest, type IncomingMessage, request as httpRequest } from 'node:http';
import type { Clock } from '../../trace/event.ts';
import type { OutsideAnswer, OutsideFailure } from '../../trace/outside.ts';
import { readingSeconds, SAMPLE_FILES } from './files.ts';
import { DEMO_LIMITS, type DemoLimits } from './limits.ts';
import { DEMO_HOST, type Question, readQuestion } from './question.ts';
import {
  AT_ONCE_HEADER,
  type DemoAddress,
  demoService,
  type DemoService,
  PLAN_HEADER,
  readPlan,
  TOKEN_HEADER,
  VISIT_HEADER,
} from './service.ts';

/** A part of an answer, and how many seconds after the question it is there, on the run's clock. */
export type Told = (answer: OutsideAnswer, seconds: number) => void;

interface DemoClientOptions {
  readonly clock: Clock;
  readonly limits?: Partial<DemoLimits>;
  readonly service?: DemoService;
}

type Http = Question & { readonly is: 'http' };

/** Node's timers know no longer ones. */
const LONGEST_MS = 2 ** 31 - 1;

/** Connections are kept for the next request; one that rests keeps nothing alive. */
const agent = new Agent({ keepAlive: true });

export class DemoClient {
  readonly #isVirtual: boolean;
  readonly #limits: DemoLimits;
  readonly #service: DemoService;
  readonly #open = new Set<Exchange>();
  /** Virtual: in the order they were asked, which is the order in which they are told: that of the sockets is not the same every time. */
  readonly #line: Exchange[] = [];
  /** How often each path was asked for: what fails at first is well later. */
  readonly #visits = new Map<string, number>();
  #questions = 0;
  #bytes = 0;

  constructor({ clock, limits, service = demoService }: DemoClientOptions) {
    this.#isVirtual = clock === 'virtual';
    this.#limits = { ...DEMO_LIMITS, ...limits };
    this.#service = service;
  }

  /**
   * Never throws, and never calls `told` before it has returned. `end` or `failed` is the last part. What is returned drops the
   * question: nothing more is told of it.
   */
  answer(question: unknown, told: Told): () => void {
    const exchange = new Exchange(told, this.#isVirtual, () => this.#ended(exchange));
    const tooMuch = this.#countQuestion();
    this.#open.add(exchange);
    if (this.#isVirtual) this.#line.push(exchange);
    const read = readQuestion(question);
    // Now, in the order of the questions: when the service sees them depends on its sockets.
    const visit = read.is === 'http' && tooMuch === null ? this.#countVisit(read.path) : 0;
    queueMicrotask(() => {
      if (tooMuch !== null) exchange.fail('tooMuch', tooMuch);
      else this.#begin(exchange, read, visit);
    });
    return () => exchange.drop();
  }

  /** Drops every question that is out. */
  close(): void {
    for (const exchange of this.#open) exchange.drop();
  }

  #ended(exchange: Exchange): void {
    this.#open.delete(exchange);
    while (this.#line[0]?.isOver === true) this.#line.shift()!.release();
  }

  #begin(exchange: Exchange, question: Question, visit: number): void {
    if (exchange.isOver) return;
    switch (question.is) {
      case 'refused':
        return exchange.fail(question.code, question.message);
      case 'files':
        return this.#tellFile(exchange, Buffer.from([...SAMPLE_FILES.keys()].join('\n')), 0);
      case 'file':
        return this.#readFile(exchange, question.name);
      case 'http':
        void this.#fetch(exchange, question, visit);
    }
  }

  #countQuestion(): string | null {
    const { atOnce, questions } = this.#limits;
    if (this.#open.size >= atOnce) return `more than ${atOnce} requests at once`;
    return ++this.#questions > questions ? `more than ${questions} requests in one run` : null;
  }

  #countVisit(path: string): number {
    const visit = (this.#visits.get(path) ?? 0) + 1;
    this.#visits.set(path, visit);
    return visit;
  }

  /** Whether so many more bytes may go to the program; otherwise the exchange has failed. */
  #mayTell(exchange: Exchange, bytes: number, seconds: number): boolean {
    this.#bytes += bytes;
    if (this.#bytes <= this.#limits.bytes) return true;
    exchange.fail('tooMuch', `more than ${this.#limits.bytes} bytes in one run`, seconds);
    return false;
  }

  #readFile(exchange: Exchange, name: string): void {
    const bytes = SAMPLE_FILES.get(name);
    if (bytes === undefined) {
      exchange.fail(
        'noSuchFile',
        `there is no file ${JSON.stringify(name)}; there are ${[...SAMPLE_FILES.keys()].join(', ')}`,
      );
    } else this.#tellFile(exchange, bytes, readingSeconds(bytes.length));
  }

  #tellFile(exchange: Exchange, bytes: Buffer, seconds: number): void {
    if (!this.#mayTell(exchange, bytes.length, 0)) return;
    const tell = (): void => {
      const at = this.#isVirtual ? seconds : exchange.seconds;
      exchange.tell(chunkOf(bytes), at);
      exchange.end(at);
    };
    if (this.#isVirtual || seconds === 0) tell();
    else exchange.later(tell, seconds);
  }

  async #fetch(exchange: Exchange, question: Http, visit: number): Promise<void> {
    let address: DemoAddress;
    try {
      address = await this.#service.address();
    } catch (error) {
      exchange.fail('badRequest', `the demo service could not be started: ${(error as Error).message}`);
      return;
    }
    if (!exchange.isOver) this.#send(exchange, question, visit, address);
  }

  #send(exchange: Exchange, { method, path, headers, body, within }: Http, visit: number, address: DemoAddress): void {
    const own = [
      TOKEN_HEADER,
      address.token,
      VISIT_HEADER,
      `${visit}`,
      ...(this.#isVirtual ? [AT_ONCE_HEADER, '1'] : []),
    ];
    const size = body === null ? [] : ['content-length', `${body.length}`];
    const request = httpRequest({
      host: '127.0.0.1',
      port: address.port,
      agent,
      method,
      path,
      setHost: false,
      headers: ['host', DEMO_HOST, ...headers.flat(), ...own, ...size],
    });
    exchange.sends(request, this.#limits.seconds);
    if (!this.#isVirtual) exchange.expectWithin(within);
    request.on('response', (response) => {
      if (this.#isVirtual) this.#hearAtOnce(exchange, response, within);
      else this.#hear(exchange, response, within);
    });
    request.end(body ?? undefined);
  }

  /** Tells each part when it comes. */
  #hear(exchange: Exchange, response: IncomingMessage, within: number): void {
    exchange.expectWithin(within);
    exchange.tell(headOf(response), exchange.seconds);
    response.on('data', (bytes: Buffer) => {
      exchange.expectWithin(within);
      if (this.#mayTell(exchange, bytes.length, exchange.seconds)) exchange.tell(chunkOf(bytes), exchange.seconds);
    });
    response.on('end', () => exchange.end(exchange.seconds));
  }

  /** All of it is here at once; it is told in the parts and at the times of the service's plan. */
  #hearAtOnce(exchange: Exchange, response: IncomingMessage, within: number): void {
    const chunks: Buffer[] = [];
    response.on('data', (bytes: Buffer) => chunks.push(bytes));
    response.on('end', () => this.#tellPlan(exchange, response, Buffer.concat(chunks), within));
  }

  #tellPlan(exchange: Exchange, response: IncomingMessage, body: Buffer, within: number): void {
    const plan = readPlan(`${response.headers[PLAN_HEADER]}`);
    if (plan.at > within) return exchange.failLate(within, within);
    exchange.tell(headOf(response), plan.at);
    let { at } = plan;
    let from = 0;
    for (const part of plan.parts) {
      if (part.at - at > within) return exchange.failLate(within, at + within);
      at = Math.max(at, part.at);
      const bytes = body.subarray(from, (from += part.size));
      if (!this.#mayTell(exchange, bytes.length, at)) return;
      exchange.tell(chunkOf(bytes), at);
    }
    exchange.end(at);
  }
}

/** One question, until its last part is told or nobody listens any more. */
class Exchange {
  isOver = false;
  readonly #told: Told;
  readonly #ended: () => void;
  readonly #started = performance.now();
  /** What waits until those before it are told; null: nothing has to wait. */
  #kept: Parameters<Told>[] | null;
  #isDropped = false;
  #request: ClientRequest | null = null;
  #timer: NodeJS.Timeout | null = null;
  #nextPart: NodeJS.Timeout | null = null;

  constructor(told: Told, isKept: boolean, ended: () => void) {
    this.#told = told;
    this.#kept = isKept ? [] : null;
    this.#ended = ended;
  }

  /** How long ago it was asked. */
  get seconds(): number {
    return (performance.now() - this.#started) / 1000;
  }

  tell(answer: OutsideAnswer, seconds: number): void {
    if (!this.isOver) this.#pass(answer, seconds);
  }

  #pass(...part: Parameters<Told>): void {
    if (this.#kept === null) this.#told(...part);
    else this.#kept.push(part);
  }

  /** Tells what was kept. It has ended. */
  release(): void {
    for (const part of this.#kept ?? []) if (!this.#isDropped) this.#told(...part);
    this.#kept = null;
  }

  end(seconds: number): void {
    this.#finish({ is: 'end' }, seconds);
  }

  failLate(within: number, seconds: number): void {
    this.fail('timeout', `nothing came within ${within} seconds`, seconds);
  }

  fail(code: OutsideFailure, message: string, seconds = 0): void {
    this.#finish({ is: 'failed', code, message }, seconds);
    this.#request?.destroy();
  }

  /** Nobody listens any more. */
  drop(): void {
    this.#isDropped = true;
    this.#close();
    this.#request?.destroy();
  }

  #finish(answer: OutsideAnswer, seconds: number): void {
    if (this.isOver) return;
    this.#pass(answer, seconds);
    this.#close();
  }

  #close(): void {
    if (this.isOver) return;
    this.isOver = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    if (this.#nextPart !== null) clearTimeout(this.#nextPart);
    this.#ended();
  }

  later(then: () => void, seconds: number): void {
    this.#timer = setTimeout(then, seconds * 1000);
    this.#timer.unref();
  }

  /** The next part must come within so many seconds from now. */
  expectWithin(seconds: number): void {
    if (this.#nextPart !== null) clearTimeout(this.#nextPart);
    if (this.isOver || seconds === Infinity) return;
    this.#nextPart = setTimeout(() => this.failLate(seconds, this.seconds), Math.min(seconds * 1000, LONGEST_MS));
    this.#nextPart.unref();
  }

  sends(request: ClientRequest, withinSeconds: number): void {
    this.#request = request;
    request.on('socket', (socket) => socket.unref());
    request.on('error', (error) =>
      this.fail('badRequest', `the demo service could not be asked: ${error.message}`, this.seconds),
    );
    request.on('close', () => this.fail('aborted', 'the demo service broke off', this.seconds));
    this.later(() => this.fail('timeout', `no answer within ${withinSeconds} seconds`, this.seconds), withinSeconds);
  }
}

function headOf({ statusCode, statusMessage, rawHeaders }: IncomingMessage): OutsideAnswer {
  const headers: [string, string][] = [];
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index]!.toLowerCase();
    if (name !== PLAN_HEADER && !HOP_BY_HOP.has(name)) headers.push([name, rawHeaders[index + 1]!]);
  }
  return { is: 'head', status: statusCode ?? 0, statusText: statusMessage ?? '', headers };
}

/** How the response came here: it is not the same every time, and says nothing of the service. */
const HOP_BY_HOP = new Set(['connection', 'keep-alive', 'transfer-encoding', 'date']);

function chunkOf(bytes: Buffer): OutsideAnswer {
  return { is: 'chunk', bytes: bytes.toString('base64') };
}
