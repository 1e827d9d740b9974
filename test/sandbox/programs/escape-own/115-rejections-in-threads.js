// expect: blocked - rejections that nobody handles in a thread or a process are told there, with values of that realm
const ESC=(v,why)=>{try{if(v===null||(typeof v!=='object'&&typeof v!=='function'))return false;let p=v,q=null,h=0;while(p!==null&&h++<60){q=p;p=Object.getPrototypeOf(p)}const d=Object.getOwnPropertyDescriptor(q,'hasOwnProperty');if(q!==Object.prototype&&d){let how='foreign-realm object';try{const pr=v.constructor.constructor('return process')();if(pr&&pr.pid)how='HOST PROCESS pid';}catch{}globalThis.console.log('ESCAPED '+why+': '+how);return true}}catch{}return false};
import { coroutine, createTask, Future, gather, getRunningLoop, run, runCoroutineThreadsafe, sleep, timeout, toThread, wrapFuture } from 'asyncio';
import { BrokenProcessPool, ProcessPoolExecutor, ThreadPoolExecutor, asCompleted, wait } from 'concurrent.futures';
import { Condition, Event as Flag, Lock, RLock, Semaphore, Thread, currentThread, local } from 'threading';
import * as time from 'time';
const bad = [globalThis, new Proxy(() => {}, {}), Symbol('x'), null, Object.create(null), { get constructor() { ESC(this, 'constructor'); throw 1; }, [Symbol.toPrimitive]() { throw 2; } }];
function reject(which) {
  const hostile = new Proxy(new Error('x'), { get() { throw hostile; }, getPrototypeOf() { throw hostile; }, ownKeys() { throw hostile; } });
  const reasons = [globalThis, hostile, Symbol('x'), null, Object.create(null), Function, { get name() { ESC(this, 'name'); throw 1; } }];
  Promise.reject(reasons[which]); new Promise((_, fail) => { ESC(fail, 'fail'); fail(reasons[which]); }); queueMicrotask(() => { throw reasons[which]; });
  setTimeout(() => { throw reasons[which]; });
  return (async () => { await 1; await 2; return which; })();
}
for (const Pool of [ThreadPoolExecutor, ProcessPoolExecutor]) { using pool = new Pool(1); for (let which = 0; which < 7; which++) try { ESC(pool.submit(reject, which).result(5), 'result'); } catch (error) { ESC(error, 'error'); ESC(error?.constructor, 'error'); } }
for (let which = 0; which < 7; which++) { const thread = new Thread(reject, which); thread.start(); thread.joinSync(); }
