const sleep = (s) =>
  new Promise((resolve) => setTimeout(resolve, s * 1000));

const courier = async (deliver) => {
  await sleep(2);
  deliver("cake");
  console.log("courier: delivered");
  await sleep(1);
  console.log("courier: home");
};

const main = async () => {
  const box = Promise.withResolvers();
  const trip = courier(box.resolve);
  console.log(await box.promise);
  await trip;
};

await main();
