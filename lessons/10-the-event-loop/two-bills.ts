const pay = async (what: string) => {
  console.log(`${what}: bill`);
  await null;
  console.log(`${what}: paid`);
};

setTimeout(() => console.log("closed"), 0);
pay("tea");
pay("toast");
console.log("next, please");
