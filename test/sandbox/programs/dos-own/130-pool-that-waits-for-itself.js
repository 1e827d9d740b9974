// expect: deadlock line: 5
import { coroutine, createTask, Future, gather, getRunningLoop, run, runCoroutineThreadsafe, sleep, toThread } from 'asyncio'; import { ProcessPoolExecutor, ThreadPoolExecutor, wait } from 'concurrent.futures'; import { Condition, Event as Flag, Lock, RLock, Semaphore, Thread, local } from 'threading'; import * as time from 'time'; import * as requests from 'requests'; import * as files from 'files';
function outer(n) { if (n > 3) return n; const pool = new ThreadPoolExecutor(1); const inner = pool.submit(outer, n + 1); return new Flag().wait() && inner.result(); }
const pool = new ThreadPoolExecutor(1);
pool.submit(outer, 0).result();
