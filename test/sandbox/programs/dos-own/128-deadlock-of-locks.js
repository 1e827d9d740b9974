// expect: deadlock line: 6
import { coroutine, createTask, Future, gather, getRunningLoop, run, runCoroutineThreadsafe, sleep, toThread } from 'asyncio'; import { ProcessPoolExecutor, ThreadPoolExecutor, wait } from 'concurrent.futures'; import { Condition, Event as Flag, Lock, RLock, Semaphore, Thread, local } from 'threading'; import * as time from 'time'; import * as requests from 'requests'; import * as files from 'files';
function cross(first, second) { first.acquire(); time.sleep(1); second.acquire(); }
const [a, b] = [new Lock(), new Lock()]; const both = [new Thread(cross, a, b), new Thread(cross, b, a)];
for (const each of both) each.start();
both[0].joinSync();
