// expect: memory|failed|timeout
import { coroutine, createTask, Future, gather, getRunningLoop, run, runCoroutineThreadsafe, sleep, toThread } from 'asyncio'; import { ProcessPoolExecutor, ThreadPoolExecutor, wait } from 'concurrent.futures'; import { Condition, Event as Flag, Lock, RLock, Semaphore, Thread, local } from 'threading'; import * as time from 'time'; import * as requests from 'requests'; import * as files from 'files';
const all = [];
for (;;) all.push(new SharedArrayBuffer(16e6));
