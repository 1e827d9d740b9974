import type { Random } from './random.ts';
import type { Server } from './server.ts';

/** Which of the servers gets the next request; there is at least one. */
export type Strategy = (servers: readonly Server[]) => Server;

export function roundRobin(): Strategy {
  let next = 0;
  return (servers) => servers[next++ % servers.length]!;
}

export const leastBusy: Strategy = (servers) =>
  servers.reduce((best, each) => (each.busyness < best.busyness ? each : best));

/** Nearly as good, and nobody has to know them all. */
export function powerOfTwo(random: Random): Strategy {
  return (servers) => {
    const [one, other] = [random.pick(servers), random.pick(servers)];
    return one.busyness <= other.busyness ? one : other;
  };
}
