import { get } from "requests";
import { perfCounter, processTime } from "time";

const began = perfCounter();
const worked = processTime();
// The database sorts a million stars.
get("http://demo.test/delay/2");
const processor = processTime() - worked;
const elapsed = perfCounter() - began;
console.log("elapsed:", elapsed.toFixed(1));
console.log("processor:", processor.toFixed(1));
