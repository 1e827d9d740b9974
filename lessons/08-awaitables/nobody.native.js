const main = async () => {
  const box = new Promise(() => {});
  console.log("waiting");
  console.log(await box);
  console.log("home");
};

await main();
