const sleep = (s) =>
  new Promise((resolve) => setTimeout(resolve, s * 1000));

const ask = async (farm, s) => {
  console.log(`${farm}: rings`);
  await sleep(s);
  console.log(`${farm}: ${10 * s} eggs`);
  return 10 * s;
};

const main = async () => {
  const calls = Promise.all([
    ask("north", 1),
    ask("river", 2),
  ]);
  console.log("coffee");
  await sleep(3);
  console.log("back");
  const eggs = await calls;
  console.log(eggs.join(" "));
};

await main();
