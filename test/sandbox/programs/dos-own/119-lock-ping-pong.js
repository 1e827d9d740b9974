// expect: timeout|output
import { coroutine, createTask, Future, gather, getRunningLoop, run, runCoroutineThreadsafe, sleep, toThread } from 'asyncio'; import { ProcessPoolExecutor, ThreadPoolExecutor, wait } from 'concurrent.futures'; import { Condition, Event as Flag, Lock, RLock, Semaphore, Thread, local } from 'threading'; import * as time from 'time'; import * as requests from 'requests'; import * as files from 'files';
function fight(lock) { for (;;) lock.with(() => {}); }
const lock = new Lock();
for (let n = 0; n < 3; n++) new Thread(fight, lock).start();
