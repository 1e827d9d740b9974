const sleep = (s) =>
  new Promise((resolve) => setTimeout(resolve, s * 1000));

const make = async (what, s) => {
  console.log(`${what}: on`);
  await sleep(s);
  console.log(`${what}: done`);
};

const main = async () => {
  const all = [make("tea", 1), make("toast", 2)];
  console.log("ordered");
  await Promise.all(all);
  console.log("served");
};

await main();
