const sleep = (s: number) =>
  new Promise((resolve) => setTimeout(resolve, s * 1000));

const make = async (what: string) => {
  await sleep(1);
  console.log(`${what}: done`);
};

["tea", "toast"].forEach(async (what) => {
  await make(what);
});
console.log("served");
