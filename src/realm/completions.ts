/**
 * What a name, or a chain of names with dots between, may be continued with; a first one that begins with a quotation mark is a
 * module's. Nothing of the program runs for it: getters are not asked, proxies neither.
 */
import { enginePeek } from './engine-peek.ts';
import { append, OwnSet } from './own-collections.ts';
import type { Session } from './session.ts';

/** Held fast: a program may replace what is global. */
const { getOwnPropertyDescriptor, getOwnPropertyNames, getPrototypeOf, hasOwn } = Object;
const { parse, stringify } = JSON;
const { apply } = Reflect;
const { test } = RegExp.prototype;
const { slice } = String.prototype;
const IDENTIFIER = /^[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*$/u;

/** A wide object has more than anyone would read. */
const MOST_NAMES = 1_000;
const MOST_ANCESTORS = 16;

export interface CompletionName {
  readonly name: string;
  readonly is: 'function' | 'class' | 'value';
}

/** `path` is a JSON list of names, the last one not yet whole; gives a JSON list of those it may be. */
export function completions(session: Session, modules: { readonly [name: string]: object }, path: string): string {
  const names = parse(path) as string[];
  const prefix = names[names.length - 1] ?? '';
  const isModule = names[0]?.[0] === '"';
  if (isModule && names.length === 1) return moduleNames(modules, prefix);
  let holder: unknown = globalThis;
  for (let index = 0; index < names.length - 1; index++) {
    const name = names[index]!;
    const found =
      index > 0
        ? ownValue(holder, name)
        : isModule
          ? ownValue(modules, apply(slice, name, [1]) as string)
          : session.look(name);
    if (found === null) return '[]';
    holder = found.value;
  }
  const isGlobal = names.length === 1;
  const given: CompletionName[] = [];
  const seen = new OwnSet<string>();
  let owner = objectOf(holder);
  for (let left = MOST_ANCESTORS; left > 0 && owner !== null && !enginePeek.isProxy(owner); left--) {
    const own = getOwnPropertyNames(owner);
    for (let index = 0; index < own.length && given.length < MOST_NAMES; index++) {
      const name = own[index]!;
      if (!startsWith(name, prefix) || seen.has(name) || !(apply(test, IDENTIFIER, [name]) as boolean)) continue;
      seen.add(name);
      append(given, { name, is: kindOf(isGlobal ? session.look(name) : ownValue(owner, name)) });
    }
    owner = getPrototypeOf(owner) as object | null;
  }
  return stringify(given);
}

/** Those that Node also knows by a longer name are only completed to that where it is begun. */
function moduleNames(modules: { readonly [name: string]: object }, prefix: string): string {
  const own = getOwnPropertyNames(modules);
  const given: CompletionName[] = [];
  for (let index = 0; index < own.length; index++) {
    const name = own[index]!;
    const isAlias = startsWith(name, 'node:') && !startsWith(prefix, '"n');
    if (!isAlias && startsWith(`"${name}`, prefix)) append(given, { name, is: 'value' });
  }
  return stringify(given);
}

/** The value of a property, its own or inherited, if looking at it runs no code. */
function ownValue(holder: unknown, name: string): { readonly value: unknown } | null {
  let owner = objectOf(holder);
  for (let left = MOST_ANCESTORS; left > 0 && owner !== null; left--) {
    if (enginePeek.isProxy(owner)) return null;
    const descriptor = getOwnPropertyDescriptor(owner, name);
    if (descriptor !== undefined) return hasOwn(descriptor, 'value') ? { value: descriptor.value } : null;
    owner = getPrototypeOf(owner) as object | null;
  }
  return null;
}

function objectOf(value: unknown): object | null {
  if ((typeof value === 'object' && value !== null) || typeof value === 'function') return value;
  switch (typeof value) {
    case 'string':
      return String.prototype;
    case 'number':
      return Number.prototype;
    case 'boolean':
      return Boolean.prototype;
    case 'bigint':
      return BigInt.prototype;
    case 'symbol':
      return Symbol.prototype;
    default:
      return null;
  }
}

function kindOf(found: { readonly value: unknown } | null): CompletionName['is'] {
  if (typeof found?.value !== 'function') return 'value';
  const prototype = getOwnPropertyDescriptor(found.value, 'prototype');
  return prototype !== undefined && prototype.writable === false ? 'class' : 'function';
}

function startsWith(name: string, prefix: string): boolean {
  for (let index = 0; index < prefix.length; index++) if (name[index] !== prefix[index]) return false;
  return true;
}
