// expect: timeout limit: seconds line: 3
import { coroutine, run } from 'asyncio';
await run(coroutine(async () => { const next = () => ({ then(done) { done(next()); } }); return next(); })());
