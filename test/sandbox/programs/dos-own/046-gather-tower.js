// expect: done|failed|memory|timeout|output
import { coroutine, Future, gather, run } from 'asyncio';
await run(coroutine(async () => { let tower = new Future(); for (let n = 0; n < 2e4; n++) tower = gather(tower, tower); tower.cancel(); await tower; })());
