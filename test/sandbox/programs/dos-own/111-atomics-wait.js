// expect: timeout limit: seconds
import { coroutine, createTask, Future, gather, getRunningLoop, run, runCoroutineThreadsafe, sleep, toThread } from 'asyncio'; import { ProcessPoolExecutor, ThreadPoolExecutor, wait } from 'concurrent.futures'; import { Condition, Event as Flag, Lock, RLock, Semaphore, Thread, local } from 'threading'; import * as time from 'time'; import * as requests from 'requests'; import * as files from 'files';
function stand(buffer) { Atomics.wait(new Int32Array(buffer), 0, 0); }
const thread = new Thread(stand, new SharedArrayBuffer(4));
thread.start(); thread.joinSync();
