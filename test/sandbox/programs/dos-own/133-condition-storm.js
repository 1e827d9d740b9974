// expect: timeout|output
import { coroutine, createTask, Future, gather, getRunningLoop, run, runCoroutineThreadsafe, sleep, toThread } from 'asyncio'; import { ProcessPoolExecutor, ThreadPoolExecutor, wait } from 'concurrent.futures'; import { Condition, Event as Flag, Lock, RLock, Semaphore, Thread, local } from 'threading'; import * as time from 'time'; import * as requests from 'requests'; import * as files from 'files';
function storm(ready) { for (;;) ready.with(() => { ready.notifyAll(); ready.wait(0.001); }); }
const ready = new Condition();
for (let n = 0; n < 4; n++) new Thread(storm, ready).start();
