import { readSync } from "files";
import { perfCounter, processTime } from "time";

const began = perfCounter();
const worked = processTime();
readSync("temperatures.csv");
const processor = processTime() - worked;
const elapsed = perfCounter() - began;
console.log("elapsed:", elapsed.toFixed(1));
console.log("processor:", processor.toFixed(1));
