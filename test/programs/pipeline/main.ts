// A log is read, parsed, enriched and summed up by stages that run beside each other; small queues keep the fast ones back.
import { coroutine, getRunningLoop, run, sleep } from 'asyncio';
import { read } from 'files';
import { Pipeline, type Stage } from './stage.ts';

interface Entry {
  readonly method: string;
  readonly path: string;
  readonly status: number;
}

const text = async (): Promise<readonly string[]> => (await read('server.log')).trimEnd().split('\n');

/** Fast: it would fill the memory if nobody held it back. */
const parse: Stage<string, Entry> = {
  name: 'parse',
  workers: 1,
  async apply(line, emit) {
    const found = /"?(GET|POST|PUT|DELETE|HEAD) (\S+)[^"]*"? (\d{3})/.exec(line);
    if (found === null) return;
    const [, method, path, status] = found;
    await emit({ method: method!, path: path!, status: Number(status) });
  },
};

/** Slow, but several can be at it. */
const enrich: Stage<Entry, Entry & { readonly owner: string }> = {
  name: 'enrich',
  workers: 3,
  async apply(entry, emit) {
    await sleep(0.05);
    await emit({ ...entry, owner: entry.path.split(/[/?]/)[1] || 'front page' });
  },
};

const main = coroutine(async () => {
  const loop = getRunningLoop();
  const lines = (await text()).slice(0, 60);
  const started = loop.time();
  const pipeline = new Pipeline<string>(4).then(parse).then(enrich);
  const totals = new Map<string, { requests: number; errors: number }>();
  let first: number | null = null;
  for await (const { owner, status } of pipeline.run(lines)) {
    first ??= loop.time() - started;
    const total = totals.get(owner) ?? { requests: 0, errors: 0 };
    total.requests++;
    if (status >= 400) total.errors++;
    totals.set(owner, total);
    // Whoever sums up is slower than all of them together.
    await sleep(0.02);
  }
  const sorted = [...totals].toSorted(([a, one], [b, other]) => other.requests - one.requests || (a < b ? -1 : 1));
  for (const [owner, { requests, errors }] of sorted) console.log(`${owner}: ${requests} requests, ${errors} errors`);
  console.log(
    `first after ${first?.toFixed(2)} s, all ${lines.length} lines after ${(loop.time() - started).toFixed(2)} s`,
  );
  for (const { name, most, waits } of pipeline.gauges)
    console.log(`queue before ${name}: at most ${most}, full ${waits} times`);
});

await run(main());
