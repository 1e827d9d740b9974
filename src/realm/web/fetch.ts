/**
 * `fetch`, to the one place that can be reached. It blocks nobody: what comes is told between the program's handles. Source:
 * https://fetch.spec.whatwg.org/#fetch-method, with Node's messages.
 */
import type { HttpQuestion, OutsideAnswer } from '../../trace/outside.ts';
import { fromBase64 } from '../base64.ts';
import { outside } from '../outside.ts';
import { AbortSignal } from './abort.ts';
import { IncomingBytes } from './body.ts';
import { Headers, type HeadersInit } from './headers.ts';
import { checkedQuestion, outgoingBody, sentBody } from './outgoing.ts';
import { Response } from './response.ts';
import { URL } from './url.ts';

interface RequestInit {
  readonly method?: string;
  readonly headers?: HeadersInit;
  readonly body?: unknown;
  readonly signal?: AbortSignal | null;
}

const NativePromise = Promise;
/** Methods that are the same in any case. */
const UPPERCASED = ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'POST', 'PUT'];
const WITHOUT_BODY = ['GET', 'HEAD'];
/** Node's names for what can go wrong. */
const CAUSE_CODES: { readonly [code: string]: string } = {
  noSuchHost: 'ENOTFOUND',
  aborted: 'ECONNRESET',
  timeout: 'UND_ERR_HEADERS_TIMEOUT',
};

export function fetch(input: unknown, init?: RequestInit | null): Promise<Response> {
  return new NativePromise((resolve, reject) => {
    const { signal = null, ...request } = init ?? {};
    if (signal !== null && !(signal instanceof AbortSignal))
      throw new TypeError('RequestInit: Expected signal ("AbortSignal {}") to be an instance of AbortSignal.');
    const question = questionOf(`${input as string}`, request);
    if (signal?.aborted === true) reject(signal.reason);
    else new Exchange(question, resolve, reject).begin(signal);
  });
}

function questionOf(given: string, { method = 'GET', headers: init, body = null }: RequestInit): HttpQuestion {
  const url = absoluteUrl(given);
  const upper = `${method}`.toUpperCase();
  const used = UPPERCASED.includes(upper) ? upper : `${method}`;
  if (body !== null && WITHOUT_BODY.includes(used))
    throw new TypeError('Request with GET/HEAD method cannot have body.');
  const headers = new Headers(init);
  const sent = body === null ? null : outgoingBody(body);
  if (sent !== null && sent.type !== null && !headers.has('content-type')) headers.set('content-type', sent.type);
  if (!headers.has('accept')) headers.set('accept', '*/*');
  if (!headers.has('user-agent')) headers.set('user-agent', 'node');
  return checkedQuestion({ op: 'http', method: used, url, headers: headers._list(), body: sentBody(sent) });
}

/** Without its fragment, which is never sent. */
function absoluteUrl(given: string): string {
  try {
    const url = new URL(given);
    url.hash = '';
    return url.href;
  } catch (cause) {
    throw new TypeError(`Failed to parse URL from ${given}`, { cause });
  }
}

/** One request: first its head is awaited, then its body comes. */
class Exchange {
  readonly #question: HttpQuestion;
  readonly #resolve: (response: Response) => void;
  readonly #reject: (error: unknown) => void;
  readonly #bytes = new IncomingBytes();
  #drop: () => void = () => {};
  #unfollow: () => void = () => {};
  #hasHead = false;
  #isOver = false;

  constructor(question: HttpQuestion, resolve: (response: Response) => void, reject: (error: unknown) => void) {
    this.#question = question;
    this.#resolve = resolve;
    this.#reject = reject;
  }

  begin(signal: AbortSignal | null): void {
    if (signal !== null) this.#unfollow = signal._follow((reason) => this.#giveUp(reason));
    this.#bytes.onCancel = () => this.#giveUp(null);
    this.#drop = outside.current.begin(this.#question, (answer) => this.#hear(answer));
  }

  /** Nobody wants it any more. */
  #giveUp(reason: unknown): void {
    if (this.#isOver) return;
    this.#drop();
    this.#fail(reason);
  }

  #hear(answer: OutsideAnswer): void {
    if (this.#isOver) return;
    if (answer.is === 'head') {
      this.#hasHead = true;
      this.#resolve(Response._arrived(this.#question.url, answer, this.#bytes));
    } else if (answer.is === 'chunk') this.#bytes.add(fromBase64(answer.bytes));
    else if (answer.is === 'end') this.#end();
    else if (answer.is === 'failed') this.#fail(fetchFailed(this.#hasHead ? 'terminated' : 'fetch failed', answer));
  }

  #end(): void {
    this.#isOver = true;
    this.#unfollow();
    this.#bytes.close();
  }

  /** Whoever has the response learns it from its body, anyone else from the promise. */
  #fail(error: unknown): void {
    this.#isOver = true;
    this.#unfollow();
    this.#reject(error);
    this.#bytes.break(error);
  }
}

function fetchFailed(what: string, { code, message }: OutsideAnswer & { readonly is: 'failed' }): TypeError {
  const cause = new Error(message);
  const known = CAUSE_CODES[code];
  return new TypeError(what, { cause: known === undefined ? cause : Object.assign(cause, { code: known }) });
}
