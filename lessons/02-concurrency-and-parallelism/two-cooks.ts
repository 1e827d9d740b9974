import { Thread } from "threading";
import * as time from "time";

function fry(dishes: number) {
  let stirs = 0;
  while (stirs < dishes * 1.5e8) stirs++;
}

const cook = (name: string, dishes: number) =>
  new Thread({ target: fry, args: [dishes], name });
const alone = [cook("alone", 2)];
const both = [cook("first", 1), cook("second", 1)];

for (const team of [alone, both]) {
  const start = time.monotonic();
  for (const each of team) each.start();
  for (const each of team) await each.join();
  const took = (time.monotonic() - start).toFixed(2);
  console.log(`${team.length} at work: ${took} s`);
}
