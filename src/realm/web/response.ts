/** `Response`, as `fetch` gives it. Source: https://fetch.spec.whatwg.org/#response-class. No `blob`, no `formData`, no `clone`. */
import { customInspect, inspectValue } from '../inspect.ts';
import { BodyStream, IncomingBytes, parseJson } from './body.ts';
import { Headers, type HeadersInit } from './headers.ts';
import { outgoingBody } from './outgoing.ts';
import { decodeUtf8 } from './text.ts';

interface ResponseInit {
  readonly status?: number;
  readonly statusText?: string;
  readonly headers?: HeadersInit;
}

const NULL_BODY = [101, 103, 204, 205, 304];

export class Response {
  readonly #status: number;
  readonly #statusText: string;
  readonly #headers: Headers;
  #stream: BodyStream | null = null;
  #url = '';
  #type: 'default' | 'basic' = 'default';

  constructor(body: unknown = null, { status = 200, statusText = '', headers }: ResponseInit = {}) {
    if (!Number.isInteger(status) || status < 200 || status > 599)
      throw new RangeError('init["status"] must be in the range of 200 to 599, inclusive.');
    this.#status = status;
    this.#statusText = statusText;
    this.#headers = new Headers(headers);
    if (body == null) return;
    if (NULL_BODY.includes(status)) throw new TypeError(`Response constructor: Invalid response status code ${status}`);
    const { bytes, type } = outgoingBody(body);
    if (type !== null && !this.#headers.has('content-type')) this.#headers.set('content-type', type);
    const incoming = new IncomingBytes();
    incoming.add(bytes);
    incoming.close();
    this.#stream = new BodyStream(incoming);
  }

  static json(value: unknown, init: ResponseInit = {}): Response {
    const headers = new Headers(init.headers);
    if (!headers.has('content-type')) headers.set('content-type', 'application/json');
    return new Response(JSON.stringify(value), { ...init, headers });
  }

  /** @internal What has arrived from `url`, so far its head. */
  static _arrived(url: string, init: ResponseInit & { readonly status: number }, bytes: IncomingBytes): Response {
    const response = new Response(null, init);
    response.#url = url;
    response.#type = 'basic';
    if (!NULL_BODY.includes(init.status)) response.#stream = new BodyStream(bytes);
    return response;
  }

  get status(): number {
    return this.#status;
  }

  get ok(): boolean {
    return this.#status >= 200 && this.#status < 300;
  }

  get statusText(): string {
    return this.#statusText;
  }

  get headers(): Headers {
    return this.#headers;
  }

  get url(): string {
    return this.#url;
  }

  get redirected(): boolean {
    return false;
  }

  get type(): string {
    return this.#type;
  }

  get body(): BodyStream | null {
    return this.#stream;
  }

  get bodyUsed(): boolean {
    return this.#stream?._isDisturbed ?? false;
  }

  async text(): Promise<string> {
    return decodeUtf8(await this.#all());
  }

  async json(): Promise<unknown> {
    return parseJson(await this.#all());
  }

  async bytes(): Promise<Uint8Array> {
    return this.#all();
  }

  async arrayBuffer(): Promise<ArrayBuffer> {
    return (await this.#all()).buffer;
  }

  async #all(): Promise<Uint8Array<ArrayBuffer>> {
    if (this.#stream === null) return new Uint8Array(0);
    if (this.bodyUsed || this.#stream.locked) throw new TypeError('Body is unusable: Body has already been read');
    return this.#stream._readAll();
  }

  [customInspect](): string {
    const { status, statusText, headers, body, bodyUsed, ok, redirected, type, url } = this;
    return `Response ${inspectValue({ status, statusText, headers, body, bodyUsed, ok, redirected, type, url })}`;
  }

  get [Symbol.toStringTag](): string {
    return 'Response';
  }
}
