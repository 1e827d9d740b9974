// expect: blocked - a class of the program that an error is made anew of is called with values of the realm, whatever its constructor does
const ESC=(v,why)=>{try{if(v===null||(typeof v!=='object'&&typeof v!=='function'))return false;let p=v,q=null,h=0;while(p!==null&&h++<60){q=p;p=Object.getPrototypeOf(p)}const d=Object.getOwnPropertyDescriptor(q,'hasOwnProperty');if(q!==Object.prototype&&d){let how='foreign-realm object';try{const pr=v.constructor.constructor('return process')();if(pr&&pr.pid)how='HOST PROCESS pid';}catch{}globalThis.console.log('ESCAPED '+why+': '+how);return true}}catch{}return false};
import { coroutine, createTask, Future, gather, getRunningLoop, run, runCoroutineThreadsafe, sleep, timeout, toThread, wrapFuture } from 'asyncio';
import { BrokenProcessPool, ProcessPoolExecutor, ThreadPoolExecutor, asCompleted, wait } from 'concurrent.futures';
import { Condition, Event as Flag, Lock, RLock, Semaphore, Thread, currentThread, local } from 'threading';
import * as time from 'time';
class Plain extends Error {}
class Hostile extends Error { constructor(...given) { super('x'); for (const each of given) ESC(each, 'given'); ESC(new.target, 'target'); return new Proxy(this, { get(target, key) { ESC(target, 'target'); if (key === 'then') throw new Error('then'); return Reflect.get(target, key); } }); } }
class Throws extends Error { constructor(message) { super(message); if (typeof Raised === 'undefined' || message !== 'first') throw globalThis; } }
class Raised extends Error { args = [globalThis.console, () => {}]; }
class Swaps extends Error { constructor() { super(); return function () {}; } }
class Other extends Error { static [Symbol.hasInstance]() { throw new Error('no'); } }
Object.defineProperty(Plain.prototype, 'constructor', { get() { ESC(this, 'constructor'); return Thread; } });
Other.prototype.constructor = run;
function raise(which) { throw new { Plain, Hostile, Throws, Raised, Swaps, Other }[which]('first'); }
using pool = new ThreadPoolExecutor(1);
for (const which of ['Plain', 'Hostile', 'Throws', 'Raised', 'Swaps', 'Other']) { const future = pool.submit(raise, which); try { ESC(future.result(), which); } catch (error) { ESC(error, which); try { ESC(error.constructor, which); ESC(Object.getPrototypeOf(error), which); } catch (inner) { ESC(inner, which); } } }
await run(coroutine(async () => { for (const which of ['Hostile', 'Throws', 'Swaps']) try { await toThread(raise, which); } catch (error) { ESC(error, which); } })());
