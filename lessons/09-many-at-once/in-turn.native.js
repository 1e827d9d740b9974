const sleep = (s) =>
  new Promise((resolve) => setTimeout(resolve, s * 1000));

const ask = async (farm, s) => {
  console.log(`${farm}: rings`);
  await sleep(s);
  if (farm === "river") throw new Error("wrong number");
  console.log(`${farm}: ${10 * s} eggs`);
};

const north = ask("north", 3);
const river = ask("river", 1);
await north;
await river;
console.log("home");
