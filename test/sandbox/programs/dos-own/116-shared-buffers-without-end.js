// expect: memory|failed|timeout
import { coroutine, createTask, Future, gather, getRunningLoop, run, runCoroutineThreadsafe, sleep, toThread } from 'asyncio'; import { ProcessPoolExecutor, ThreadPoolExecutor, wait } from 'concurrent.futures'; import { Condition, Event as Flag, Lock, RLock, Semaphore, Thread, local } from 'threading'; import * as time from 'time'; import * as requests from 'requests'; import * as files from 'files';
function keep(buffer) { return buffer; }
const all = []; const pool = new ThreadPoolExecutor(1);
for (;;) { const buffer = new SharedArrayBuffer(16e6); new Uint8Array(buffer).fill(1); all.push(pool.submit(keep, buffer).result()); }
