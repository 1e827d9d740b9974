/**
 * Structured clones as text: what crosses from one isolate to another, and what `structuredClone` copies through. The text is
 * JSON, flat however deep the value is: the value, then a table of its objects, each after the objects that it holds.
 *
 * Evaluated beside strangers' code, on strangers' values: it calls captured functions only and needs no stack for depth. What
 * getters and proxies of a value do, they do to themselves. Source: https://html.spec.whatwg.org/#structuredserializeinternal
 * and V8's `value-serializer.cc`.
 *
 * Unlike Node: a proxy can't be told from what it stands for and is copied, and so is an object of `Intl`, as one without
 * properties; an error's `stack` does not travel.
 */
import { fromBase64, toBase64 } from './base64.ts';
import { DOMException } from './dom-exception.ts';

/** Gives something plain to send instead of an object (or a function), or undefined. It may throw. */
export type Special = (value: object) => unknown;

interface EncodeOptions {
  readonly special?: Special;
  /** The most characters that the text may have. */
  readonly limit?: number;
}

type Make = new (...args: unknown[]) => object;
type Item = string | number | boolean | null | readonly Item[];
/** Yields what it needs as text, is given that text, and returns the text of its own row. */
type Row = Generator<unknown, string, string>;

const { construct, getPrototypeOf } = Reflect;
const apply = Reflect.apply as (fn: unknown, self: unknown, args: readonly unknown[]) => unknown;
const { defineProperty, getOwnPropertyDescriptor, hasOwn, keys: keysOf, is: isSame } = Object;
const { stringify, parse } = JSON;
const { isArray } = Array;
const { isInteger } = Number;
const isError = (Error as { isError?: (value: unknown) => boolean }).isError ?? null;
const toText = String;
const toObject = Object as unknown as (value: unknown) => object;
const toBigInt = BigInt;
const NativeMap = Map;
const NativeSet = Set;
const NativeDate = Date;
const NativeRegExp = RegExp;
const NativeBuffer = ArrayBuffer;
const NativeBytes = Uint8Array;
const NativeView = DataView;
const mapGet = Map.prototype.get;
const mapSet = Map.prototype.set;
const mapClear = Map.prototype.clear;
const mapForEach = Map.prototype.forEach;
const mapSize = getter(Map.prototype, 'size');
const setAdd = Set.prototype.add;
const setClear = Set.prototype.clear;
const setForEach = Set.prototype.forEach;
const setSize = getter(Set.prototype, 'size');
const weakMapHas = WeakMap.prototype.has;
const weakSetHas = WeakSet.prototype.has;
const { getTime } = Date.prototype;
const typedPrototype = getPrototypeOf(Uint8Array.prototype) as object;
const typedTag = getter(typedPrototype, Symbol.toStringTag);
const typedBuffer = getter(typedPrototype, 'buffer');
const typedOffset = getter(typedPrototype, 'byteOffset');
const typedLength = getter(typedPrototype, 'length');
const viewBuffer = getter(DataView.prototype, 'buffer');
const viewOffset = getter(DataView.prototype, 'byteOffset');
const viewLength = getter(DataView.prototype, 'byteLength');
const bufferLength = getter(ArrayBuffer.prototype, 'byteLength');
const sharedLength = getter(SharedArrayBuffer.prototype, 'byteLength');
const bufferMost = getter(ArrayBuffer.prototype, 'maxByteLength');
const bufferResizable = getter(ArrayBuffer.prototype, 'resizable');
const bufferDetached = getter(ArrayBuffer.prototype, 'detached');
const regExpSource = getter(RegExp.prototype, 'source');
const FLAGS = [
  'hasIndices',
  'global',
  'ignoreCase',
  'multiline',
  'dotAll',
  'unicode',
  'unicodeSets',
  'sticky',
] as const;
const FLAG_LETTERS = 'dgimsuvy';
const flagGetters = FLAGS.map((name) => getter(RegExp.prototype, name));
const unboxes = [Number, String, Boolean, BigInt].map(({ prototype }) => prototype.valueOf as unknown);
const ObjectPrototype = Object.prototype as object;
const { toString: tagOf } = Object.prototype;
const symbolOf = Symbol.prototype.valueOf;
const nextRow = (getPrototypeOf(getPrototypeOf((function* () {})()) as object) as { next: unknown }).next;

/** Objects of which there is no copy, by what they inherit from: the language shows no other sign of them. */
const UNCLONEABLE: readonly object[] = [
  Promise.prototype,
  ...[
    (function* () {})(),
    (async function* () {})(),
    [][Symbol.iterator](),
    new Map().values(),
    new Set().values(),
    ''[Symbol.iterator](),
    ''.matchAll(/x/g),
    ([].values() as unknown as { map(fn: () => void): object }).map(() => {}),
  ].map((iterator) => {
    const prototype = getPrototypeOf(iterator) as object;
    return hasOwn(prototype, 'next') ? prototype : (getPrototypeOf(prototype) as object);
  }),
];
const ErrorPrototype = Error.prototype as object;
const ERRORS = table({
  Error,
  EvalError,
  RangeError,
  ReferenceError,
  SyntaxError,
  TypeError,
  URIError,
});
const TYPED = table({
  Int8Array,
  Uint8Array,
  Uint8ClampedArray,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
  Float32Array,
  Float64Array,
  BigInt64Array,
  BigUint64Array,
  ...('Float16Array' in globalThis
    ? { Float16Array: (globalThis as unknown as { Float16Array: Make }).Float16Array }
    : {}),
});

/** The largest buffer that may grow out of a text, bytes: as large as a program may make one. */
const MAX_BUFFER_BYTES = 16 * 1024 * 1024;
const DEFAULT_LIMIT = 64 * 1024 * 1024;
const MAX_NAMED = 200;
/** A text of three characters at least, for each object. */
const ROW_LENGTH = 3;

/**
 * The value as text. A `DOMException` named `DataCloneError` says what can't be copied; a `RangeError`, that the text would be
 * longer than `limit` characters.
 */
export function encode(value: unknown, options: EncodeOptions = {}): string {
  return new Encoder(options.special ?? null, options.limit ?? DEFAULT_LIMIT).encode(value);
}

/** That there is no copy of this value; for a `special` that refuses one. */
export function cannotClone(value: unknown): DOMException {
  return new DOMException(`${named(value)} could not be cloned.`, 'DataCloneError');
}

interface Opened {
  readonly row: Row;
  readonly number: number;
  readonly below: Opened | null;
}

class Encoder {
  readonly #special: Special | null;
  readonly #limit: number;
  readonly #numbers = new NativeMap<object, number>();
  #count = 0;
  #length = 0;
  #rows = '';
  /** The objects that are being written, the innermost first. */
  #open: Opened | null = null;

  constructor(special: Special | null, limit: number) {
    this.#special = special;
    this.#limit = limit;
  }

  encode(value: unknown): string {
    let text = this.#item(value);
    while (this.#open !== null) {
      const { row, number, below } = this.#open;
      const came = apply(nextRow, row, [text]) as IteratorResult<unknown, string>;
      if (came.done !== true) text = this.#item(came.value);
      else {
        this.#open = below;
        const written = `[${number},${came.value}]`;
        this.#rows += this.#rows === '' ? written : `,${written}`;
        this.#grow(written.length);
        text = `[${number}]`;
      }
    }
    return `[${text},[${this.#rows}]]`;
  }

  /** The text of a primitive, or of an object that is known; a new one is opened, and its row is worked out first. */
  #item(value: unknown): string {
    if (typeof value === 'symbol') throw cannotClone(value);
    if (!isObject(value)) {
      const text = primitive(value);
      this.#grow(text.length);
      return text;
    }
    const known = apply(mapGet, this.#numbers, [value]) as number | undefined;
    if (known !== undefined) return `[${known}]`;
    const number = this.#count++;
    apply(mapSet, this.#numbers, [value, number]);
    this.#grow(ROW_LENGTH);
    this.#open = { row: this.#row(value), number, below: this.#open };
    return '';
  }

  #row(value: object): Row {
    const plain: unknown = this.#special?.(value);
    return plain === undefined ? rowOf(value) : specialRow(plain);
  }

  #grow(by: number): void {
    this.#length += by;
    if (this.#length > this.#limit)
      throw new RangeError(`too large to be copied: more than ${this.#limit} characters as text`);
  }
}

function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}

function primitive(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return stringify(value);
    case 'number':
      return value - value === 0 && !isSame(value, -0) ? toText(value) : `["n","${isSame(value, -0) ? '-0' : value}"]`;
    case 'bigint':
      return `["b","${value}"]`;
    case 'undefined':
      return '["u"]';
    default:
      return value === null ? 'null' : value === true ? 'true' : 'false';
  }
}

function* specialRow(plain: unknown): Row {
  return `"x",${yield plain}`;
}

/** By what the object is inside, not by what it says of itself. */
function rowOf(value: object): Row {
  if (typeof value === 'function') throw cannotClone(value);
  if (isArray(value)) return arrayRow(value);
  if (isPlain(value)) return objectRow(value);
  if (typeof answer(getTime, value) === 'number') return finished(`"d",${primitive(answer(getTime, value))}`);
  if (typeof answer(flagGetters[0], value) === 'boolean') return finished(regExpRow(value));
  if (answer(mapSize, value) !== undefined) return listRow('m', mapItems(value));
  if (answer(setSize, value) !== undefined) return listRow('s', setItems(value));
  if (answer(bufferLength, value) !== undefined) return finished(bufferRow(value as ArrayBuffer));
  if (answer(typedTag, value) !== undefined)
    return viewRow(`${answer(typedTag, value) as string}`, value, typedBuffer, typedOffset, typedLength);
  if (answer(viewBuffer, value) !== undefined) return viewRow('DataView', value, viewBuffer, viewOffset, viewLength);
  for (let index = 0; index < unboxes.length; index++) {
    const inside = answer(unboxes[index], value);
    if (inside !== undefined) return finished(`"B",${primitive(inside)}`);
  }
  if (isErrorObject(value)) return errorRow(value as Error);
  if (isUncloneable(value)) throw cannotClone(value);
  return objectRow(value);
}

/** Most objects are: no need to ask what else they might be. One that hides what it is behind this prototype is plain too. */
function isPlain(value: object): boolean {
  const prototype = getPrototypeOf(value);
  return (prototype === null || prototype === ObjectPrototype) && answer(tagOf, value) === '[object Object]';
}

/** What a method says of the object that is its own; undefined where it refuses. */
function answer(method: unknown, value: object): unknown {
  try {
    return apply(method, value, []);
  } catch {
    return undefined;
  }
}

// oxlint-disable-next-line require-yield
function* finished(row: string): Row {
  return row;
}

function* objectRow(value: object): Row {
  return `"o"${yield* propertyTexts(value, keysOf(value), 0)}`;
}

/** `"a"`, the length, how many items come first without a key, those, then keys and their values. */
function* arrayRow(value: readonly unknown[]): Row {
  const { length } = value;
  const keys = keysOf(value);
  let first = 0;
  while (first < length && keys[first] === toText(first)) first++;
  let text = `"a",${length},${first}`;
  for (let index = 0; index < first; index++) {
    // A getter before it may have taken it away.
    if (!hasOwn(value, index)) text += ',[]';
    else {
      const item = value[index];
      text += isObject(item) || typeof item === 'symbol' ? `,${yield item}` : `,${primitive(item)}`;
    }
  }
  return text + (yield* propertyTexts(value, keys, first));
}

function* propertyTexts(value: object, keys: readonly string[], from: number): Row {
  let text = '';
  for (let index = from; index < keys.length; index++) {
    const key = keys[index]!;
    if (hasOwn(value, key)) text += `,${stringify(key)},${yield (value as { [key: string]: unknown })[key]}`;
  }
  return text;
}

/** What is in it now: a getter that is read later changes nothing. */
function mapItems(map: object): Items {
  const items = new Items();
  apply(mapForEach, map, [
    (value: unknown, key: unknown) => {
      items.add(key);
      items.add(value);
    },
  ]);
  return items;
}

function setItems(set: object): Items {
  const items = new Items();
  apply(setForEach, set, [(value: unknown) => items.add(value)]);
  return items;
}

/** A chain: a program may have put setters where an array's items would go. */
class Items {
  first: Link | null = null;
  #last: Link | null = null;

  add(value: unknown): void {
    const item: Link = { value, next: null };
    if (this.#last === null) this.first = item;
    else this.#last.next = item;
    this.#last = item;
  }
}

interface Link {
  readonly value: unknown;
  next: Link | null;
}

function* listRow(kind: 'm' | 's', items: Items): Row {
  let text = `"${kind}"`;
  for (let item = items.first; item !== null; item = item.next) text += `,${yield item.value}`;
  return text;
}

function regExpRow(value: object): string {
  let flags = '';
  for (let index = 0; index < FLAGS.length; index++)
    if (apply(flagGetters[index], value, []) === true) flags += FLAG_LETTERS[index];
  return `"r",${stringify(apply(regExpSource, value, []))},"${flags}"`;
}

function bufferRow(buffer: ArrayBuffer): string {
  if (answer(bufferDetached, buffer) === true)
    throw new DOMException('An ArrayBuffer is detached and could not be cloned.', 'DataCloneError');
  const most = apply(bufferResizable, buffer, []) === true ? apply(bufferMost, buffer, []) : -1;
  return `"f","${toBase64(new NativeBytes(buffer))}",${most}`;
}

/** Also what it looks into but does not show: two views of one buffer share it afterwards. */
function* viewRow(kind: string, view: object, buffer: unknown, offset: unknown, length: unknown): Row {
  const whole = apply(buffer, view, []) as ArrayBuffer;
  const text: string = yield whole;
  const shown = followsBuffer(kind, view, whole) ? -1 : ((answer(length, view) as number | undefined) ?? 0);
  return `"v","${kind}",${text},${(answer(offset, view) as number | undefined) ?? 0},${shown}`;
}

/** Whether the view was made without a length of its own and grows with its buffer. The language does not tell: it is tried. */
function followsBuffer(kind: string, view: object, buffer: ArrayBuffer): boolean {
  if (answer(bufferResizable, buffer) !== true) return false;
  const offset = answer(kind === 'DataView' ? viewOffset : typedOffset, view) as number;
  const bytes = (apply(bufferLength, buffer, []) as number) - offset;
  const shown = answer(kind === 'DataView' ? viewLength : typedByteLength, view) as number;
  const size = kind === 'DataView' ? 1 : (TYPED[kind] as unknown as { BYTES_PER_ELEMENT: number }).BYTES_PER_ELEMENT;
  return shown === bytes - (bytes % size);
}

const typedByteLength = getter(typedPrototype, 'byteLength');

/** V8's `WriteJSError`: a standard name, an own message that is data, an own cause. */
function* errorRow(error: Error): Row {
  const name = toText(error.name);
  const message = getOwnPropertyDescriptor(error, 'message');
  let text = `"e",${stringify(hasOwn(ERRORS, name) ? name : 'Error')}`;
  text += message !== undefined && hasOwn(message, 'value') ? `,${stringify(toText(message.value))}` : ',null';
  if (hasOwn(error, 'cause')) text += `,${yield (error as { cause?: unknown }).cause}`;
  return text;
}

function isErrorObject(value: object): boolean {
  return isError === null ? inherits(value, ErrorPrototype) : isError(value);
}

function isUncloneable(value: object): boolean {
  if (answer(symbolOf, value) !== undefined || answer(tagOf, value) === '[object Arguments]') return true;
  if (holdsNothing(weakMapHas, value) || holdsNothing(weakSetHas, value)) return true;
  for (let index = 0; index < UNCLONEABLE.length; index++) if (inherits(value, UNCLONEABLE[index]!)) return true;
  return false;
}

/** A weak collection answers, whatever it is asked for; anything else refuses. */
function holdsNothing(has: unknown, value: object): boolean {
  return answer(has, value) !== undefined;
}

const MOST_PROTOTYPES = 1000;

function inherits(value: object, prototype: object): boolean {
  let each: object | null = value;
  // A proxy's prototypes may have no end.
  for (let left = MOST_PROTOTYPES; left > 0 && each !== null; left--) {
    each = getPrototypeOf(each);
    if (each === prototype) return true;
  }
  return false;
}

/** As V8 names it in an error; a function by its text, which `scrub` has masked. */
function named(value: unknown): string {
  try {
    // Not captured: the captured one would show the marks of the compile step.
    if (typeof value === 'symbol' || typeof value === 'function') return shortened(toText(value));
    const name = className(value as object);
    const tag: unknown =
      name === 'Object' ? (value as { [Symbol.toStringTag]?: unknown })[Symbol.toStringTag] : undefined;
    return typeof tag === 'string' ? shortened(`[object ${tag}]`) : `#<${name}>`;
  } catch {
    return '#<Object>';
  }
}

function className(value: object): string {
  let owner: object | null = value;
  for (let left = MOST_PROTOTYPES; left > 0 && owner !== null; left--) {
    const made: unknown = getOwnPropertyDescriptor(owner, 'constructor')?.value;
    const name: unknown = typeof made === 'function' ? getOwnPropertyDescriptor(made, 'name')?.value : undefined;
    if (typeof name === 'string' && name !== '') return shortened(name);
    owner = getPrototypeOf(owner);
  }
  return 'Object';
}

function shortened(text: string): string {
  if (text.length <= MAX_NAMED) return text;
  let start = '';
  for (let index = 0; index < MAX_NAMED; index++) start += text[index];
  return `${start}…`;
}

/**
 * What `encode` was given, anew. `revive` makes an object of what `special` gave for it; without one that is left as it is.
 * Where that leads back to an object that is only being made, `revise` is told of the object and the whole, once both are there.
 * A text that `encode` did not write is a `RangeError`.
 */
export function decode(
  text: string,
  revive: (plain: unknown) => unknown = (plain) => plain,
  revise: (made: unknown, plain: unknown) => void = () => {},
): unknown {
  return new Decoder(revive, revise).decode(text);
}

type TableRow = readonly [number, string, ...Item[]];

interface Again {
  readonly row: TableRow;
  readonly next: Again | null;
}

class Decoder {
  readonly #revive: (plain: unknown) => unknown;
  readonly #revise: (made: unknown, plain: unknown) => void;
  readonly #rows = new NativeMap<number, TableRow>();
  readonly #made = new NativeMap<number, unknown>();
  /** Whether a row that is being filled points to something special that is not there yet. */
  #misses = false;

  constructor(revive: (plain: unknown) => unknown, revise: (made: unknown, plain: unknown) => void) {
    this.#revive = revive;
    this.#revise = revise;
  }

  decode(text: string): unknown {
    const whole = parsed(text);
    const rows = whole[1];
    if (!isArray(rows)) throw notOurs();
    for (let index = 0; index < rows.length; index++) {
      const row = rows[index] as TableRow;
      if (!isArray(row) || !isInteger(row[0]) || typeof row[1] !== 'string') throw notOurs();
      apply(mapSet, this.#rows, [row[0], row]);
    }
    // What a row holds has its own row before it, unless it is held by that in turn.
    let again: Again | null = null;
    for (let index = 0; index < rows.length; index++) {
      const row = rows[index] as TableRow;
      this.#misses = false;
      this.#fill(row);
      if (this.#misses) again = { row, next: again };
    }
    const hasMissed = again !== null;
    for (; again !== null; again = again.next) if (again.row[1] !== 'x') this.#fill(again.row);
    for (let index = 0; hasMissed && index < rows.length; index++) {
      const row = rows[index] as TableRow;
      if (row[1] === 'x') this.#revise(this.#object(row[0]), this.#value(row[2]));
    }
    return this.#value(whole[0]);
  }

  #value(item: Item | undefined): unknown {
    if (item === undefined) throw notOurs();
    if (!isArray(item)) return item;
    // Not taken apart by a pattern: that would ask a program's own iterator.
    const tag = (item as readonly Item[])[0];
    const text = (item as readonly Item[])[1];
    if (typeof tag === 'number') return this.#object(tag);
    if (tag === 'u') return undefined;
    if (tag === 'n' && typeof text === 'string') return +text;
    if (tag === 'b' && typeof text === 'string') return toBigInt(text);
    throw notOurs();
  }

  /** The object with this number, perhaps still empty. */
  #object(number: number): unknown {
    const made: unknown = apply(mapGet, this.#made, [number]);
    if (made !== undefined) return made;
    const row = apply(mapGet, this.#rows, [number]) as TableRow | undefined;
    if (row === undefined) throw notOurs();
    if (row[1] === 'x') {
      this.#misses = true;
      return undefined;
    }
    const shell = this.#shell(row);
    apply(mapSet, this.#made, [number, shell]);
    return shell;
  }

  #shell(row: TableRow): object {
    switch (row[1]) {
      case 'o':
        return {};
      case 'a':
        return [];
      case 'd':
        return construct(NativeDate, [this.#value(row[2])]) as object;
      case 'r':
        return construct(NativeRegExp, [textOf(row[2]), textOf(row[3])]) as object;
      case 'm':
        return new NativeMap();
      case 's':
        return new NativeSet();
      case 'f':
        return bufferOf(textOf(row[2]), row[3]!);
      case 'v':
        return this.#view(row);
      case 'B':
        return toObject(this.#value(row[2]));
      case 'e':
        return construct(errorClass(textOf(row[2])), []);
      default:
        throw notOurs();
    }
  }

  #view(view: TableRow): object {
    const kind = view[2];
    const buffer = view[3];
    const make = kind === 'DataView' ? (NativeView as unknown as Make) : TYPED[textOf(kind)];
    // A view's buffer is no view: otherwise two rows could ask each other for ever.
    const row = isArray(buffer)
      ? (apply(mapGet, this.#rows, [(buffer as readonly Item[])[0]]) as TableRow | undefined)
      : undefined;
    if (make === undefined || (row?.[1] !== 'f' && row?.[1] !== 'x')) throw notOurs();
    const whole = this.#value(buffer!);
    // What a special stands for may be anything; only a buffer has views.
    if (row[1] === 'x' && answer(sharedLength, whole as object) === undefined) throw notOurs();
    return construct(make, [whole, view[4], view[5] === -1 ? undefined : view[5]]);
  }

  #fill(row: TableRow): void {
    if (row[1] === 'x') {
      apply(mapSet, this.#made, [row[0], this.#revive(this.#value(row[2]))]);
      return;
    }
    const object = this.#object(row[0]) as object;
    switch (row[1]) {
      case 'o':
        return this.#fillProperties(object, row, 2);
      case 'a':
        return this.#fillArray(object, row);
      case 'm':
        apply(mapClear, object, []);
        for (let index = 2; index < row.length; index += 2)
          apply(mapSet, object, [this.#value(row[index]), this.#value(row[index + 1])]);
        return;
      case 's':
        apply(setClear, object, []);
        for (let index = 2; index < row.length; index++) apply(setAdd, object, [this.#value(row[index])]);
        return;
      case 'e':
        if (row[3] !== null) put(object, 'message', textOf(row[3]), false);
        if (row.length > 4) put(object, 'cause', this.#value(row[4]), false);
    }
  }

  #fillArray(array: object, row: TableRow): void {
    const length = Number(row[2]);
    const first = Number(row[3]);
    defineProperty(array, 'length', { __proto__: null, value: length } as PropertyDescriptor);
    if (first > row.length) throw notOurs();
    for (let index = 0; index < first; index++) {
      const item = row[4 + index];
      // Nothing: a hole.
      if (!isArray(item) || item.length > 0) put(array, toText(index), this.#value(item), true);
    }
    this.#fillProperties(array, row, 4 + first);
  }

  #fillProperties(object: object, row: TableRow, from: number): void {
    for (let index = from; index < row.length; index += 2)
      put(object, textOf(row[index]), this.#value(row[index + 1]), true);
  }
}

function parsed(text: string): readonly Item[] {
  let whole: unknown;
  try {
    whole = parse(text);
  } catch {
    throw notOurs();
  }
  if (!isArray(whole)) throw notOurs();
  return whole as readonly Item[];
}

function textOf(item: Item | undefined): string {
  if (typeof item !== 'string') throw notOurs();
  return item;
}

function errorClass(name: string): Make {
  return ERRORS[name] ?? ERRORS['Error']!;
}

function bufferOf(base64: string, most: Item): ArrayBuffer {
  const bytes = fromBase64(base64);
  const { buffer } = bytes;
  if (typeof most !== 'number' || most < 0) return buffer;
  if (most > MAX_BUFFER_BYTES) throw notOurs();
  const resizable = construct(NativeBuffer, [buffer.byteLength, { maxByteLength: most }]) as ArrayBuffer;
  const copy = new NativeBytes(resizable);
  for (let index = 0; index < buffer.byteLength; index++) copy[index] = bytes[index]!;
  return resizable;
}

function put(object: object, key: string, value: unknown, enumerable: boolean): void {
  if (enumerable && !(key in object)) (object as { [key: string]: unknown })[key] = value;
  else {
    const descriptor = { __proto__: null, value, writable: true, enumerable, configurable: true } as PropertyDescriptor;
    defineProperty(object, key, descriptor);
  }
}

function notOurs(): RangeError {
  return new RangeError('this text is no copy of a value');
}

function table(makes: { readonly [name: string]: unknown }): { readonly [name: string]: Make } {
  return Object.assign(Object.create(null) as { [name: string]: Make }, makes);
}

function getter(owner: object, name: string | symbol): unknown {
  return getOwnPropertyDescriptor(owner, name)?.get;
}
