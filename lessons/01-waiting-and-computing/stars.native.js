const began = performance.now();
const worked = process.cpuUsage();
let stars = 0;
for (let pixel = 0; pixel < 4_000_000; pixel++) {
  if (Math.sin(pixel) > 0.9999) stars++;
}
const { user, system } = process.cpuUsage(worked);
const elapsed = (performance.now() - began) / 1000;
console.log(`${stars} stars`);
console.log("elapsed:", elapsed.toFixed(2));
console.log("processor:", ((user + system) / 1e6).toFixed(2));
