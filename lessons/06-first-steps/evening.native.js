const sleep = (s) =>
  new Promise((resolve) => setTimeout(resolve, s * 1000));

const letter = async (to, s) => {
  try {
    await sleep(s);
    console.log(`${to}: reply`);
  } finally {
    console.log(`${to}: filed`);
  }
};

const main = async () => {
  letter("oslo", 1);
  letter("lima", 9);
  await sleep(2);
  console.log("main: done");
};

await main();
console.log("closed");
