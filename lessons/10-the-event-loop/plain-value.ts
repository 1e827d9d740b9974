const pay = async (what: string) => {
  console.log(`${what}: bill`);
  const price = await 3;
  console.log(`${what}: ${price}`);
};

pay("tea");
console.log("next, please");
