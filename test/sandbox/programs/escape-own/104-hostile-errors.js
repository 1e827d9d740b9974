// expect: blocked - errors whose name, constructor, message and cause are hostile cross as errors of the realm, and let themselves be printed or not
const ESC=(v,why)=>{try{if(v===null||(typeof v!=='object'&&typeof v!=='function'))return false;let p=v,q=null,h=0;while(p!==null&&h++<60){q=p;p=Object.getPrototypeOf(p)}const d=Object.getOwnPropertyDescriptor(q,'hasOwnProperty');if(q!==Object.prototype&&d){let how='foreign-realm object';try{const pr=v.constructor.constructor('return process')();if(pr&&pr.pid)how='HOST PROCESS pid';}catch{}globalThis.console.log('ESCAPED '+why+': '+how);return true}}catch{}return false};
import { coroutine, createTask, Future, gather, getRunningLoop, run, runCoroutineThreadsafe, sleep, timeout, toThread, wrapFuture } from 'asyncio';
import { BrokenProcessPool, ProcessPoolExecutor, ThreadPoolExecutor, asCompleted, wait } from 'concurrent.futures';
import { Condition, Event as Flag, Lock, RLock, Semaphore, Thread, currentThread, local } from 'threading';
import * as time from 'time';
const make = {
  name: () => Object.defineProperty(new Error('a'), 'name', { get() { ESC(this, 'name'); throw new Error('no'); } }),
  constructor: () => { const error = new Error('b'); Object.setPrototypeOf(error, { constructor: globalThis, __proto__: Error.prototype }); return error; },
  message: () => Object.defineProperty(new RangeError('c'), 'message', { get() { ESC(this, 'message'); return { toString() { throw this; } }; } }),
  symbol: () => Object.assign(new Error('d'), { name: Symbol('x'), message: Symbol('y') }),
  cause: () => { const error = new Error('e'); error.cause = new Proxy(error, { get() { throw error; } }); return error; },
  proxy: () => { const all = new Proxy(new Error('f'), { get() { throw all; }, has() { throw all; }, getPrototypeOf() { throw all; }, ownKeys() { throw all; }, getOwnPropertyDescriptor() { throw all; }, isExtensible() { throw all; } }); return all; },
  stack: () => Object.defineProperty(new Error('g'), 'stack', { get() { ESC(this, 'stack'); return ESC(arguments, 'arguments'); } }),
  frozen: () => Object.freeze(new ReferenceError('later is not defined')),
  group: () => { const group = new AggregateError([1], 'h'); group.errors = [group, globalThis]; return group; },
  primitive: () => Symbol('i'), nothing: () => undefined, fn: () => Function, class: () => class extends Error {}, long: () => new Error('x'.repeat(3e6)), prototype: () => Object.create(Error.prototype), overflow: () => { const deep = () => deep(); deep(); },
};
let later = 1;
function raise(kind) { throw make[kind](); }
using threads = new ThreadPoolExecutor(1), processes = new ProcessPoolExecutor(1);
for (const kind of Object.keys(make)) {
  for (const pool of [threads, processes]) try { ESC(pool.submit(raise, kind).result(), kind); } catch (error) { ESC(error, kind); ESC(error?.constructor, kind); try { console.log(kind, String(error).slice(0, 60)); } catch (inner) { ESC(inner, kind); } }
  const thread = new Thread(raise, kind); thread.start(); thread.joinSync();
}
