// expect: done
import { coroutine, createTask, Future, gather, getRunningLoop, run, runCoroutineThreadsafe, sleep, toThread } from 'asyncio'; import { ProcessPoolExecutor, ThreadPoolExecutor, wait } from 'concurrent.futures'; import { Condition, Event as Flag, Lock, RLock, Semaphore, Thread, local } from 'threading'; import * as time from 'time'; import * as requests from 'requests'; import * as files from 'files';
function grow() { const all = []; for (;;) all.push(new Array(1e6).fill(all.length)); }
const pools = [1, 2, 3].map(() => new ProcessPoolExecutor(1));
console.log(pools.map((pool) => pool.submit(grow)).map((future) => future.exception().name).join());
