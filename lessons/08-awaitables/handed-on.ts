const bake = async () => {
  throw new Error("burnt");
};

const order = async () => {
  try {
    return bake();
  } catch {
    return "toast";
  }
};

try {
  console.log(await order());
} catch (error) {
  console.log((error as Error).message);
}
