/** The rows in the port, in plain Node: `node port.ts ROW N ROUNDS`. */
import { configure } from '../../src/asyncio/driver.ts';
import { run } from '../../src/asyncio/index.ts';
import { NodeDriver, RealClock } from '../../test/asyncio/node-driver.ts';
import { printBest } from './best.ts';
import { ROWS } from './rows.ts';

const clock = new RealClock();
configure({ driver: new NodeDriver(clock), clock });
await printBest(async (row, n) => {
  await run(ROWS[row]!(n));
});
