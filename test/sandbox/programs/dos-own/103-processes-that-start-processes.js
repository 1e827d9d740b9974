// expect: memory|timeout|deadlock
import { coroutine, createTask, Future, gather, getRunningLoop, run, runCoroutineThreadsafe, sleep, toThread } from 'asyncio'; import { ProcessPoolExecutor, ThreadPoolExecutor, wait } from 'concurrent.futures'; import { Condition, Event as Flag, Lock, RLock, Semaphore, Thread, local } from 'threading'; import * as time from 'time'; import * as requests from 'requests'; import * as files from 'files';
function bear() { const pool = new ProcessPoolExecutor(2); const both = [pool.submit(bear), pool.submit(bear)]; return both.map((each) => each.result()); }
const pool = new ProcessPoolExecutor(2);
pool.submit(bear).result();
