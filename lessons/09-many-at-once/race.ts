const sleep = (s: number) =>
  new Promise((resolve) => setTimeout(resolve, s * 1000));

const ask = async (farm: string, s: number) => {
  console.log(`${farm}: rings`);
  await sleep(s);
  console.log(`${farm}: ${10 * s} eggs`);
  return 10 * s;
};

const eggs = await Promise.race([
  ask("north", 3),
  ask("river", 1),
]);
console.log(`take ${eggs}`);
