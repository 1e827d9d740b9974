const photo = async (star, s) => {
  console.log(`${star}: asked`);
  await new Promise((resolve) => setTimeout(resolve, s * 1000));
  console.log(`${star}: here`);
};

const vega = photo("vega", 3);
const rigel = photo("rigel", 1);
const mira = photo("mira", 2);
await Promise.all([vega, rigel, mira]);
