// Jobs with priorities and deadlines on two machines; what is late is cancelled, and what is urgent goes first.
import { coroutine, run, sleep } from 'asyncio';
import jobs from './jobs.json' with { type: 'json' };
import { type JobSpec, Scheduler } from './scheduler.ts';

const submitAll = coroutine(async (scheduler: Scheduler, specs: readonly JobSpec[]) => {
  let clock = 0;
  for (const spec of specs.toSorted((a, b) => a.arrives - b.arrives)) {
    await sleep(spec.arrives - clock);
    clock = spec.arrives;
    scheduler.submit(spec);
  }
});

const main = coroutine(async () => {
  const scheduler = new Scheduler(2);
  const outcomes = await scheduler.runAll(submitAll(scheduler, jobs));
  console.log('');
  for (const { name, outcome, from, to } of outcomes)
    console.log(`${name.padEnd(10)} ${outcome.padEnd(9)} ${from.toFixed(1).padStart(5)} → ${to.toFixed(1)}`);
  const onTime = outcomes.filter(({ outcome }) => outcome === 'done').length;
  console.log(`${onTime} of ${outcomes.length} on time`);
});

await run(main());
