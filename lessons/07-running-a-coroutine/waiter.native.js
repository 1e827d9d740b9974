const sleep = (s) =>
  new Promise((resolve) => setTimeout(resolve, s * 1000));

const make = async (what, s) => {
  console.log(`${what}: on`);
  await sleep(s);
  console.log(`${what}: done`);
};

const main = async () => {
  console.log("open");
  const tea = make("tea", 1);
  const toast = make("toast", 2);
  console.log("ordered");
  await toast;
  await tea;
  console.log("served");
};

await main();
