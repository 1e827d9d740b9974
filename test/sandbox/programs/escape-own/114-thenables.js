// expect: blocked - what a call gives may be a thenable, a promise of a class of the program or a proxy: it is settled in its realm
const ESC=(v,why)=>{try{if(v===null||(typeof v!=='object'&&typeof v!=='function'))return false;let p=v,q=null,h=0;while(p!==null&&h++<60){q=p;p=Object.getPrototypeOf(p)}const d=Object.getOwnPropertyDescriptor(q,'hasOwnProperty');if(q!==Object.prototype&&d){let how='foreign-realm object';try{const pr=v.constructor.constructor('return process')();if(pr&&pr.pid)how='HOST PROCESS pid';}catch{}globalThis.console.log('ESCAPED '+why+': '+how);return true}}catch{}return false};
import { coroutine, createTask, Future, gather, getRunningLoop, run, runCoroutineThreadsafe, sleep, timeout, toThread, wrapFuture } from 'asyncio';
import { BrokenProcessPool, ProcessPoolExecutor, ThreadPoolExecutor, asCompleted, wait } from 'concurrent.futures';
import { Condition, Event as Flag, Lock, RLock, Semaphore, Thread, currentThread, local } from 'threading';
import * as time from 'time';
class Mine extends Promise { static get [Symbol.species]() { ESC(this, 'species'); return Promise; } then(...given) { for (const each of given) { ESC(each, 'then'); ESC(Object.getPrototypeOf(Object(each)), 'then'); } return super.then(...given); } }
function give(kind) {
  switch (kind) {
    case 'thenable': return { then(...given) { for (const each of given) ESC(each, 'thenable'); given[0](globalThis); } };
    case 'mine': return Mine.resolve(1);
    case 'rejected': return Mine.reject(new Proxy(new Error('x'), { get(target, key) { ESC(target, 'target'); return Reflect.get(target, key); } }));
    case 'proxy': return new Proxy(Promise.resolve(1), { get(target, key) { ESC(target, 'proxy'); return target[key]; }, getPrototypeOf() { throw new Error('no'); } });
    case 'never': return new Promise(() => {});
    case 'patched': { const { then } = Promise.prototype; Promise.prototype.then = function (...given) { ESC(this, 'this'); for (const each of given) ESC(each, 'patched'); return Reflect.apply(then, this, given); }; return Promise.resolve(2); }
    case 'constructor': { const promise = Promise.resolve(3); promise.constructor = { [Symbol.species]: function (executor) { ESC(executor, 'executor'); executor((value) => ESC(value, 'value'), (error) => ESC(error, 'error')); } }; return promise; }
  }
}
for (const kind of ['thenable', 'mine', 'rejected', 'proxy', 'never', 'patched', 'constructor']) { using pool = new ThreadPoolExecutor(1); const future = pool.submit(give, kind); future.addDoneCallback((...given) => { for (const each of given) ESC(each, 'callback'); throw new Error('callback'); }); try { ESC(future.result(5), kind); } catch (error) { ESC(error, kind); console.log(kind, error.name); } }
