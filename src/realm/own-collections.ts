/**
 * Collections that work whatever a program has made of `Map.prototype`, `Array.prototype` and their like: the methods that the
 * language came with are their own. For what goes on between the realm and its host. They are never spread, nor looped over by
 * `for`: how that is done, a program may have replaced too.
 */
const { defineProperty, getOwnPropertyDescriptors, freeze } = Object;
const { ownKeys } = Reflect;

export class OwnMap<K, V> extends Map<K, V> {}
export class OwnSet<T> extends Set<T> {}
export class OwnWeakMap<K extends WeakKey, V> extends WeakMap<K, V> {}
export class OwnWeakSet<T extends WeakKey> extends WeakSet<T> {}

keepMethods(OwnMap.prototype, Map.prototype);
keepMethods(OwnSet.prototype, Set.prototype);
keepMethods(OwnWeakMap.prototype, WeakMap.prototype);
keepMethods(OwnWeakSet.prototype, WeakSet.prototype);

function keepMethods(own: object, native: object): void {
  const methods = getOwnPropertyDescriptors(native) as { readonly [name: string | symbol]: PropertyDescriptor };
  for (const name of ownKeys(methods)) if (name !== 'constructor') defineProperty(own, name, methods[name]!);
  freeze(own);
}

interface Item<T> {
  readonly value: T;
  next: Item<T> | null;
}

/** First in, first out. A chain: a program may have put a setter where an item of an array would go. */
export class Line<T> {
  #first: Item<T> | null = null;
  #last: Item<T> | null = null;

  get isEmpty(): boolean {
    return this.#first === null;
  }

  put(value: T): void {
    const item: Item<T> = { value, next: null };
    if (this.#last === null) this.#first = item;
    else this.#last.next = item;
    this.#last = item;
  }

  take(): T | undefined {
    const item = this.#first;
    if (item === null) return undefined;
    this.#first = item.next;
    if (item.next === null) this.#last = null;
    return item.value;
  }
}

/** `list.push(value)`, whatever a program has made of that, or of what an array without such an item inherits. */
export function append<T>(list: T[], value: T): void {
  const descriptor = { __proto__: null, value, writable: true, enumerable: true, configurable: true };
  defineProperty(list, list.length, descriptor as PropertyDescriptor);
}
