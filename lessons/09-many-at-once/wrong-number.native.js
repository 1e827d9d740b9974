const sleep = (s) =>
  new Promise((resolve) => setTimeout(resolve, s * 1000));

const ask = async (farm, s) => {
  console.log(`${farm}: rings`);
  await sleep(s);
  if (farm === "river") throw new Error("wrong number");
  console.log(`${farm}: ${10 * s} eggs`);
};

const main = async () => {
  try {
    await Promise.all([ask("north", 2), ask("river", 1)]);
  } catch (error) {
    console.log(error.message);
  }
  await sleep(3);
  console.log("home");
};

await main();
