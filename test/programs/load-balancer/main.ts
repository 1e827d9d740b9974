// A simulation: requests arrive at random, servers differ, one fails for a while. Which way of choosing a server is best?
import { coroutine, createTask, gather, getRunningLoop, isException, run, sleep } from 'asyncio';
import { Arrivals, Random } from './random.ts';
import { Server } from './server.ts';
import { leastBusy, powerOfTwo, roundRobin, type Strategy } from './strategies.ts';

const REQUESTS = 150;
const RETRIES = 2;

interface Result {
  readonly seconds: number;
  readonly retries: number;
  readonly isLost: boolean;
}

const handle = coroutine(async (servers: readonly Server[], choose: Strategy, work: number): Promise<Result> => {
  const loop = getRunningLoop();
  const started = loop.time();
  for (let retries = 0; retries <= RETRIES; retries++) {
    const server = choose(servers.filter((each) => each.isHealthy));
    try {
      await server.serve(work);
      return { seconds: loop.time() - started, retries, isLost: false };
    } catch (error) {
      if (!isException(error)) throw error;
      await sleep(0.05 * (retries + 1));
    }
  }
  return { seconds: loop.time() - started, retries: RETRIES, isLost: true };
});

/** One of the servers is away for two seconds; the balancer learns of it by asking. */
const trouble = coroutine(async (server: Server) => {
  await sleep(3);
  server.isUp = false;
  await sleep(2);
  server.isUp = true;
});

const healthChecks = coroutine(async (servers: readonly Server[]) => {
  for (;;) {
    for (const server of servers) server.isHealthy = server.isUp;
    await sleep(0.5);
  }
});

const simulate = coroutine(async (name: string, choose: Strategy) => {
  const random = new Random(42);
  const servers = [new Server('a', 4, 1), new Server('b', 4, 1), new Server('c', 2, 0.5), new Server('d', 8, 2)];
  const checking = createTask(healthChecks(servers), { name: 'health checks' });
  const failing = createTask(trouble(servers[1]!), { name: 'trouble' });
  const arrivals = new Arrivals(random, 25);
  const handled = [];
  for (let index = 0; index < REQUESTS; index++) {
    await sleep(arrivals.next());
    handled.push(createTask(handle(servers, choose, 0.1 + 0.3 * random.next())));
  }
  const results = await gather(handled);
  await failing;
  checking.cancel();
  const times = results.map(({ seconds }) => seconds).toSorted((a, b) => a - b);
  const at = (share: number): string => `${(times[Math.floor(share * (times.length - 1))]! * 1000).toFixed(0)} ms`;
  console.log(`${name}: median ${at(0.5)}, 95 % ${at(0.95)}, worst ${at(1)}`);
  const retried = results.reduce((sum, { retries }) => sum + retries, 0);
  console.log(`  ${retried} retries, ${results.filter(({ isLost }) => isLost).length} lost`);
  console.log(
    `  ${servers.map((server) => `${server.name} ${server.served} (${server.mostQueued} queued)`).join(', ')}`,
  );
});

const main = coroutine(async () => {
  await simulate('round robin', roundRobin());
  await simulate('least busy', leastBusy);
  await simulate('the better of two', powerOfTwo(new Random(7)));
});

await run(main());
