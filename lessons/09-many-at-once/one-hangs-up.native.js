const sleep = (s, signal) =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, s * 1000);
    signal?.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });

const ask = async (farm, s, signal) => {
  console.log(`${farm}: rings`);
  await sleep(s, signal);
  return `${farm}: ${10 * s} eggs`;
};

const north = new AbortController();
const calls = Promise.allSettled([
  ask("north", 3, north.signal),
  ask("river", 2),
]);
await sleep(1);
north.abort();
for (const { reason, value } of await calls)
  console.log(reason?.name ?? value);
