// expect: blocked - a shared buffer that arrives is of the realm: its prototypes, its copies, its views and what Atomics says of it
const ESC=(v,why)=>{try{if(v===null||(typeof v!=='object'&&typeof v!=='function'))return false;let p=v,q=null,h=0;while(p!==null&&h++<60){q=p;p=Object.getPrototypeOf(p)}const d=Object.getOwnPropertyDescriptor(q,'hasOwnProperty');if(q!==Object.prototype&&d){let how='foreign-realm object';try{const pr=v.constructor.constructor('return process')();if(pr&&pr.pid)how='HOST PROCESS pid';}catch{}globalThis.console.log('ESCAPED '+why+': '+how);return true}}catch{}return false};
import { coroutine, createTask, Future, gather, getRunningLoop, run, runCoroutineThreadsafe, sleep, timeout, toThread, wrapFuture } from 'asyncio';
import { BrokenProcessPool, ProcessPoolExecutor, ThreadPoolExecutor, asCompleted, wait } from 'concurrent.futures';
import { Condition, Event as Flag, Lock, RLock, Semaphore, Thread, currentThread, local } from 'threading';
import * as time from 'time';
function look(where, buffer) {
  for (let each = buffer; each; each = Object.getPrototypeOf(each)) { ESC(each, where); ESC(each.constructor, where); for (const key of Reflect.ownKeys(each)) { const found = Object.getOwnPropertyDescriptor(each, key); for (const part of [found.value, found.get, found.set]) ESC(part, where + String(key)); } }
  if (!(buffer instanceof SharedArrayBuffer)) console.log('ESCAPED a buffer of another realm ' + where);
  for (const made of [buffer.slice(0), new Int32Array(buffer), new Int32Array(buffer).buffer, new DataView(buffer), new Int32Array(buffer).slice(), new Uint8Array(buffer).subarray(1), Atomics.waitAsync?.(new Int32Array(buffer), 0, 0, 1), Object(buffer.byteLength)]) { ESC(made, where); ESC(made?.constructor, where); ESC(made?.value, where); }
  for (const bad of [() => buffer.slice.call({}), () => buffer.grow(1e9), () => new Int32Array(buffer, 1), () => new Float64Array(buffer, 0, 99), () => structuredClone(buffer), () => Atomics.wait(new Int32Array(buffer), 99, 0), () => Reflect.construct(SharedArrayBuffer, [8], Object), () => SharedArrayBuffer(8), () => new (class extends SharedArrayBuffer { static get [Symbol.species]() { return Object; } })(8).slice(0), () => Object.getOwnPropertyDescriptor(SharedArrayBuffer.prototype, 'byteLength').get.call(1)]) try { ESC(bad(), where); } catch (error) { ESC(error, where + bad); }
  buffer.leaked = look; buffer.constructor = look; Object.freeze(buffer);
  return buffer;
}
function give(where) { return look(where, new SharedArrayBuffer(16, { maxByteLength: 64 })); }
using pool = new ThreadPoolExecutor(2);
const own = new SharedArrayBuffer(16);
for (const buffer of [own, new SharedArrayBuffer(8, { maxByteLength: 16 })]) for (let round = 0; round < 3; round++) try { look('back', pool.submit(look, 'thread', buffer).result()); } catch (error) { ESC(error, 'error'); }
for (let round = 0; round < 3; round++) { const other = new ThreadPoolExecutor(1); try { const buffer = other.submit(give, 'given').result(); ESC(buffer, 'given'); if (Object.getPrototypeOf(buffer) !== SharedArrayBuffer.prototype || Reflect.ownKeys(buffer).length > 0 || Object.isFrozen(buffer)) console.log('ESCAPED more than memory'); look('main', buffer); } catch (error) { ESC(error, 'error'); } other.shutdown(); other.drain(); }
Object.defineProperty(SharedArrayBuffer.prototype, 'then', { get() { ESC(this, 'then'); } });
Object.setPrototypeOf(SharedArrayBuffer.prototype, new Proxy({}, { get(_, key, receiver) { ESC(receiver, 'receiver'); } }));
try { ESC(pool.submit(give, 'later').result(), 'later'); } catch (error) { ESC(error, 'error'); }
