// expect: blocked - no function that a thread, a pool or a clone calls sees who called it
const ESC=(v,why)=>{try{if(v===null||(typeof v!=='object'&&typeof v!=='function'))return false;let p=v,q=null,h=0;while(p!==null&&h++<60){q=p;p=Object.getPrototypeOf(p)}const d=Object.getOwnPropertyDescriptor(q,'hasOwnProperty');if(q!==Object.prototype&&d){let how='foreign-realm object';try{const pr=v.constructor.constructor('return process')();if(pr&&pr.pid)how='HOST PROCESS pid';}catch{}globalThis.console.log('ESCAPED '+why+': '+how);return true}}catch{}return false};
import { ThreadPoolExecutor } from 'concurrent.futures';
import { Thread, local, Lock } from 'threading';
import * as time from 'time';
function callers(why) { let each = callers, n = 0; try { while (each && n++ < 50) { ESC(each, why); ESC(each.arguments, why); for (const one of each.arguments ?? []) { ESC(one, why); if (typeof one === 'function' && Object.getPrototypeOf(one) === null) console.log('ESCAPED the host call'); } each = each.caller; } } catch (error) { ESC(error, why); } }
function sneaky() { return { get a() { callers('getter'); return 1; }, b: new Proxy({}, { ownKeys() { callers('trap'); return []; } }), [Symbol.toPrimitive]() { callers('primitive'); return 1; }, toString() { callers('text'); return 'x'; }, valueOf() { callers('value'); return 1; } }; }
function work() { callers('target'); const lock = new Lock(); lock.with(function () { callers('with'); }); return sneaky(); }
function fail() { callers('fail'); throw Object.defineProperty(new Error('x'), 'name', { get: function () { callers('name'); return 'x'; } }); }
const pool = new ThreadPoolExecutor(1);
for (const fn of [work, fail]) { const future = pool.submit(fn); future.addDoneCallback(function () { callers('callback'); ESC(arguments.callee.caller, 'callee'); }); try { future.result(); } catch (error) { ESC(error, 'error'); } }
for (const odd of [() => pool.submit(work, sneaky()), () => new Thread({ target: work, name: sneaky() }).start(), () => new ThreadPoolExecutor({ maxWorkers: sneaky() }), () => new ThreadPoolExecutor({ maxWorkers: 1, threadNamePrefix: sneaky() }), () => pool.submit(work).result(sneaky()), () => time.sleep(sneaky()), () => new Lock(sneaky())]) try { ESC(odd(), 'odd'); } catch (error) { ESC(error, 'error'); }
Object.defineProperty(Array.prototype, 'shift', { value: function () { callers('shift'); const first = this[0]; this.splice(0, 1); return first; } });
Object.defineProperty(Map.prototype, 'get', { value: (get => function (key) { callers('get'); return Reflect.apply(get, this, [key]); })(Map.prototype.get) });
const thread = new Thread(work, new SharedArrayBuffer(4)); thread.start(); thread.joinSync();
