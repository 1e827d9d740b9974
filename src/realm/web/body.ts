/** The body of a response: bytes that arrive while somebody reads them. */
import { customInspect } from '../inspect.ts';
import { decodeUtf8 } from './text.ts';

const NativePromise = Promise;
const Bytes = Uint8Array;

type Came = { readonly value: Uint8Array | undefined; readonly done: boolean };

/** What has come and was not taken yet, and who waits for more. */
export class IncomingBytes {
  #chunks: Uint8Array[] = [];
  #waiters: { readonly resolve: (came: Came) => void; readonly reject: (error: unknown) => void }[] = [];
  #end: { readonly is: 'open' } | { readonly is: 'closed' } | { readonly is: 'broken'; readonly error: unknown } = {
    is: 'open',
  };
  /** Told that nobody wants the rest. */
  onCancel: () => void = () => {};

  add(bytes: Uint8Array): void {
    if (this.#end.is !== 'open' || bytes.length === 0) return;
    const waiter = this.#waiters.shift();
    if (waiter === undefined) this.#chunks.push(bytes);
    else waiter.resolve({ value: bytes, done: false });
  }

  close(): void {
    if (this.#end.is !== 'open') return;
    this.#end = { is: 'closed' };
    for (const waiter of this.#waiters) waiter.resolve({ value: undefined, done: true });
    this.#waiters = [];
  }

  /** What has come but was not taken is lost, as in a stream that errs. */
  break(error: unknown): void {
    if (this.#end.is !== 'open') return;
    this.#end = { is: 'broken', error };
    this.#chunks = [];
    for (const waiter of this.#waiters) waiter.reject(error);
    this.#waiters = [];
  }

  cancel(): void {
    if (this.#end.is !== 'open') return;
    this.close();
    this.#chunks = [];
    this.onCancel();
  }

  next(): Promise<Came> {
    const chunk = this.#chunks.shift();
    if (chunk !== undefined) return NativePromise.resolve({ value: chunk, done: false });
    if (this.#end.is === 'closed') return NativePromise.resolve({ value: undefined, done: true });
    if (this.#end.is === 'broken') return NativePromise.reject(this.#end.error);
    return new NativePromise((resolve, reject) => void this.#waiters.push({ resolve, reject }));
  }

  async all(): Promise<Uint8Array<ArrayBuffer>> {
    const chunks: Uint8Array[] = [];
    let size = 0;
    for (let came = await this.next(); !came.done; came = await this.next()) {
      chunks.push(came.value!);
      size += came.value!.length;
    }
    return joined(chunks, size);
  }
}

export function joined(chunks: readonly Uint8Array[], size: number): Uint8Array<ArrayBuffer> {
  const all = new Bytes(size);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}

/** What is left of a `ReadableStream`: one reader, or one `for await`. */
export class BodyStream {
  readonly #bytes: IncomingBytes;
  #isLocked = false;
  #isDisturbed = false;

  constructor(bytes: IncomingBytes) {
    this.#bytes = bytes;
  }

  get locked(): boolean {
    return this.#isLocked;
  }

  /** @internal */
  get _isDisturbed(): boolean {
    return this.#isDisturbed;
  }

  getReader(): { read(): Promise<Came>; releaseLock(): void; cancel(): Promise<void> } {
    this.#lock();
    return {
      read: () => this.#read(),
      releaseLock: () => {
        this.#isLocked = false;
      },
      cancel: () => this.#cancel(),
    };
  }

  cancel(): Promise<void> {
    if (this.#isLocked) return NativePromise.reject(isLocked());
    return this.#cancel();
  }

  /** @internal Locks it for good. */
  _readAll(): Promise<Uint8Array<ArrayBuffer>> {
    this.#lock();
    this.#isDisturbed = true;
    return this.#bytes.all();
  }

  [Symbol.asyncIterator](): AsyncIterableIterator<Uint8Array> {
    this.#lock();
    const iterator = {
      next: () => this.#read() as Promise<IteratorResult<Uint8Array>>,
      return: async () => {
        await this.#cancel();
        return { value: undefined, done: true as const };
      },
      [Symbol.asyncIterator]: () => iterator,
    };
    return iterator;
  }

  #lock(): void {
    if (this.#isLocked) throw isLocked();
    this.#isLocked = true;
  }

  #read(): Promise<Came> {
    this.#isDisturbed = true;
    return this.#bytes.next();
  }

  #cancel(): Promise<void> {
    this.#isDisturbed = true;
    this.#bytes.cancel();
    return NativePromise.resolve();
  }

  [customInspect](): string {
    return `ReadableStream { locked: ${this.#isLocked}, supportsBYOB: true }`;
  }
}

function isLocked(): TypeError {
  return Object.assign(new TypeError('Invalid state: ReadableStream is locked'), { code: 'ERR_INVALID_STATE' });
}

export function parseJson(bytes: Uint8Array): unknown {
  return JSON.parse(decodeUtf8(bytes)) as unknown;
}
