/** `AbortController` and `AbortSignal`. Sources: https://dom.spec.whatwg.org/#aborting-ongoing-activities, Node's `lib/internal/abort_controller.js`. */
import { DOMException } from '../dom-exception.ts';
import { customInspect, inspectValue } from '../inspect.ts';
import { Event, EventTarget, handlerAttribute } from './events.ts';

/** Set by the door: a timer of the run's clock that holds no program. */
export const abortTimers: { set(ms: number, then: () => void): void } = { set() {} };

/** Only we make signals. */
const OURS = Symbol('ours');
const LONGEST_MS = 2 ** 32 - 1;

export class AbortSignal extends EventTarget {
  readonly #onAbort = handlerAttribute(this, 'abort');
  #isAborted = false;
  #reason: unknown = undefined;
  /** Signals and work that end with this one, after its listeners were told. */
  #followers: (() => (() => void) | null)[] = [];
  /** What `any` was given, without those that are of `any` themselves. */
  #sources: readonly AbortSignal[] | null = null;
  #isFollowing = false;

  constructor(key?: symbol) {
    if (key !== OURS) throw Object.assign(new TypeError('Illegal constructor'), { code: 'ERR_ILLEGAL_CONSTRUCTOR' });
    super();
  }

  get aborted(): boolean {
    this.#lookAtSources();
    return this.#isAborted;
  }

  get reason(): unknown {
    this.#lookAtSources();
    return this.#reason;
  }

  get onabort(): unknown {
    return this.#onAbort.get();
  }

  set onabort(handler: unknown) {
    this.#onAbort.set(handler);
  }

  throwIfAborted(): void {
    if (this.aborted) throw this.#reason;
  }

  static abort(reason: unknown = aborted()): AbortSignal {
    const signal = new AbortSignal(OURS);
    signal.#isAborted = true;
    signal.#reason = reason;
    return signal;
  }

  /** On the clock of the run. Its timer does not keep the program going, as in Node. */
  static timeout(ms: number): AbortSignal {
    if (typeof ms !== 'number')
      throw Object.assign(
        new TypeError(`The "delay" argument must be of type number. Received type ${typeof ms} (${inspectValue(ms)})`),
        {
          code: 'ERR_INVALID_ARG_TYPE',
        },
      );
    if (!Number.isInteger(ms) || ms < 0 || ms > LONGEST_MS) {
      const range = Number.isInteger(ms) ? `>= 0 && <= ${LONGEST_MS}` : 'an integer';
      throw Object.assign(
        new RangeError(`The value of "delay" is out of range. It must be ${range}. Received ${grouped(ms)}`),
        { code: 'ERR_OUT_OF_RANGE' },
      );
    }
    const signal = new AbortSignal(OURS);
    abortTimers.set(ms, () =>
      signal._abort(new DOMException('The operation was aborted due to timeout', 'TimeoutError')),
    );
    return signal;
  }

  static any(signals: Iterable<AbortSignal>): AbortSignal {
    const given = [...signals];
    for (const [index, signal] of given.entries()) {
      if (!(signal instanceof AbortSignal))
        throw Object.assign(
          new TypeError(
            `The "signals[${index}]" argument must be an instance of AbortSignal. Received ${inspectValue(signal)}`,
          ),
          { code: 'ERR_INVALID_ARG_TYPE' },
        );
    }
    const any = new AbortSignal(OURS);
    any.#sources = [...new Set(given.flatMap((signal) => signal.#sources ?? [signal]))];
    any.#lookAtSources();
    return any;
  }

  /** @internal */
  static _new(): AbortSignal {
    return new AbortSignal(OURS);
  }

  /** @internal */
  _abort(reason: unknown): void {
    this.#mark(reason)?.();
  }

  /** One of `any` follows its sources only when somebody listens, as in Node: their order is that in which listeners came. */
  override _addListener(...given: Parameters<EventTarget['_addListener']>): void {
    super._addListener(...given);
    if (given[0] === 'abort') this.#followSources();
  }

  #followSources(): void {
    if (this.#sources === null || this.#isFollowing || this.#isAborted) return;
    this.#isFollowing = true;
    for (const source of this.#sources) source.#followers.push(() => this.#mark(source.#reason));
  }

  #lookAtSources(): void {
    if (this.#isAborted) return;
    const source = this.#sources?.find((signal) => signal.#isAborted);
    if (source === undefined) return;
    this.#isAborted = true;
    this.#reason = source.#reason;
  }

  /** @internal Calls `then` when it is aborted, after its listeners. What is returned takes that back. */
  _follow(then: (reason: unknown) => void): () => void {
    this.#followSources();
    const follower = (): (() => void) => () => then(this.#reason);
    this.#followers.push(follower);
    return () => {
      this.#followers = this.#followers.filter((other) => other !== follower);
    };
  }

  /** Aborted from now on, with all that follow it; what is returned tells their listeners. Null: it was already. */
  #mark(reason: unknown): (() => void) | null {
    if (this.#isAborted) return null;
    this.#isAborted = true;
    this.#reason = reason;
    const followers = this.#followers.map((follower) => follower());
    this.#followers = [];
    return () => {
      const event = new Event('abort');
      event._isTrusted = true;
      this._dispatch(event);
      for (const follower of followers) follower?.();
    };
  }

  [customInspect](): string {
    return `AbortSignal { aborted: ${this.aborted} }`;
  }

  override get [Symbol.toStringTag](): string {
    return 'AbortSignal';
  }
}

export class AbortController {
  readonly #signal = AbortSignal._new();

  get signal(): AbortSignal {
    return this.#signal;
  }

  abort(reason: unknown = aborted()): void {
    this.#signal._abort(reason);
  }

  [customInspect](): string {
    return `AbortController { signal: ${this.#signal[customInspect]()} }`;
  }

  get [Symbol.toStringTag](): string {
    return 'AbortController';
  }
}

function aborted(): DOMException {
  return new DOMException('This operation was aborted', 'AbortError');
}

/** As Node writes large numbers in its errors. */
function grouped(value: number): string {
  return Number.isInteger(value) && Math.abs(value) > 2 ** 32
    ? `${value}`.replace(/\B(?=(?:\d{3})+$)/g, '_')
    : `${value}`;
}
