// expect: blocked - a program that replaces what questions and answers are made of sees its own values only, and rewrites nothing that is asked
const ESC=(v,why)=>{try{if(v===null||(typeof v!=='object'&&typeof v!=='function'))return false;let p=v,q=null,h=0;while(p!==null&&h++<60){q=p;p=Object.getPrototypeOf(p)}const d=Object.getOwnPropertyDescriptor(q,'hasOwnProperty');if(q!==Object.prototype&&d){let how='foreign-realm object';try{const pr=v.constructor.constructor('return process')();if(pr&&pr.pid)how='HOST PROCESS pid';}catch{}globalThis.console.log('ESCAPED '+why+': '+how);return true}}catch{}return false};
import { coroutine, createTask, Future, gather, getRunningLoop, run, runCoroutineThreadsafe, sleep, timeout, toThread, wrapFuture } from 'asyncio';
import { BrokenProcessPool, ProcessPoolExecutor, ThreadPoolExecutor, asCompleted, wait } from 'concurrent.futures';
import { Condition, Event as Flag, Lock, RLock, Semaphore, Thread, currentThread, local } from 'threading';
import * as time from 'time';
function twice(n) { return n * 2; }
function patch(where) {
  const watch = (owner, name) => { const original = owner[name]; if (typeof original !== 'function') return; try { Object.defineProperty(owner, name, { configurable: true, writable: true, value: function (...given) { ESC(this, where + name); for (const each of given) { ESC(each, where + name); if (typeof each === 'function') { ESC(Object.getPrototypeOf(each), where + name); if (Object.getPrototypeOf(each) === null) globalThis.console.log('ESCAPED host call'); } } const made = new.target ? Reflect.construct(original, given) : apply(original, this, given); ESC(made, where + name + ' made'); return made; } }); } catch {} };
  const { apply } = Reflect;
  for (const [owner, names] of [[JSON, ['parse', 'stringify']], [Object, ['freeze', 'setPrototypeOf', 'assign', 'keys', 'entries', 'create']], [Promise, ['resolve', 'withResolvers', 'all']], [Promise.prototype, ['then', 'catch', 'finally']], [Array.prototype, ['push', 'pop', 'shift', 'splice', 'map', 'filter', 'flatMap', 'slice', 'find', 'includes', 'indexOf', 'join', 'forEach']], [String.prototype, ['slice', 'split', 'replace', 'at', 'charCodeAt', 'indexOf']], [Map.prototype, ['get', 'set', 'has', 'delete']], [Set.prototype, ['add', 'has', 'delete']], [WeakMap.prototype, ['get', 'set']], [Function.prototype, ['call', 'bind']], [RegExp.prototype, ['exec', 'test']], [Number, ['isSafeInteger']]]) for (const name of names) watch(owner, name);
  for (const owner of [Object.prototype, Array.prototype, String.prototype, Number.prototype, Function.prototype, Error.prototype]) { owner.toJSON = function (key) { ESC(this, where + 'toJSON'); globalThis.console.log('ESCAPED toJSON of a question: ' + key); return { op: 'pool' }; }; for (const key of ['op', 'id', 'ask', 'is', 'at', 'answers', 'wakes', 'then', 'fn', 'args', 'text']) try { Object.defineProperty(owner, key, { configurable: true, get() { ESC(this, where + 'get'); return undefined; }, set(value) { ESC(this, where + 'set'); ESC(value, where + 'set'); Object.defineProperty(this, key, { value, writable: true, configurable: true, enumerable: true }); } }); } catch {} }
}
function work() { patch('thread '); const lock = new Lock(); lock.with(() => time.sleep(0.1)); new Semaphore(2).acquire(); return new SharedArrayBuffer(8); }
using pool = new ThreadPoolExecutor(1);
const there = pool.submit(work);
patch('main ');
try { ESC(there.result(), 'result'); } catch (error) { ESC(error, 'error'); }
try { console.log(pool.submit(twice, 21).result()); } catch (error) { ESC(error, 'error'); }
const lock = new Lock();
lock.acquire(); lock.release();
try { const thread = new Thread(twice, new SharedArrayBuffer(4)); thread.start(); thread.joinSync(); } catch (error) { ESC(error, 'error'); }
