// expect: timeout|memory|killed|failed
import { coroutine, createTask, Future, gather, getRunningLoop, run, runCoroutineThreadsafe, sleep, toThread } from 'asyncio'; import { ProcessPoolExecutor, ThreadPoolExecutor, wait } from 'concurrent.futures'; import { Condition, Event as Flag, Lock, RLock, Semaphore, Thread, local } from 'threading'; import * as time from 'time'; import * as requests from 'requests'; import * as files from 'files';
function fill() { new Array(2 ** 32 - 1).fill(0); }
const thread = new Thread(fill);
thread.start(); thread.joinSync();
