import { setTimeout as sleep } from "timers/promises";

const ask = async (farm, s, signal) => {
  console.log(`${farm}: rings`);
  await sleep(s * 1000, null, { signal });
  return `${farm}: ${10 * s} eggs`;
};

const north = new AbortController();
const calls = Promise.allSettled([
  ask("north", 3, north.signal),
  ask("river", 2),
]);
await sleep(1000);
north.abort();
for (const { reason, value } of await calls)
  console.log(reason?.name ?? value);
