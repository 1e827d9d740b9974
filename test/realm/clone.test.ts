/** Structured clones as text, held against Node's `structuredClone`: on chosen values, on generated ones, on hostile ones. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cannotClone, decode, encode } from '../../src/realm/clone.ts';

const copied = (value: unknown): unknown => decode(encode(value));

/** What a function gives, or what it throws as text. */
function outcome(make: () => unknown): unknown {
  try {
    return { gives: make() };
  } catch (error) {
    return { throws: `${(error as Error).name}: ${(error as Error).message}` };
  }
}

class Point {
  #secret = 1;
  x = 2;
  get sum(): number {
    return this.#secret + this.x;
  }
}

const SHARED = { name: 'shared' };
const CYCLE: { self?: unknown; list: unknown[] } = { list: [] };
CYCLE.self = CYCLE;
CYCLE.list.push(CYCLE, CYCLE.list);
const BUFFER = new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8]).buffer;

const CASES: { readonly [what: string]: unknown } = {
  undefined: undefined,
  null: null,
  numbers: [0, -0, 1.5, Number.NaN, Infinity, -Infinity, 1e300, 5e-324],
  bigints: [0n, -12345678901234567890n],
  texts: ['', '"\\\n', 'é中😀', '\ud800', '__proto__'],
  boxes: [Object(1), Object(-0), Object('text'), Object(false), Object(7n)],
  dates: [new Date(5), new Date(Number.NaN)],
  expressions: [/a\/b/dgimsuy, /[a--b]/v, new RegExp('')],
  holes: Object.assign(Array.from({ length: 0 }), { 1: 1, 3: undefined, length: 5 }),
  'a sparse array': Object.assign([], { 4_000_000_000: 'far', length: 4_294_967_295 }),
  'an array with properties': Object.assign([1, 2], { extra: true, 7: 'seven' }),
  'a map of objects': new Map<unknown, unknown>([
    [SHARED, new Set([SHARED])],
    [Number.NaN, SHARED],
  ]),
  'shared references': [SHARED, SHARED, { SHARED }],
  'a cycle': CYCLE,
  'a map in itself': (() => {
    const map = new Map<unknown, unknown>();
    return map.set(map, [map]);
  })(),
  'views of one buffer': [new Uint8Array(BUFFER, 1, 3), new DataView(BUFFER, 4), BUFFER, new Float64Array(BUFFER)],
  'a buffer that grows': new Uint8Array(new ArrayBuffer(4, { maxByteLength: 8 }), 1),
  'every kind of array': [
    Int8Array,
    Uint8ClampedArray,
    Int16Array,
    Uint16Array,
    Int32Array,
    Uint32Array,
    Float32Array,
  ].map((Kind) => new Kind([1, 2, 3])),
  'big integers': [new BigInt64Array([-1n]), new BigUint64Array([1n])],
  'an own __proto__': JSON.parse('{"__proto__":{"polluted":true},"constructor":1}'),
  'no prototype': Object.assign(Object.create(null) as object, { a: 1 }),
  'an instance': new Point(),
  'symbol keys and hidden ones': Object.defineProperty({ [Symbol('s')]: 1, seen: 2 }, 'hidden', { value: 3 }),
  'a getter': {
    get now() {
      return 'got';
    },
  },
};

describe('a copy is as structuredClone makes it', () => {
  test.each(Object.keys(CASES))('of %s', (what) => {
    expect(copied(CASES[what])).toStrictEqual(structuredClone(CASES[what]));
  });

  test('of any plain value', () => {
    const anything = fc.anything({
      withBigInt: true,
      withBoxedValues: true,
      withDate: true,
      withMap: true,
      withSet: true,
      withSparseArray: true,
      withTypedArray: true,
      withNullPrototype: true,
      withObjectString: true,
      withUnicodeString: true,
    } as Parameters<typeof fc.anything>[0]);
    fc.assert(
      fc.property(anything, (value) => {
        expect(copied(value)).toStrictEqual(structuredClone(value));
      }),
      { numRuns: 1000 },
    );
  });

  test('of any graph of references', () => {
    const edges = fc.array(fc.tuple(fc.nat(9), fc.nat(9), fc.constantFrom('a', 'b', 'm', 's')), { maxLength: 40 });
    fc.assert(
      fc.property(edges, (given) => {
        expect(copied(graph(given))).toStrictEqual(structuredClone(graph(given)));
      }),
      { numRuns: 500 },
    );
  });

  test('whose references are the same where they were the same', () => {
    const [first, second, third] = copied(CASES['shared references']) as [object, object, { SHARED: object }];
    expect(first).toBe(second);
    expect(third.SHARED).toBe(first);
    const cycle = copied(CYCLE) as typeof CYCLE;
    expect(cycle.self).toBe(cycle);
    expect(cycle.list[1]).toBe(cycle.list);
    const views = copied(CASES['views of one buffer']) as [Uint8Array, DataView, ArrayBuffer];
    expect([views[0].buffer, views[1].buffer]).toEqual([views[2], views[2]]);
    expect(views[0].buffer).toBe(views[1].buffer);
  });
});

/** Ten objects, each a record, a map or a set, tied as the edges say. */
function graph(edges: readonly (readonly [number, number, string])[]): unknown {
  const nodes = Array.from({ length: 10 }, () => ({ map: new Map(), set: new Set() }) as { [key: string]: unknown });
  for (const [from, to, how] of edges) {
    if (how === 'm') (nodes[from]!['map'] as Map<unknown, unknown>).set(nodes[to], nodes[from]);
    else if (how === 's') (nodes[from]!['set'] as Set<unknown>).add(nodes[to]);
    else nodes[from]![how] = nodes[to];
  }
  return nodes;
}

describe('errors', () => {
  class OwnError extends TypeError {
    override name = 'OwnError';
    more = 1;
  }
  test.each([
    new Error('plain'),
    new RangeError('too far', { cause: { deep: [1] } }),
    new OwnError('mine'),
    new AggregateError([1], 'several'),
    Object.assign(new Error('named'), { name: 'SyntaxError' }),
    Object.defineProperty(new Error('x'), 'message', { get: () => 'never read' }),
  ])('%s keeps its kind, message and cause', (error) => {
    const ours = copied(error) as Error;
    const nodes = structuredClone(error);
    expect(Object.getPrototypeOf(ours)).toBe(Object.getPrototypeOf(nodes));
    expect([ours.name, ours.message, ours.cause]).toStrictEqual([nodes.name, nodes.message, nodes.cause]);
    expect(Object.hasOwn(ours, 'message')).toBe(Object.hasOwn(nodes, 'message'));
  });

  test('an error that is its own cause', () => {
    const error = new Error('round');
    error.cause = error;
    const copy = copied(error) as Error;
    expect(copy.cause).toBe(copy);
  });
});

describe('what has no copy is named as Node names it', () => {
  const REFUSED: { readonly [what: string]: unknown } = {
    'an arrow': () => 1,
    'a class': class Foo {},
    'a symbol': Symbol('q'),
    'a promise': Promise.resolve(),
    'a weak map': new WeakMap(),
    'a weak set': new WeakSet(),
    'a generator': (function* () {})(),
    'an async generator': (async function* () {})(),
    'an iterator': [1][Symbol.iterator](),
    'a map iterator': new Map().keys(),
    'a helper': ([1].values() as unknown as { map(fn: () => void): object }).map(() => {}),
    arguments: (function () {
      // oxlint-disable-next-line prefer-rest-params
      return arguments;
    })(),
    'the first of several, deep': { a: [{ b: [Symbol('first')] }], c: () => 2 },
    'in a map': new Map([[{}, new Set([Promise.resolve()])]]),
  };
  test.each(Object.keys(REFUSED))('%s', (what) => {
    const ours = outcome(() => copied(REFUSED[what]));
    expect(ours).toEqual(outcome(() => structuredClone(REFUSED[what])));
    expect(ours).toEqual({ throws: expect.stringMatching(/^DataCloneError: .* could not be cloned\.$/s) as string });
  });

  test('a detached buffer', () => {
    const buffer = new ArrayBuffer(4);
    buffer.transfer();
    expect(outcome(() => copied(buffer))).toEqual({
      throws: 'DataCloneError: An ArrayBuffer is detached and could not be cloned.',
    });
  });

  test('the error is a DOMException with its old number', () => {
    expect(cannotClone(() => 1)).toMatchObject({ name: 'DataCloneError', code: 25 });
  });
});

describe('special values', () => {
  class Handle {
    readonly id: number;
    constructor(id: number) {
      this.id = id;
    }
  }
  const special = (value: object): unknown => (value instanceof Handle ? { handle: value.id } : undefined);
  const revive = (plain: unknown): unknown => new Handle((plain as { handle: number }).handle);

  test('travel as what stands for them, and stay one', () => {
    const handle = new Handle(7);
    const copy = decode(encode({ a: handle, list: [handle] }, { special }), revive) as { a: Handle; list: [Handle] };
    expect(copy.a).toBeInstanceOf(Handle);
    expect(copy.a.id).toBe(7);
    expect(copy.list[0]).toBe(copy.a);
  });

  test('may stand for functions, and hold other special values', () => {
    const inner = (): number => 1;
    const outer = (): number => 2;
    const names = new Map<unknown, unknown>([
      [inner, { name: 'inner' }],
      [outer, { name: 'outer', holds: [inner] }],
    ]);
    const seen: unknown[] = [];
    const copy = decode(encode([outer, inner], { special: (value) => names.get(value) }), (plain) => {
      seen.push(plain);
      return `<${(plain as { name: string }).name}>`;
    });
    expect(copy).toEqual(['<outer>', '<inner>']);
    expect(seen).toEqual([{ name: 'inner' }, { name: 'outer', holds: ['<inner>'] }]);
  });

  test('may be held by what they hold', () => {
    const handle = new Handle(1);
    const ring = { handle, map: new Map([['h', handle]]) };
    const copy = decode(
      encode(handle, { special: (value) => (value === handle ? { handle: 1, ring } : undefined) }),
      (plain) => plain,
    ) as { ring: { handle: unknown; map: Map<string, unknown> } };
    expect(copy.ring.handle).toBe(copy);
    expect(copy.ring.map.get('h')).toBe(copy);
  });

  test('may be refused', () => {
    const refuse = (value: object): unknown => {
      if (value instanceof Handle) throw cannotClone(value);
      return undefined;
    };
    expect(() => encode([new Handle(1)], { special: refuse })).toThrow('#<Handle> could not be cloned.');
  });
});

describe('hostile values', () => {
  test('a hundred thousand levels need no stack', () => {
    let deep: unknown = 'bottom';
    for (let level = 0; level < 100_000; level++) deep = level % 2 === 0 ? [deep] : { deep };
    let copy = copied(deep);
    while (typeof copy === 'object') copy = Object.values(copy!)[0] as unknown;
    expect(copy).toBe('bottom');
  });

  test.each([
    ['one text', 'x'.repeat(2000)],
    ['many numbers', Array.from({ length: 1000 }, () => 1)],
    ['nested arrays', Array.from({ length: 400 }, () => [])],
    ['a buffer', new ArrayBuffer(4000)],
  ])('%s may not pass the limit', (_, value) => {
    expect(() => encode(value, { limit: 1000 })).toThrow('too large to be copied: more than 1000 characters as text');
    expect(encode(value)).toBeTypeOf('string');
  });

  test('getters run in the order of the properties, and what they take away is gone', () => {
    const seen: string[] = [];
    const make = (): unknown => ({
      get a() {
        seen.push('a');
        delete (this as { c?: unknown }).c;
        return {
          get inner() {
            seen.push('inner');
            return 1;
          },
        };
      },
      get b() {
        seen.push('b');
        return 2;
      },
      c: 3,
    });
    expect(copied(make())).toStrictEqual(structuredClone(make()));
    expect(seen).toEqual(['a', 'inner', 'b', 'a', 'inner', 'b']);
  });

  test('a proxy of endless prototypes ends', () => {
    const endless: object = new Proxy({}, { getPrototypeOf: () => endless });
    expect(copied(endless)).toEqual({});
  });

  test('names that lie do not make a thing what it is not', () => {
    const liar = { [Symbol.toStringTag]: 'Map', size: 3, __proto__: Map.prototype };
    expect(copied(liar)).toStrictEqual({ size: 3 });
    expect(structuredClone(liar)).toStrictEqual({ size: 3 });
  });

  test('patched prototypes are not called', () => {
    const value = { list: [1, new Map([[1, 2]]), new Set([3])], date: new Date(1), bytes: new Uint8Array(3) };
    const expected = encode(value);
    let called = '';
    const patched = [Array.prototype, Map.prototype, Set.prototype, Date.prototype, String.prototype].flatMap((owner) =>
      Reflect.ownKeys(owner)
        .map((key) => ({ owner, key, original: Object.getOwnPropertyDescriptor(owner, key)! }))
        .filter(({ key, original }) => key !== 'constructor' && typeof original.value === 'function'),
    );
    const { defineProperty } = Object;
    let text = '';
    let copy: unknown;
    for (let index = 0; index < patched.length; index++) {
      const { owner, key, original } = patched[index]!;
      defineProperty(owner, key, { ...original, value: () => (called += `${typeof key === 'string' ? key : '@@'} `) });
    }
    try {
      text = encode(value);
      copy = decode(text);
    } finally {
      for (let index = 0; index < patched.length; index++)
        defineProperty(patched[index]!.owner, patched[index]!.key, patched[index]!.original);
    }
    expect(called).toBe('');
    expect(text).toBe(expected);
    expect(copy).toStrictEqual(value);
  });
});

describe('texts that are no copies', () => {
  test.each([
    '',
    'null',
    '{}',
    '[1]',
    '[[0],[]]',
    '[[0],[[0]]]',
    '[[0],[[0,"?"]]]',
    '[[0],[[0,"o","key"]]]',
    '[[0],[[0,"o",1,2]]]',
    '[[0],[[0,"v","Uint8Array",[0],0,0]]]',
    '[[0],[[0,"v","Uint8Array",[1],0,0],[1,"v","Uint8Array",[0],0,0]]]',
    '[[0],[[0,"v","constructor",[1],0,0],[1,"f","",-1]]]',
    '[[0],[[0,"v","Uint8Array",[1],99,1],[1,"f","",-1]]]',
    '[[0],[[0,"f","A",-1]]]',
    '[[0],[[0,"f","****",-1]]]',
    '[[0],[[0,"f","",1e12]]]',
    '[[0],[[0,"r","(",""]]]',
    '[[0],[[0,"a",-1,0]]]',
    '[[0],[[0,"a",1,4294967295]]]',
    '[["b","x"],[]]',
    '[["?"],[]]',
    '[[0],[[0,"x",[0]]]]',
  ])('%s is refused or harmless', (text) => {
    const came = outcome(() => decode(text)) as { throws?: string };
    if (text === '[[0],[[0,"x",[0]]]]') expect(came).toEqual({ gives: undefined });
    else expect(came.throws).toMatch(/^(?:RangeError|SyntaxError): /);
  });

  test('a text that is cut or changed anywhere gives a value or an error, never more', () => {
    const text = encode(Object.values(CASES).filter((value) => value !== CASES['a sparse array']));
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.constantFrom('', '0', '"', '[', ']', ',', '-', 'x', '9'), (at, by) => {
        outcome(() => decode(text.slice(0, at) + by + text.slice(at + 1)));
      }),
      { numRuns: 2000 },
    );
  });
});
