// expect: blocked - what can be reached in a thread and in a process of a pool, from the globals and from errors, is of its own realm
const ESC=(v,why)=>{try{if(v===null||(typeof v!=='object'&&typeof v!=='function'))return false;let p=v,q=null,h=0;while(p!==null&&h++<60){q=p;p=Object.getPrototypeOf(p)}const d=Object.getOwnPropertyDescriptor(q,'hasOwnProperty');if(q!==Object.prototype&&d){let how='foreign-realm object';try{const pr=v.constructor.constructor('return process')();if(pr&&pr.pid)how='HOST PROCESS pid';}catch{}globalThis.console.log('ESCAPED '+why+': '+how);return true}}catch{}return false};
import { coroutine, createTask, Future, gather, getRunningLoop, run, runCoroutineThreadsafe, sleep, timeout, toThread, wrapFuture } from 'asyncio';
import { BrokenProcessPool, ProcessPoolExecutor, ThreadPoolExecutor, asCompleted, wait } from 'concurrent.futures';
import { Condition, Event as Flag, Lock, RLock, Semaphore, Thread, currentThread, local } from 'threading';
import * as time from 'time';
function walk(where) {
  const seen = new Set(), todo = [[globalThis, 'globalThis'], [async () => {}, 'async'], [function* () {}, 'generator'], [async function* () {}, 'async generator'], [new DOMException('a', 'b'), 'DOMException'], [Lock, 'Lock'], [local, 'local'], [ThreadPoolExecutor, 'pool'], [currentThread(), 'thread'], [new Error('x', { cause: 1 }), 'error']];
  for (const bad of [() => null.x, () => undeclared, () => new Array(-1), () => 'x'.repeat(-1), () => decodeURI('%'), () => new SharedArrayBuffer(1e12), () => Symbol() + '', () => structuredClone(() => {}), () => JSON.parse('{'), () => new RegExp('('), () => BigInt(0.5), () => new Thread(), () => new Lock('x'), () => new Flag().wait('x'), () => Atomics.wait(new Int32Array(1), 0, 0), () => Atomics.notify({}, 0)]) try { todo.push([bad(), 'given']); } catch (error) { todo.push([error, 'thrown by ' + bad]); }
  for (let item; (item = todo.pop()); ) {
    const [value, why] = item;
    if (value === null || (typeof value !== 'object' && typeof value !== 'function') || seen.has(value)) continue;
    seen.add(value);
    ESC(value, `${where} ${why}`);
    todo.push([Object.getPrototypeOf(value), `${why}.__proto__`]);
    for (const key of Reflect.ownKeys(value)) { const found = Object.getOwnPropertyDescriptor(value, key); for (const part of [found?.value, found?.get, found?.set]) todo.push([part, `${why}.${String(key)}`]); }
  }
  return [seen.size, Reflect.ownKeys(globalThis).length, typeof MessagePort, typeof MessageEvent, typeof BroadcastChannel, typeof Worker, typeof require];
}
const own = walk('main');
using threads = new ThreadPoolExecutor(1), processes = new ProcessPoolExecutor(1);
for (const pool of [threads, processes]) { const there = pool.submit(walk, 'lane').result(); ESC(there, 'given'); if (there.slice(2).some((type) => type !== 'undefined')) console.log('ESCAPED host globals: ' + there); }
console.log(own.join());
