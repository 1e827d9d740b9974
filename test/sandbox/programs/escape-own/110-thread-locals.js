// expect: blocked - a local holds what its own thread puts there, however hostile, and hands out nothing of another one
const ESC=(v,why)=>{try{if(v===null||(typeof v!=='object'&&typeof v!=='function'))return false;let p=v,q=null,h=0;while(p!==null&&h++<60){q=p;p=Object.getPrototypeOf(p)}const d=Object.getOwnPropertyDescriptor(q,'hasOwnProperty');if(q!==Object.prototype&&d){let how='foreign-realm object';try{const pr=v.constructor.constructor('return process')();if(pr&&pr.pid)how='HOST PROCESS pid';}catch{}globalThis.console.log('ESCAPED '+why+': '+how);return true}}catch{}return false};
import { coroutine, createTask, Future, gather, getRunningLoop, run, runCoroutineThreadsafe, sleep, timeout, toThread, wrapFuture } from 'asyncio';
import { BrokenProcessPool, ProcessPoolExecutor, ThreadPoolExecutor, asCompleted, wait } from 'concurrent.futures';
import { Condition, Event as Flag, Lock, RLock, Semaphore, Thread, currentThread, local } from 'threading';
import * as time from 'time';
const mine = new local();
mine.secret = { of: 'main' }; mine.then = (done) => done(globalThis); mine[Symbol.toPrimitive] = () => { throw mine; };
Object.defineProperty(mine, 'hidden', { get() { ESC(this, 'hidden'); return mine; }, enumerable: true });
function look(given, again) {
  ESC(given, 'given'); for (const key of Reflect.ownKeys(given)) ESC(given[key], String(key));
  if (given.secret !== undefined || given.hidden !== undefined) console.log('ESCAPED a value of another thread');
  if (given !== again[0]) console.log('ESCAPED two of one local');
  Object.setPrototypeOf(given, new Proxy({}, { get(_, key, receiver) { ESC(receiver, String(key)); } }));
  given._state = { id: globalThis }; given._kind = 'lock';
  return [given, given.constructor];
}
using pool = new ThreadPoolExecutor(1);
for (let round = 0; round < 3; round++) try { const [same] = pool.submit(look, mine, [mine]).result(); ESC(same, 'same'); } catch (error) { ESC(error, 'error'); }
for (const own of [Object.create(mine), new Proxy(mine, {}), new (class extends local { constructor() { super(); ESC(this, 'this'); } })(), Object.freeze(new local())]) try { ESC(pool.submit(look, own, [own]).result(), 'own'); } catch (error) { ESC(error, 'error'); }
