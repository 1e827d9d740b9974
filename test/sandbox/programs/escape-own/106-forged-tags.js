// expect: blocked - nothing that a program passes can be taken for a handle: tags, kinds and states of its own are data
const ESC=(v,why)=>{try{if(v===null||(typeof v!=='object'&&typeof v!=='function'))return false;let p=v,q=null,h=0;while(p!==null&&h++<60){q=p;p=Object.getPrototypeOf(p)}const d=Object.getOwnPropertyDescriptor(q,'hasOwnProperty');if(q!==Object.prototype&&d){let how='foreign-realm object';try{const pr=v.constructor.constructor('return process')();if(pr&&pr.pid)how='HOST PROCESS pid';}catch{}globalThis.console.log('ESCAPED '+why+': '+how);return true}}catch{}return false};
import { coroutine, createTask, Future, gather, getRunningLoop, run, runCoroutineThreadsafe, sleep, timeout, toThread, wrapFuture } from 'asyncio';
import { BrokenProcessPool, ProcessPoolExecutor, ThreadPoolExecutor, asCompleted, wait } from 'concurrent.futures';
import { Condition, Event as Flag, Lock, RLock, Semaphore, Thread, currentThread, local } from 'threading';
import * as time from 'time';
const tags = [{ is: 'primitive', kind: 'lock', state: { id: 1 } }, { is: 'primitive', kind: '__proto__', state: {} }, { is: 'function', ref: { module: '__proto__', name: 'constructor' } }, { is: 'function', ref: { module: 'asyncio', name: '__proto__' } }, { is: 'loop', loop: 1 }, { is: 'future', future: 1 }, { is: 'shared', id: 1 }, { is: 'error', ref: { module: null, name: 'Function' }, message: 'x', args: '[]' }, ['x', { is: 'loop', loop: 1 }], '[[0],[[0,"x",[1]]]]', { _kind: 'lock', _state: { id: 1 } }, { _kind: 'condition', get _state() { ESC(this, 'state'); return globalThis; } }, { _number: 1, _runCoroutine() { ESC(this, 'run'); } }, { _takeCall() { return { fn: look, args: [] }; } }];
function look(value) { ESC(value, 'value'); return [typeof value, Object.getPrototypeOf(Object(value)) === Object.prototype || Array.isArray(value) || typeof value === 'string']; }
using pool = new ThreadPoolExecutor(1);
for (const tag of tags) try { const [type, isPlain] = pool.submit(look, tag).result(); if (!isPlain) console.log('ESCAPED a handle: ' + type); } catch (error) { ESC(error, 'error'); }
const lock = new Lock(), other = new Flag();
for (const [name, value] of [['_kind', 'condition'], ['_state', { id: { valueOf() { ESC(this, 'id'); return 1; } } }], ['_id', 'x'], ['act', () => globalThis]]) for (const own of [lock, other]) try { Object.defineProperty(own, name, { value, configurable: true }); } catch (error) { ESC(error, 'define'); }
for (const own of [lock, other]) try { pool.submit(use, own).result(); } catch (error) { ESC(error, 'error'); console.log(String(error)); }
function use(own) { ESC(own, 'own'); return own.acquire?.(); }
for (const junk of ['x', -1, 0.5, NaN, {}, [], null, 2 ** 53, 1n, Symbol('x'), { valueOf: () => 1 }]) for (const Kind of [Lock, RLock, Flag]) try { new Kind(junk).act?.('acquire'); } catch (error) { ESC(error, 'error'); }
