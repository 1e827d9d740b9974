/** `DOMException`, as Node has it. Source: https://webidl.spec.whatwg.org/#idl-DOMException */

/** The names that have a number from older days. */
const CODES: { readonly [name: string]: number } = Object.assign(Object.create(null) as object, {
  IndexSizeError: 1,
  HierarchyRequestError: 3,
  WrongDocumentError: 4,
  InvalidCharacterError: 5,
  NoModificationAllowedError: 7,
  NotFoundError: 8,
  NotSupportedError: 9,
  InUseAttributeError: 10,
  InvalidStateError: 11,
  SyntaxError: 12,
  InvalidModificationError: 13,
  NamespaceError: 14,
  InvalidAccessError: 15,
  TypeMismatchError: 17,
  SecurityError: 18,
  NetworkError: 19,
  AbortError: 20,
  URLMismatchError: 21,
  QuotaExceededError: 22,
  TimeoutError: 23,
  InvalidNodeTypeError: 24,
  DataCloneError: 25,
});

export class DOMException extends Error {
  readonly #name: string;
  declare readonly code: number;

  constructor(message: unknown = '', options: unknown = 'Error') {
    const isObject = typeof options === 'object' && options !== null;
    const { name = 'Error', cause } = (isObject ? options : { name: options }) as { name?: unknown; cause?: unknown };
    super(`${message}`);
    this.#name = `${name}`;
    if (isObject && 'cause' in options) define(this, 'cause', cause);
  }

  /** @internal What the accessor of its prototype gives. */
  static _nameOf(exception: DOMException): string {
    return exception.#name;
  }
}

accessor('name', (exception) => DOMException._nameOf(exception));
accessor('code', (exception) => CODES[DOMException._nameOf(exception)] ?? 0);
Object.defineProperty(DOMException.prototype, Symbol.toStringTag, { value: 'DOMException', configurable: true });

/** `Error` has `name` as a property; here it is read only. */
function accessor(name: string, get: (exception: DOMException) => unknown): void {
  Object.defineProperty(DOMException.prototype, name, {
    get(this: DOMException) {
      return get(this);
    },
    enumerable: true,
    configurable: true,
  });
}

function define(owner: object, name: string, value: unknown): void {
  Object.defineProperty(owner, name, { value, writable: true, enumerable: false, configurable: true });
}
