// expect: blocked - functions that are called as what every object has are found by their own table only
const ESC=(v,why)=>{try{if(v===null||(typeof v!=='object'&&typeof v!=='function'))return false;let p=v,q=null,h=0;while(p!==null&&h++<60){q=p;p=Object.getPrototypeOf(p)}const d=Object.getOwnPropertyDescriptor(q,'hasOwnProperty');if(q!==Object.prototype&&d){let how='foreign-realm object';try{const pr=v.constructor.constructor('return process')();if(pr&&pr.pid)how='HOST PROCESS pid';}catch{}globalThis.console.log('ESCAPED '+why+': '+how);return true}}catch{}return false};
import { coroutine, createTask, Future, gather, getRunningLoop, run, runCoroutineThreadsafe, sleep, timeout, toThread, wrapFuture } from 'asyncio';
import { BrokenProcessPool, ProcessPoolExecutor, ThreadPoolExecutor, asCompleted, wait } from 'concurrent.futures';
import { Condition, Event as Flag, Lock, RLock, Semaphore, Thread, currentThread, local } from 'threading';
import * as time from 'time';
function constructor() { return 'own constructor'; }
function toString() { return 'own toString'; }
function valueOf() { return 'own valueOf'; }
function hasOwnProperty() { return 'own hasOwnProperty'; }
const __defineGetter__ = () => 'own getter';
const then = () => 'own then';
class Lockless { static constructor() {} }
function Function_() { return typeof Function; }
using threads = new ThreadPoolExecutor(1), processes = new ProcessPoolExecutor(1);
for (const pool of [threads, processes]) for (const fn of [constructor, toString, valueOf, hasOwnProperty, __defineGetter__, then, Function_, Lockless, Object, Function, Array, Object.prototype.toString, globalThis.constructor, console.log, process.nextTick, Reflect.apply, Symbol, run, sleep, Thread, time.sleep]) try { const value = pool.submit(fn, 0).result(); ESC(value, 'value'); if (typeof value === 'string') console.log(value); } catch (error) { ESC(error, 'error'); ESC(error.constructor, 'error'); }
