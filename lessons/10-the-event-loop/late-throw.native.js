const sleep = (s) =>
  new Promise((resolve) => setTimeout(resolve, s * 1000));

const burn = () => {
  throw new Error("burnt");
};

const main = async () => {
  try {
    setTimeout(burn, 1000);
    console.log("toast: on");
  } catch {
    console.log("caught");
  }
  await sleep(2);
  console.log("still open");
};

await main();
