// expect: timeout|memory|output|failed
import { coroutine, createTask, Future, gather, getRunningLoop, run, runCoroutineThreadsafe, sleep, toThread } from 'asyncio'; import { ProcessPoolExecutor, ThreadPoolExecutor, wait } from 'concurrent.futures'; import { Condition, Event as Flag, Lock, RLock, Semaphore, Thread, local } from 'threading'; import * as time from 'time'; import * as requests from 'requests'; import * as files from 'files';
async function flood() { for (;;) { for (let n = 0; n < 1000; n++) Promise.reject(new Proxy({}, { get() { for (;;); } })); await null; } }
const thread = new Thread(flood);
thread.start(); thread.joinSync();
