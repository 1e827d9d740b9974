/** Test data: programs whose shape has tripped, or could trip, the marks. Each prints through `log`. */

interface Sample {
  readonly what: string;
  /** `.mjs` unless it needs sloppy mode. */
  readonly fileName?: 'program.js' | 'program.mjs';
  readonly source: string;
}

export const SAMPLES: readonly Sample[] = [
  {
    what: 'parenthesised awaits',
    source: 'log(await (1, 2)); log(await ((3))); log((await (4)) + await (/* ) */ 5 // )\n))',
  },
  { what: 'nested awaits', source: 'log(await await Promise.resolve(await 1), -await 2, typeof await 3, !await 0)' },
  {
    what: 'await before a member',
    source: 'const o = { a: Promise.resolve({ b: 1 }) }; log((await o.a).b, await (o).a, (await o["a"])["b"])',
  },
  { what: 'awaits in a template', source: 'log(`${await 1}${`${await 2}`}`, String.raw`a${await 3}`)' },
  {
    what: 'await as an operand',
    source:
      'let x = 1; x += await 2; log(x, (await 2) ** 2, await 1 + await 2 * await 3, await 0 ?? await 1, await 0 || await 7)',
  },
  {
    what: 'await of a class, an arrow and a function',
    source:
      'log(typeof await class {}, typeof await (() => 1), typeof await function () {}, typeof await (async () => {})())',
  },
  {
    what: 'new with await',
    source: 'class A { constructor(x) { this.x = x } } log((new (await A)(await 1)).x, new (await Promise.resolve(A)))',
  },
  {
    what: 'a line comment after an await',
    source: 'const a = await 1 // one\nlog(a) // two\nlog(await 2) // ) \n// end',
  },
  { what: 'for await over a comma expression', source: 'for await (const x of (log("first"), [1, 2])) log(x)' },
  {
    what: 'for await over an awaited iterable',
    source: 'for await (const x of await Promise.resolve([1, 2])) { log(x) }',
  },
  {
    what: 'for await without a block, in an if with else',
    source: 'if (1) for await (const x of [1, 2]) log(x); else log("no")\nlog("after")',
  },
  {
    what: 'for await with a label',
    source:
      'a: for await (const x of [1, 2, 3]) { for await (const y of [1, 2]) { if (y === 2) continue a; if (x === 3) break a; log(x, y) } }',
  },
  {
    what: 'for await closes its iterator',
    source:
      'const it = { [Symbol.asyncIterator]() { return { next() { log("next", arguments.length); return { value: 1, done: false } }, return(...a) { log("return", a.length); return {} } } } }; for await (const x of it) break; log("end")',
  },
  {
    what: 'for await over an iterator without return',
    source:
      'let n = 0; for await (const x of { [Symbol.asyncIterator]: () => ({ next: async () => ({ value: n, done: n++ > 2 }) }) }) { if (x === 1) break; log(x) } log("end")',
  },
  {
    what: 'for await looks at return only when it leaves',
    source:
      'const it = { [Symbol.asyncIterator]: () => ({ n: 0, next() { return { value: this.n, done: this.n++ > 0 } }, get return() { log("looked"); return undefined } }) }; for await (const x of it) log(x); for await (const x of it) break; log("end")',
  },
  {
    what: 'for await over what is no iterator',
    source:
      'for (const v of [null, 5, {}, { [Symbol.asyncIterator]: () => 5 }, { [Symbol.asyncIterator]: 5 }, { [Symbol.asyncIterator]: null, [Symbol.iterator]: () => [1][Symbol.iterator]() }]) try { for await (const x of v) log(x); log("ok") } catch (e) { log(e.name) }',
  },
  {
    what: 'for await over a sync iterator of promises',
    source:
      'function* g() { try { yield Promise.resolve(1); yield 2; yield Promise.reject(new Error("three")) } finally { log("closed") } } try { for await (const x of g()) log(x) } catch (e) { log(e) }',
  },
  {
    what: 'for await throws in its body',
    source:
      'async function* g() { try { yield 1; yield 2 } finally { log("closed"); await 0 } } try { for await (const x of g()) throw new Error("body") } catch (e) { log(e) }',
  },
  {
    what: 'a directive without a semicolon',
    source: 'async function f() { "use strict"\nreturn await 1 }\nlog(await f())',
  },
  {
    what: 'a directive and nothing else',
    source: 'async function f() { "use strict" }\nasync function g() { "a"; "b" }\nlog(await f(), await g())',
  },
  {
    what: 'a strict script',
    fileName: 'program.js',
    source:
      '"use strict"\nlog((function () { return this === undefined })())\ntry { undeclared = 1 } catch (e) { log(e.name) }',
  },
  {
    what: 'a sloppy script',
    fileName: 'program.js',
    source:
      'log((function () { return this === undefined })()); sloppy = 1; log(sloppy); delete globalThis.sloppy; log(010, typeof arguments !== "nothing")',
  },
  {
    what: 'a script with var and function of one name',
    fileName: 'program.js',
    source: 'var f = 1; function f() {} log(typeof f); function g() { return 1 } function g() { return 2 } log(g())',
  },
  {
    what: 'var and function of one name in an async function',
    source:
      'async function f() { var a = 1; function a() {} return typeof a }\nlog(await f()); async function g() { function a() { return 1 } function a() { return 2 } return a() } log(await g())',
  },
  {
    what: 'a parameter and a function of one name',
    source:
      'async function f(a) { function a() {} return typeof a } log(await f(1)); async function g(a) { var a; return a } log(await g(1)); async function h(a) { { function a() {} } return typeof a } log(await h(1))',
  },
  {
    what: 'sloppy functions in blocks',
    fileName: 'program.js',
    source:
      'function f() { return 1 } { function f() { return 2 } } log(f()); async function g() { function k() { return 1 } { function k() { return 2 } } log(k()) } g()',
  },
  {
    what: 'hoisting',
    source:
      'log(f()); function f() { return 1 } async function g() { return h(); function h() { return 2 } } log(await g())',
  },
  {
    what: 'if and else without blocks',
    source:
      'if (1) if (0) log("a"); else log("b")\nif (0) log("c")\nelse if (1) log("d")\nelse log("e")\nif (1); else log("f")',
  },
  {
    what: 'loops without blocks',
    source:
      'for (let i = 0; i < 2; i++) log(i)\nfor (const x of [1, 2]) log(x)\nfor (const k in { a: 1 }) log(k)\nlet n = 0\nwhile (n < 2) n++\ndo n++\nwhile (n < 5) log(n)\nfor (;;) break',
  },
  { what: 'do without semicolons', source: 'let n = 0\ndo n++; while (n < 3) log(n)\ndo { n-- } while (n > 0) log(n)' },
  {
    what: 'labels',
    source:
      'a: b: for (let i = 0; i < 3; i++) { for (;;) { if (i === 1) continue a; if (i === 2) break b; log(i); continue b } }\nc: { log("in"); break c; }\nd: log("labelled")\nif (1) e: for (;;) { break e }',
  },
  {
    what: 'switch',
    source:
      'switch (await 2) { case await 1: log(1); case 2: log(2); case 3: { log(3); break } default: log("no") }\nswitch (0) { default: log("d") }\nswitch (1) {}',
  },
  {
    what: 'try in every form',
    source:
      'try { throw 1 } catch { log("c") }\ntry { throw { a: 1 } } catch ({ a, b = await 2 }) { log(a, b) }\ntry { throw [1] } catch ([x]) { log(x) } finally { log("f") }\nconst f = () => { try { return log("r") } finally { log("fin") } }\nf()\ntry { try { throw 1 } finally { log("f2") } } catch (e) { var e2 = e; log(e2) }',
  },
  {
    what: 'a rethrown error is the same object',
    source:
      'const e = new Error("x"); try { await (async () => { throw e })() } catch (f) { log(e === f) } try { await (async () => { throw null })() } catch (f) { log(f) } try { await (async () => Promise.reject(undefined))() } catch (f) { log(f) }',
  },
  {
    what: 'finally overrides',
    source:
      'async function f() { try { return 1 } finally { return 2 } } log(await f()); async function g() { for (const x of [1, 2]) { try { continue } finally { log(x) } } } await g(); async function h() { try { throw 1 } catch (e) { return e } finally { await 0; log("fin") } } log(await h())',
  },
  {
    what: 'arrows in every form',
    source:
      'const a = async () => ({ x: await 1 }), b = async x => await x, c = async (x) => (await x, x), d = async () => async () => 3, e = x => y => x + y, g = async () => (await 1)\n, h = async () =>\n  // => (\n  5\nlog(await a(), await b(1), await c(2), await (await d())(), e(1)(2), await g(), await h())',
  },
  {
    what: 'comments with arrows in front of a body',
    source:
      'const a = async () => /* => */ 1, b = async () => // =>\n 2, c = async () => /* x => ( */ ( /* => */ 3 ), d = async (f = "=>") => 4\nlog(await a(), await b(), await c(), await d())',
  },
  {
    what: 'arrows that return functions and classes keep names',
    source:
      'const f = () => function () {}; const g = async () => class {}; log(f.name, f().name, (await g()).name, (async () => {}).name, f.length, (async (a, b) => a).length)',
  },
  {
    what: 'no semicolons',
    source:
      'let a = 1\nlet b = a\n;[1, 2].forEach((x) => log(x))\n;(async () => log("iife"))()\n;`x`\nlet c = b\n++c\nlog(c)\nconst f = () => 1\nlog(typeof f)',
  },
  {
    what: 'restricted productions',
    source:
      'function f() { return\n1 }\nlog(f())\nlet i = 0\ni\n++\ni\nlog(i)\nconst g = () => { throw (\n2) }\ntry { g() } catch (e) { log(e) }',
  },
  {
    what: 'a value continued on the next line',
    source: 'const f = (x) => x\nconst a = f\n(1)\nlog(a)\nconst b = [1, 2]\n[1]\nlog(b)',
  },
  {
    what: 'generators',
    source:
      'function* g() { const x = yield 1; log(x); try { yield* [2, 3] } finally { log("f") } return 4 } const i = g(); log(i.next(), i.next("x"), i.return(9), i.next())',
  },
  {
    what: 'async generators',
    source:
      'async function* g() { const x = yield await 1; log(x); try { yield* [2, Promise.resolve(3)]; yield } finally { log("f"); await 0 } return 4 } const i = g(); log(await i.next(), await i.next("x"), await i.next(), await i.next()); log(await i.return(9), await i.next())',
  },
  {
    what: 'throw into an async generator',
    source:
      'async function* g() { for (;;) try { yield 1 } catch (e) { log("caught", e); yield 2 } } const i = g(); log(await i.next()); log(await i.throw("t")); log(await i.return("r")); const j = g(); try { await j.throw(new Error("early")) } catch (e) { log(e) }',
  },
  {
    what: 'an async generator returns a rejected promise',
    source:
      'async function* g() { try { return Promise.reject(new Error("r")) } catch (e) { log("in", e); throw e } } try { await g().next() } catch (e) { log("out", e) }',
  },
  {
    what: 'yield in odd places',
    source:
      'async function* g() { log(yield, (yield 1) + (yield 2)); const o = { a: yield, [yield]: 1 }; log(o); yield\nlog("asi") } const i = g(); for (const x of ["", "a", 2, 3, "b", "k", 0, 0]) log(await i.next(x))',
  },
  {
    what: 'classes',
    source:
      'class A { static #p = 1; static { log("static", A.#p); try { throw 1 } catch { log("s") } } x = (() => 1)(); f = async () => this.x; async m() { return await this.f() } get g() { return 2 } static async *n() { yield 1 } #q = async () => { try { return 3 } finally { log("q") } }; q() { return this.#q() } } class B extends A { constructor() { super(); log(this.x) } async m() { return await super.m() + 1 } } const b = new B(); log(await b.m(), b.g, await b.q()); for await (const x of A.n()) log(x)',
  },
  {
    what: 'awaits in a class head',
    source:
      'class A extends (await Promise.resolve(class { y = 1 })) { [await "k"]() { return 1 } static [await "s"] = 2 } log(new A().k(), A.s, new A().y)',
  },
  {
    what: 'destructuring with awaits',
    source:
      'const { a = await 1, [await "b"]: b, ...rest } = { b: 2, c: 3 }; const [x = await 4, , ...y] = [undefined, 0, 5]; let z; [z = await 6] = []; ({ z } = { z: await 7 }); log(a, b, rest, x, y, z); for (const { p = await 1 } of [{}]) log(p)',
  },
  {
    what: 'parameters with functions',
    source:
      'async function f(a, b = async () => await a, { c = () => b() } = {}) { return await c() } log(await f(1)); const g = async ({ x } = {}, [y] = [1]) => [x, y]; log(await g()); log(f.length)',
  },
  {
    what: 'arguments, this and new.target',
    source:
      'async function f() { return [arguments.length, this === undefined, await arguments[0]] } log(await f(1, 2)); const o = { async m() { const a = async () => [this === o, arguments.length]; return a() } }; log(await o.m(1, 2)); function N() { log(new.target === N) } new N()',
  },
  {
    what: 'this at the top of a module',
    source:
      'log(typeof this, typeof (() => this)()); const f = async () => { log(typeof this) }; await f(); class A { x = typeof this } log(new A().x)',
  },
  {
    what: 'sequences and conditionals',
    source:
      'const a = (log(1), await 2, 3), b = await 0 ? await 1 : (await 2, await 3); log(a, b); log(await 1, ...(await [2, 3]), ...await [4])',
  },
  {
    what: 'optional chains and calls',
    source:
      'const o = { f: async () => ({ g: null }) }; log((await o.f())?.g?.h, await o?.f?.(), await o.x?.(await 1))',
  },
  {
    what: 'exports',
    source:
      'export const a = await 1, b = 2\nexport { a as c }\n;(function () { log("called") })()\nexport function f() { return 1 }\nexport class K {}\nexport default await f()\nlog(a, b, f(), typeof K)',
  },
  {
    what: 'a default export that is a parenthesised sequence',
    source: 'export default (log(1), async () => await 2)\nlog(3)',
  },
  { what: 'default exports of functions and classes', source: 'log(f()); export default function f() { return 1 }' },
  { what: 'an anonymous default function', source: 'export default async function () { await 1 }\nlog(1)' },
  { what: 'an anonymous default class', source: 'export default class { static { log("made") } }\nlog(1)' },
  { what: 'export in front of a parenthesis', source: 'const a = (x) => log(x)\nexport { a }\n(1)\nlog(2)' },
  {
    what: 'what looks like HTML comments',
    source:
      'let x = 3; const y = -1; let z = 1; log(x< !--z)\nwhile (x--> 0) log(x)\nlog("<!-- text -->", /<!--/.test("<!--"), `<!--`) ',
  },
  {
    what: 'await is a name in a sloppy script',
    fileName: 'program.js',
    source: 'var o = { await: 1 }; function f(await) { return await } log(o.await, f(2))',
  },
  {
    what: 'names of the language in odd roles',
    fileName: 'program.js',
    source:
      'var let_ = 1, async = 2, of = [3], get = 4, yield = 5; for (var async_ of of) log(async_); log(async, get, yield); async = (x) => x; log(async(6))',
  },
  {
    what: 'promises that are never awaited',
    source:
      'const f = async (x) => { await 0; log(x); if (x) throw new Error("lost") }; f(0); void f(1); await 0; await 0; await 0; log("end")',
  },
  {
    what: 'the order of microtasks',
    source:
      'const f = async (x) => { log(x, 1); await 0; log(x, 2); await f2(x); log(x, 3) }; const f2 = async (x) => { log(x, "in"); return Promise.resolve(x) }; await Promise.all([f("a"), f("b"), Promise.resolve().then(() => log("t1")).then(() => log("t2")).then(() => log("t3")).then(() => log("t4"))])',
  },
  {
    what: 'thenables and getters are asked as often',
    source:
      'const t = { get then() { log("then?"); return (r) => { log("then!"); r(1) } } }; log(await t); const p = new Proxy({}, { get(o, k) { log("get", String(k)) }, has() { log("has"); return false }, getOwnPropertyDescriptor() { log("own") } }); log(typeof (await p)); for await (const x of [t]) log(x)',
  },
  {
    what: 'unicode names and line separators',
    source: 'const 变量 = await 1, \\u0061b = 2; log(变量, ab, "\u2028".length)\nconst s = "a\\\nb"; log(s)',
  },
  {
    what: 'regular expressions and divisions',
    source: 'const a = 4, g = 2; log(a / g / 1, /[/]\\/(/.source === undefined)'.replace('/[/]\\/(/', '/[/]\\/[(]/'),
  },
  {
    what: 'CRLF',
    source: 'log(1)\r\nif (1)\r\n  log(2)\r\nelse\r\n  log(3)\r\nconst a = await 1 // c\r\nlog(`x\r\ny`)\r\n',
  },
  { what: 'an empty program', source: '' },
  { what: 'only a comment', source: '// nothing' },
  {
    what: 'a getter that is awaited',
    source: 'const o = { get x() { log("got"); return Promise.resolve(1) } }; log(await o.x); log((await o).y)',
  },
  {
    what: 'deep promise chains',
    source: 'let p = Promise.resolve(0); for (let i = 0; i < 50; i++) p = p.then((x) => x + 1); log(await p)',
  },
  {
    what: 'an object that looks like coroutine()',
    source: 'const coroutine = (...a) => a.length; const x = coroutine(1), o = { y: coroutine(2) }; log(x, o.y)',
  },
  {
    what: 'what async functions return keeps its name',
    source:
      'const f = async () => function () {}; async function g() { return class {} } async function h() { return (() => {}) } const k = async () => (async () => {}); log((await f()).name === "", (await g()).name === "", (await h()).name === "", (await k()).name === "")',
  },
  {
    what: 'returns in every form',
    source:
      'async function f(x) { if (x === 1) return; if (x === 2) return (\n3, 4); if (x === 3) return [x]; try { if (x === 4) return 5; return Promise.resolve(6) } finally { if (x === 6) return 7; log("f") } } for (let i = 1; i < 7; i++) log(await f(i)); const a = async () => (1, 2), b = async () => [await 3]; log(await a(), await b())',
  },
  {
    what: 'a return of a promise takes as long as ever',
    source:
      'const tick = (name) => { let p = Promise.resolve(); for (let i = 0; i < 6; i++) p = p.then(() => log(name, i)) }; const v = async () => 1; const p = async () => Promise.resolve(1); const w = async () => await v(); const t = async () => ({ then(r) { log("then"); r(1) } }); tick("t"); v().then(() => log("v")); p().then(() => log("p")); w().then(() => log("w")); t().then(() => log("thenable")); await p(); log("p again"); const q = p(), r = v(); await q; await r; await Promise.all([v(), p(), w(), q]); log("all")',
  },
  {
    what: 'yields in async generators in every form',
    source:
      'const f = async (x) => x; async function* g() { yield; yield await f(1); yield (2, 3); const x = yield f(4); log(x); yield* [5]; yield* (async function* () { yield 6; await 0; yield 7 })(); for await (const y of [8, f(9)]) { yield y; await 0; yield -y } try { yield 10 } finally { log("closing"); await 0; yield 11; log("closed") } } for await (const x of g()) log(x); const i = g(); i.next(); i.next().then((r) => log(r)); log(await i.return("r"), await i.next()); const both = g(); log(await Promise.all([both.next(), both.next(), both.next("in"), both.next()]))',
  },
  {
    what: 'errors that async functions throw are looked at by nobody',
    source:
      'const strange = { get message() { log("message"); return "m" }, get name() { log("name"); return "n" }, get then() { log("then"); return undefined }, toString() { log("string"); return "s" }, [Symbol.toPrimitive]() { log("primitive"); return "p" } }; class Odd extends Error { get message() { log("own message"); return "o" } get name() { log("own name"); return "o" } } const f = async (e) => { throw e }; for (const e of [strange, new Odd(), null, undefined, 1, Symbol.iterator, () => {}]) try { await f(e) } catch (caught) { log(caught === e) }',
  },
  {
    what: 'values that are awaited are looked at as often as ever',
    source:
      'const thenable = { get then() { log("then"); return (r) => r(1) }, get constructor() { log("constructor"); return Object } }; const f = async (x) => await x; log(await f(thenable), await thenable); const p = Promise.resolve(2); Object.defineProperty(p, "constructor", { get() { log("of promise"); return Promise } }); log(await f(p), await p); const all = await Promise.all([f(thenable), f(p)]); log(all)',
  },
  {
    what: 'calls of async functions in every place',
    source:
      'const o = { async m(x) { return x }, f: async (x) => x }; async function f(x) { return x } const a = f(1), [b] = [f(2)], c = [f(3), , ...[f(4)]]; let d; d = f(5); d ??= f(6); const g = () => f(7), h = async () => f(8), k = function () { return o.m(9) }; log(await a, await b, await c[0], await c[2], await d, await g(), await h(), await k(), await o?.m(10), await o.f(11), await (f)(12), await f.call(null, 13), (await f([14]))[0], await new (class { #p = async (x) => x; q() { return this.#p(15) } })().q())',
  },
  {
    what: 'calls of what is named as an async function and is none',
    source:
      'async function f() {} { const f = () => 5; log(f(), await f(), [f()]); const g = f(); log(g) } try { const f = null; const x = f(); } catch (e) { log(e) } try { const f = {}; const x = [f.f()]; } catch (e) { log(e) } try { const f = () => undefined; const x = f(); x.y } catch (e) { log(e) } try { const f = undefined; log(f()) } catch (e) { log(e) }',
  },
  {
    what: 'an async function that cannot be guarded, called by one that can',
    source:
      'async function odd(a) { var a; function a() {} await 0; log("odd"); return typeof a } async function even() { const p = odd(); log("even"); return await p } log(await even(), await odd(1))',
  },
];
