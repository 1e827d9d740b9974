const sleep = (s) =>
  new Promise((resolve) => setTimeout(resolve, s * 1000));

const make = async (what, s) => {
  console.log(`${what}: on`);
  await sleep(s);
  console.log(`${what}: done`);
};

const main = async () => {
  const tea = make("tea", 1);
  const toast = make("toast", 2);
  await tea;
  await toast;
};

await main();
