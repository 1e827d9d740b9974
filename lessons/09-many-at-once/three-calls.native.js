const sleep = (s) =>
  new Promise((resolve) => setTimeout(resolve, s * 1000));

const ask = async (farm, s) => {
  console.log(`${farm}: rings`);
  await sleep(s);
  console.log(`${farm}: ${10 * s} eggs`);
  return 10 * s;
};

const main = async () => {
  const eggs = await Promise.all([
    ask("north", 3),
    ask("river", 1),
    ask("hill", 2),
  ]);
  console.log(eggs.join(" "));
};

await main();
