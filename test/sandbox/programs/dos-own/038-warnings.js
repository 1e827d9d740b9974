// expect: output|memory|timeout
import { coroutine, run, Future } from 'asyncio';
await run(coroutine(async () => { for (;;) { new Future().setException(new Error('w'.repeat(60000))); await null; } })());
