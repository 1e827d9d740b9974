// expect: timeout|memory|failed|output|deadlock
import { coroutine, Future, run, shield } from 'asyncio';
await run(coroutine(async () => { let tower = new Future(); const bottom = tower; for (let n = 0; n < 2e4; n++) tower = shield(tower); bottom.setResult(1); await tower; for (;;) shield(new Future()); })());
