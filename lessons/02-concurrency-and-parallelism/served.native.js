const sleep = (s) =>
  new Promise((resolve) => setTimeout(resolve, s * 1000));

const steam = async (dish, s) => {
  await sleep(s);
  console.log(`${dish}: ready`);
  return dish;
};

const dishes = await Promise.all([
  steam("rice", 3),
  steam("soup", 1),
  steam("beans", 2),
]);
console.log(dishes.join(", "));
