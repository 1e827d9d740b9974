// expect: memory limit: message text = 33554432
import { coroutine, createTask, Future, gather, getRunningLoop, run, runCoroutineThreadsafe, sleep, toThread } from 'asyncio'; import { ProcessPoolExecutor, ThreadPoolExecutor, wait } from 'concurrent.futures'; import { Condition, Event as Flag, Lock, RLock, Semaphore, Thread, local } from 'threading'; import * as time from 'time'; import * as requests from 'requests'; import * as files from 'files';
function nap() { time.sleep(1000); }
const pool = new ThreadPoolExecutor(1); const large = 'x'.repeat(900_000);
for (;;) { const future = pool.submit(nap, large); if (future.done()) throw new Error('done'); }
