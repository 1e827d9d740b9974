// expect: blocked - a stack that overflows anywhere on the way to the parent and back gives errors of the realm, in every kind of thread
const ESC=(v,why)=>{try{if(v===null||(typeof v!=='object'&&typeof v!=='function'))return false;let p=v,q=null,h=0;while(p!==null&&h++<60){q=p;p=Object.getPrototypeOf(p)}const d=Object.getOwnPropertyDescriptor(q,'hasOwnProperty');if(q!==Object.prototype&&d){let how='foreign-realm object';try{const pr=v.constructor.constructor('return process')();if(pr&&pr.pid)how='HOST PROCESS pid';}catch{}globalThis.console.log('ESCAPED '+why+': '+how);return true}}catch{}return false};
import { coroutine, createTask, Future, gather, getRunningLoop, run, runCoroutineThreadsafe, sleep, timeout, toThread, wrapFuture } from 'asyncio';
import { BrokenProcessPool, ProcessPoolExecutor, ThreadPoolExecutor, asCompleted, wait } from 'concurrent.futures';
import { Condition, Event as Flag, Lock, RLock, Semaphore, Thread, currentThread, local } from 'threading';
import * as time from 'time';
function dig(bottom, where) {
  for (let spare = 0; spare < 60; spare++) {
    let left = spare;
    const deep = () => { try { return deep(); } catch (error) { ESC(error, where); ESC(error?.constructor, where); if (left-- > 0) throw error; let got; try { got = bottom(); } catch (inner) { ESC(inner, where + ' inner'); ESC(Object.getPrototypeOf(inner), where); ESC(inner?.constructor, where); } ESC(got, where + ' got'); } };
    try { deep(); } catch (error) { ESC(error, where + ' out'); }
  }
}
function everywhere(where) {
  const lock = new Lock(), flag = new Flag(), shared = typeof SharedArrayBuffer === 'undefined' ? null : new SharedArrayBuffer(8);
  for (const [name, bottom] of Object.entries({ locked: () => lock.locked(), make: () => new Lock(), sleep: () => time.sleep(0.001), flag: () => flag.isSet(), wait: () => flag.wait(0.001), thread: () => new Thread(nothing, shared), pool: () => new ThreadPoolExecutor(1), print: () => console.log('') })) dig(bottom, where + ' ' + name);
}
function nothing(value) { return value; }
everywhere('main');
const thread = new Thread(everywhere, 'thread');
thread.start();
thread.joinSync();
using pool = new ProcessPoolExecutor(1);
pool.submit(everywhere, 'process').result();
