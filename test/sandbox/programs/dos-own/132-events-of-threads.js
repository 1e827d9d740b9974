// expect: output|memory|timeout
import { coroutine, createTask, Future, gather, getRunningLoop, run, runCoroutineThreadsafe, sleep, toThread } from 'asyncio'; import { ProcessPoolExecutor, ThreadPoolExecutor, wait } from 'concurrent.futures'; import { Condition, Event as Flag, Lock, RLock, Semaphore, Thread, local } from 'threading'; import * as time from 'time'; import * as requests from 'requests'; import * as files from 'files';
const nap = coroutine(async () => { await sleep(0); });
async function busy() { await run(coroutine(async () => { for (;;) await gather(nap(), nap(), nap()); })()); }
for (let n = 0; n < 3; n++) new Thread(busy).start();
