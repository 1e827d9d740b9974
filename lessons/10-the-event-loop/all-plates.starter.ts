const sleep = (s: number) =>
  new Promise((resolve) => setTimeout(resolve, s * 1000));

const wash = async (plate: number) => {
  await sleep(1);
  console.log(`plate ${plate}`);
};

const washAll = async (plates: number[]) => {
  ____
  console.log("clean");
};

await washAll([1, 2, 3]);
