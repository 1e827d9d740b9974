const main = async () => {
  const box = Promise.withResolvers();
  box.resolve("cake");
  console.log(await box.promise);
  box.resolve("bread");
  console.log(await box.promise);
};

await main();
