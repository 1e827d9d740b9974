import { perfCounter, processTime } from "time";

const began = perfCounter();
const worked = processTime();
let stars = 0;
for (let pixel = 0; pixel < 4_000_000; pixel++) {
  if (Math.sin(pixel) > 0.9999) stars++;
}
const processor = processTime() - worked;
const elapsed = perfCounter() - began;
console.log(`${stars} stars`);
console.log("elapsed:", elapsed.toFixed(2));
console.log("processor:", processor.toFixed(2));
