const sleep = (s) =>
  new Promise((resolve) => setTimeout(resolve, s * 1000));

const ask = async (farm, s) => {
  console.log(`${farm}: rings`);
  await sleep(s);
  if (farm === "river") throw new Error("wrong number");
  console.log(`${farm}: ${10 * s} eggs`);
  return 10 * s;
};

const main = async () => {
  const answers = await Promise.allSettled(
    [ask("north", 2), ask("river", 1), ask("hill", 3)],
  );
  for (const answer of answers)
    console.log(
      answer.status === "rejected" ? "none" : answer.value,
    );
};

await main();
