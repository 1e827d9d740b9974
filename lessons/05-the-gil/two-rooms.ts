import { Thread } from "threading";
import * as time from "time";

function count(rounds: number) {
  let sum = 0;
  for (let coin = 0; coin < rounds * 3e7; coin++) {
    sum = (sum + coin) % 997;
  }
}

const one = [new Thread(count, 2)];
const two = [new Thread(count, 1), new Thread(count, 1)];

for (const clerks of [one, two]) {
  const start = time.monotonic();
  for (const clerk of clerks) clerk.start();
  for (const clerk of clerks) clerk.joinSync();
  const took = (time.monotonic() - start).toFixed(2);
  console.log(`${clerks.length} at work: ${took} s`);
}
