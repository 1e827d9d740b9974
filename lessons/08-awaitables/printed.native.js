const bake = async () => "cake";

console.log(bake());
console.log(await bake());
