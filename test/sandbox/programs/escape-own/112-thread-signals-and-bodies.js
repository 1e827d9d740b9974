// expect: blocked - signals, streams, bodies and requests in a thread and in a process are of that realm, also for hostile listeners
const ESC=(v,why)=>{try{if(v===null||(typeof v!=='object'&&typeof v!=='function'))return false;let p=v,q=null,h=0;while(p!==null&&h++<60){q=p;p=Object.getPrototypeOf(p)}const d=Object.getOwnPropertyDescriptor(q,'hasOwnProperty');if(q!==Object.prototype&&d){let how='foreign-realm object';try{const pr=v.constructor.constructor('return process')();if(pr&&pr.pid)how='HOST PROCESS pid';}catch{}globalThis.console.log('ESCAPED '+why+': '+how);return true}}catch{}return false};
import { coroutine, createTask, Future, gather, getRunningLoop, run, runCoroutineThreadsafe, sleep, timeout, toThread, wrapFuture } from 'asyncio';
import { BrokenProcessPool, ProcessPoolExecutor, ThreadPoolExecutor, asCompleted, wait } from 'concurrent.futures';
import { Condition, Event as Flag, Lock, RLock, Semaphore, Thread, currentThread, local } from 'threading';
import * as time from 'time';
import * as requests from 'requests'; import * as files from 'files';
async function web(where) {
  const look = (value, why) => { for (let each = value, n = 0; each && n++ < 12; each = Object.getPrototypeOf(each)) { ESC(each, where + why); for (const key of Reflect.ownKeys(Object(each))) { const found = Object.getOwnPropertyDescriptor(each, key); for (const part of [found.value, found.get, found.set]) ESC(part, where + why + String(key)); } } return value; };
  const controller = new AbortController(); controller.signal.addEventListener('abort', function (event) { look(this, 'this'); look(event, 'event'); look(arguments, 'arguments'); });
  look(AbortSignal.any([controller.signal, AbortSignal.timeout(1)]), 'any'); try { controller.abort(globalThis); } catch (error) { ESC(error, 'abort'); }
  for (const url of ['http://demo.test/bytes/10', 'http://demo.test/stream', 'http://elsewhere.test/', 'file:///etc/passwd', 'http://127.0.0.1:1/', 'data:text/plain,x']) {
    try { const response = await fetch(url, { signal: url.endsWith('x') ? controller.signal : undefined }); look(response, 'response'); look(response.headers, 'headers'); look(response.body, 'body'); const reader = response.body.getReader(); look(reader, 'reader'); for (;;) { const part = await reader.read(); look(part, 'part'); look(part.value, 'bytes'); look(part.value?.buffer, 'buffer'); if (part.done) break; } } catch (error) { look(error, 'fetch'); look(error.cause, 'cause'); }
    try { const response = requests.get(url, { timeout: 5 }); look(response, 'get'); look(response.content, 'content'); } catch (error) { look(error, 'requests'); }
  }
  for (const name of ['../../etc/passwd', '/etc/passwd', '__proto__', '', 'x'.repeat(99999), { toString() { ESC(this, 'name'); return 'x'; } }]) try { look(files.readSync(name), 'file'); } catch (error) { look(error, 'file'); }
  return where;
}
await run(coroutine(async () => { ESC(await toThread(web, 'thread '), 'thread'); })());
using pool = new ProcessPoolExecutor(1);
try { console.log(pool.submit(web, 'process ').result()); } catch (error) { ESC(error, 'process'); console.log(String(error)); }
