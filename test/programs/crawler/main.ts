// Crawls the demo service from its first page: a few workers share a frontier, and every page is fetched once.
import { coroutine, gather, getRunningLoop, isException, run } from 'asyncio';
import { fetchPage } from './fetch-page.ts';
import { Frontier } from './frontier.ts';
import { summarize } from './report.ts';

const START = 'http://demo.test/page/1';
const WORKERS = 4;
const MOST_PAGES = 24;

const worker = coroutine(async (frontier: Frontier, name: string): Promise<number> => {
  let fetched = 0;
  for (;;) {
    const url = await frontier.next();
    if (url === null) return fetched;
    try {
      const page = await fetchPage(url);
      fetched++;
      frontier.found(page);
    } catch (error) {
      if (!isException(error)) throw error;
      frontier.failed(url, (error as Error).message);
    } finally {
      frontier.done(name);
    }
  }
});

const main = coroutine(async () => {
  const loop = getRunningLoop();
  const frontier = new Frontier(START, MOST_PAGES);
  const started = loop.time();
  const counts = await gather(Array.from({ length: WORKERS }, (_, index) => worker(frontier, `worker ${index + 1}`)));
  const seconds = loop.time() - started;
  for (const line of summarize(frontier, counts, seconds)) console.log(line);
});

await run(main());
