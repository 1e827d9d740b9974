const bake = async () => "cake";

const order = async () => {
  return bake();
};

const cake = await order();
console.log(cake);
