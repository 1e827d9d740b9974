// expect: blocked - the loop and futures of the main thread are, in another one, objects of that realm: no junk passes through them
const ESC=(v,why)=>{try{if(v===null||(typeof v!=='object'&&typeof v!=='function'))return false;let p=v,q=null,h=0;while(p!==null&&h++<60){q=p;p=Object.getPrototypeOf(p)}const d=Object.getOwnPropertyDescriptor(q,'hasOwnProperty');if(q!==Object.prototype&&d){let how='foreign-realm object';try{const pr=v.constructor.constructor('return process')();if(pr&&pr.pid)how='HOST PROCESS pid';}catch{}globalThis.console.log('ESCAPED '+why+': '+how);return true}}catch{}return false};
import { coroutine, createTask, Future, gather, getRunningLoop, run, runCoroutineThreadsafe, sleep, timeout, toThread, wrapFuture } from 'asyncio';
import { BrokenProcessPool, ProcessPoolExecutor, ThreadPoolExecutor, asCompleted, wait } from 'concurrent.futures';
import { Condition, Event as Flag, Lock, RLock, Semaphore, Thread, currentThread, local } from 'threading';
import * as time from 'time';
const seen = (...given) => given;
function note(...given) { for (const each of given) ESC(each, 'noted'); }
const later = coroutine(async (...given) => { for (const each of given) ESC(each, 'coroutine'); return given.length; });
function attack(loop, future) {
  for (const own of [loop, future]) for (let each = own; each; each = Object.getPrototypeOf(each)) { ESC(each, 'own'); for (const key of Reflect.ownKeys(each)) { const found = Object.getOwnPropertyDescriptor(each, key); for (const part of [found.value, found.get, found.set]) ESC(part, String(key)); } }
  for (const Own of [loop.constructor, future.constructor]) for (const junk of ['x', -1, NaN, {}, null, undefined, 2 ** 60, [1], 99, { toString() { ESC(this, 'junk'); return '1'; } }]) try { const made = new Own(junk); ESC(made, 'made'); made.callSoonThreadsafe?.(note, 1); made.setResult?.(1); } catch (error) { ESC(error, 'error'); }
  const work = later(1); work._takeCall = () => ({ fn: note, args: 'x', get then() { ESC(this, 'then'); } });
  for (const bad of [() => loop.callSoonThreadsafe('x'), () => loop.callSoonThreadsafe(() => {}), () => loop.callSoonThreadsafe(note, () => {}), () => loop.callSoonThreadsafe(future.setResult, globalThis), () => loop.callSoon(note), () => loop.createTask(later()), () => runCoroutineThreadsafe(work, loop).result(1), () => runCoroutineThreadsafe({ _takeCall() {} }, loop), () => runCoroutineThreadsafe(later(1), { _runCoroutine: (given) => given }), () => future.setException(globalThis), () => future.cancel(new Proxy({}, {})), () => loop.callSoonThreadsafe.call({ _number: 'x' }, note), () => future.setResult.call(null, 5), () => runCoroutineThreadsafe(later(loop, future, note), loop).result()]) try { ESC(bad(), 'given'); } catch (error) { ESC(error, 'error'); ESC(error.constructor, 'error'); }
  loop.callSoonThreadsafe(note, loop, future, { loop });
}
await run(coroutine(async () => { const loop = getRunningLoop(); await toThread(attack, loop, new Future()); await sleep(0.1); for (const each of seen(loop)) ESC(each, 'seen'); })());
