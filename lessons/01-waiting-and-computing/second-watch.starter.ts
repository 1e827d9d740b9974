import { get } from "requests";
import { perfCounter, processTime } from "time";

const began = perfCounter();
const worked = processTime();
get("http://demo.test/delay/2");
const elapsed = perfCounter() - began;
console.log("elapsed:", elapsed.toFixed(1));
