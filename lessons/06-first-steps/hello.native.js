const sleep = (s) =>
  new Promise((resolve) => setTimeout(resolve, s * 1000));

const main = async () => {
  console.log("hello");
  await sleep(1);
  console.log("world");
};

console.log("open");
await main();
console.log("closed");
