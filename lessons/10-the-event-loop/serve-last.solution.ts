const sleep = (s: number) =>
  new Promise((resolve) => setTimeout(resolve, s * 1000));

const make = async (what: string) => {
  await sleep(1);
  console.log(`${what}: done`);
};

await Promise.all(["tea", "toast"].map(make));
console.log("served");
