import { get } from "requests";
import * as time from "time";

const began = time.processTime();
get("http://demo.test/delay/2");
const waited = time.processTime() - began;

console.log("waited:", waited.toFixed(1));
if (waited > 1) console.log("the telescope is slow today");
