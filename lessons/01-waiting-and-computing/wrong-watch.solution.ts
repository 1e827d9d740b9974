import { get } from "requests";
import * as time from "time";

const began = time.perfCounter();
get("http://demo.test/delay/2");
const waited = time.perfCounter() - began;

console.log("waited:", waited.toFixed(1));
if (waited > 1) console.log("the telescope is slow today");
