/**
 * Python's `requests`, as snippets import it. Each call blocks the thread that it is made in until the whole answer is there: in
 * a coroutine no other task runs meanwhile. Keyword arguments become one object at the end. The one host that can be reached is
 * `http://demo.test/`. Source: https://requests.readthedocs.io/en/latest/api/
 *
 * Unlike Python: `delete` is imported as `import { delete as remove }` or `import * as requests`; `elapsed` is a number of
 * seconds, until the whole answer was there; no redirects, cookies, files or proxies.
 */
import { OSError, ValueError } from '../../asyncio/exceptions.ts';
import { repr } from '../../asyncio/repr.ts';
import type { HttpQuestion, OutsideAnswer } from '../../trace/outside.ts';
import { fromBase64 } from '../base64.ts';
import { clock } from '../clock.ts';
import { customInspect } from '../inspect.ts';
import { outside } from '../outside.ts';
import { joined, parseJson } from '../web/body.ts';
import { Headers, type HeadersInit } from '../web/headers.ts';
import { checkedQuestion, outgoingBody, sentBody } from '../web/outgoing.ts';
import { decodeUtf8, encodeUtf8 } from '../web/text.ts';
import { URL } from '../web/url.ts';
import { URLSearchParams } from '../web/url-search-params.ts';

type Failed = OutsideAnswer & { readonly is: 'failed' };
type Fields = { readonly [name: string]: unknown };

export interface RequestOptions {
  /** Added to the URL's query; a list gives its name several times, null and undefined are left out. */
  readonly params?: Fields | null;
  readonly headers?: HeadersInit | null;
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Sent as a form if it is a record, as it is if it is text or bytes. */
  readonly data?: string | Uint8Array | Fields | null;
  /** How long to wait for the head and for each part after it, seconds; null: for ever. */
  readonly timeout?: number | null;
}

/** Python: `requests.RequestException`. The ancestor of all that goes wrong with a request. */
export class RequestException extends OSError {
  static override readonly name: string = 'RequestException';
  readonly response: Response | null;

  constructor(message = '', response: Response | null = null) {
    super(message);
    this.response = response;
    Object.defineProperty(this, 'response', { enumerable: false });
  }
}

/** Python: `requests.ConnectionError`. */
export class ConnectionError extends RequestException {
  static override readonly name: string = 'ConnectionError';
}

/** Python: `requests.Timeout`. */
export class Timeout extends RequestException {
  static override readonly name: string = 'Timeout';
}

/** Python: `requests.ReadTimeout`. Nothing came for as long as `timeout` says. */
export class ReadTimeout extends Timeout {
  static override readonly name: string = 'ReadTimeout';
}

/** Python: `requests.HTTPError`. What `raiseForStatus` raises. */
export class HTTPError extends RequestException {
  static override readonly name: string = 'HTTPError';
}

/** Python: `requests.exceptions.InvalidURL`. */
export class InvalidURL extends RequestException {
  static override readonly name: string = 'InvalidURL';
}

/** Python: `requests.exceptions.MissingSchema`. */
export class MissingSchema extends InvalidURL {
  static override readonly name: string = 'MissingSchema';
}

/** Python: `requests.JSONDecodeError`. */
export class JSONDecodeError extends RequestException {
  static override readonly name: string = 'JSONDecodeError';
}

/** Python: `requests.Response`. */
export class Response {
  readonly statusCode: number;
  readonly reason: string;
  readonly url: string;
  readonly headers: Headers;
  readonly content: Uint8Array;
  /** Seconds between the question and its answer, on the run's clock. */
  readonly elapsed: number;

  /** @internal */
  constructor(url: string, head: OutsideAnswer & { readonly is: 'head' }, content: Uint8Array, elapsed: number) {
    this.url = url;
    this.statusCode = head.status;
    this.reason = head.statusText;
    this.headers = new Headers(head.headers);
    this.content = content;
    this.elapsed = elapsed;
  }

  /** Whether the status is below 400. */
  get ok(): boolean {
    return this.statusCode < 400;
  }

  get text(): string {
    return decodeUtf8(this.content);
  }

  /** The body as JSON; `JSONDecodeError` where it is none. */
  json(): unknown {
    try {
      return parseJson(this.content);
    } catch (error) {
      throw new JSONDecodeError((error as Error).message, this);
    }
  }

  /** Python: `raise_for_status`. `HTTPError` for a status from 400 on. */
  raiseForStatus(): void {
    if (this.ok) return;
    const whose = this.statusCode < 500 ? 'Client' : 'Server';
    throw new HTTPError(`${this.statusCode} ${whose} Error: ${this.reason} for url: ${this.url}`, this);
  }

  toString(): string {
    return `<Response [${this.statusCode}]>`;
  }

  [customInspect](): string {
    return this.toString();
  }
}

/** Python: `requests.request`. Blocks the thread until the answer is there. */
export function request(method: string, url: string, options: RequestOptions = {}): Response {
  const question = questionOf(`${method}`.toUpperCase(), url, options);
  const began = clock.now();
  const answers = outside.current.ask(question);
  return responseOf(question, answers, clock.now() - began);
}

/** Python: `requests.get`. */
export function get(url: string, options?: RequestOptions): Response {
  return request('GET', url, options);
}

/** Python: `requests.head`. */
export function head(url: string, options?: RequestOptions): Response {
  return request('HEAD', url, options);
}

/** Python: `requests.options`. */
export function options(url: string, more?: RequestOptions): Response {
  return request('OPTIONS', url, more);
}

/** Python: `requests.post`. */
export function post(url: string, more?: RequestOptions): Response {
  return request('POST', url, more);
}

/** Python: `requests.put`. */
export function put(url: string, more?: RequestOptions): Response {
  return request('PUT', url, more);
}

/** Python: `requests.patch`. */
export function patch(url: string, more?: RequestOptions): Response {
  return request('PATCH', url, more);
}

/** Python: `requests.delete`. */
function remove(url: string, more?: RequestOptions): Response {
  return request('DELETE', url, more);
}

export { remove as delete };

/** Python: `requests.Session`. Headers that every request of it has; it keeps no connection and no cookies. */
export class Session {
  readonly headers = new Headers();

  request(method: string, url: string, more: RequestOptions = {}): Response {
    const headers = new Headers(this.headers);
    for (const [name, value] of new Headers(more.headers)) headers.set(name, value);
    return request(method, url, { ...more, headers });
  }

  get(url: string, more?: RequestOptions): Response {
    return this.request('GET', url, more);
  }

  head(url: string, more?: RequestOptions): Response {
    return this.request('HEAD', url, more);
  }

  post(url: string, more?: RequestOptions): Response {
    return this.request('POST', url, more);
  }

  put(url: string, more?: RequestOptions): Response {
    return this.request('PUT', url, more);
  }

  patch(url: string, more?: RequestOptions): Response {
    return this.request('PATCH', url, more);
  }

  delete(url: string, more?: RequestOptions): Response {
    return this.request('DELETE', url, more);
  }

  close(): void {}

  [Symbol.dispose](): void {}
}

function questionOf(
  method: string,
  url: string,
  { params, headers, json, data, timeout }: RequestOptions,
): HttpQuestion {
  if (typeof url !== 'string') url = `${url as unknown as { toString(): string }}`;
  if (!/^\s*[a-z][a-z\d+.-]*:/i.test(url))
    throw new MissingSchema(`Invalid URL ${repr(url)}: No scheme supplied. Perhaps you meant http://demo.test/?`);
  const sent = new Headers(headers);
  if (!sent.has('accept')) sent.set('accept', '*/*');
  if (!sent.has('user-agent')) sent.set('user-agent', 'requests');
  const body = bodyOf(json, data);
  if (body !== null && body.type !== null && !sent.has('content-type')) sent.set('content-type', body.type);
  const within = checkedTimeout(timeout);
  return checkedQuestion({
    op: 'http',
    method,
    url: withParams(url, params),
    headers: sent._list(),
    body: sentBody(body),
    ...(within === null ? {} : { within }),
  });
}

function checkedTimeout(timeout: number | null | undefined): number | null {
  if (timeout == null) return null;
  if (typeof timeout !== 'number' || Number.isNaN(timeout))
    throw new ValueError(`Timeout value connect was ${repr(timeout)}, but it must be an int, float or None.`);
  if (timeout <= 0)
    throw new ValueError(
      `Attempted to set connect timeout to ${timeout}, but the timeout cannot be set to a value less than or equal to 0.`,
    );
  return timeout === Infinity ? null : timeout;
}

function withParams(url: string, params: Fields | null | undefined): string {
  const whole = URL.parse(url);
  if (whole === null) throw new InvalidURL(`Failed to parse: ${url}`);
  whole.hash = '';
  const query = params == null ? '' : `${form(params)}`;
  if (query !== '') whole.search = whole.search === '' ? query : `${whole.search}&${query}`;
  return whole.href;
}

function form(fields: Fields): URLSearchParams {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) {
    for (const each of Array.isArray(value) ? (value as unknown[]) : [value])
      if (each != null) form.append(name, `${each as string}`);
  }
  return form;
}

function bodyOf(json: unknown, data: RequestOptions['data']): ReturnType<typeof outgoingBody> | null {
  if (data != null) {
    const isRecord = typeof data === 'object' && !ArrayBuffer.isView(data);
    const { bytes } = outgoingBody(isRecord ? `${form(data as Fields)}` : data);
    return { bytes, type: isRecord ? 'application/x-www-form-urlencoded' : null };
  }
  return json === undefined ? null : { bytes: encodeUtf8(JSON.stringify(json)), type: 'application/json' };
}

function responseOf(question: HttpQuestion, answers: readonly OutsideAnswer[], elapsed: number): Response {
  let head: (OutsideAnswer & { readonly is: 'head' }) | null = null;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (const answer of answers) {
    if (answer.is === 'failed') throw errorOf(answer, question);
    if (answer.is === 'head') head = answer;
    if (answer.is !== 'chunk') continue;
    const bytes = fromBase64(answer.bytes);
    chunks.push(bytes);
    size += bytes.length;
  }
  if (head === null) throw new ConnectionError('the answer broke off');
  return new Response(question.url, head, joined(chunks, size), elapsed);
}

function errorOf({ code, message }: Failed, { within }: HttpQuestion): RequestException {
  switch (code) {
    case 'timeout':
      return new ReadTimeout(`Read timed out. (${within === undefined ? message : `read timeout=${within}`})`);
    case 'badRequest':
      return new InvalidURL(message);
    case 'noSuchHost':
    case 'tooMuch':
    case 'aborted':
    case 'noSuchFile':
      return new ConnectionError(message);
  }
}
