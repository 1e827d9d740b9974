const sleep = (s) =>
  new Promise((resolve) => setTimeout(resolve, s * 1000));

const make = async (what, s) => {
  console.log(`${what}: on`);
  await sleep(s);
  console.log(`${what}: done`);
};

const greet = async () => {
  console.log("welcome");
};

const main = async () => {
  const tea = make("tea", 1);
  await greet();
  console.log("have a seat");
  await tea;
};

await main();
