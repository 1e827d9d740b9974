import { readSync } from "files";
import { get } from "requests";
import { perfCounter, processTime, sleep } from "time";

// Calls job(), and returns "waiting" or "computing":
// whichever took more of the time.
const kindOf = (job: () => unknown) => {

};

const countStars = () => {
  let stars = 0;
  for (let pixel = 0; pixel < 4_000_000; pixel++) {
    if (Math.sin(pixel) > 0.9999) stars++;
  }
};

const hash = (password: string) => {
  let value = password.length;
  for (let round = 0; round < 4_000_000; round++) {
    value = (value * 31 + round) % 1_000_003;
  }
};

const show = (what: string, job: () => unknown) => {
  console.log(`${what}: ${kindOf(job)}`);
};

show("picture", () => get("http://demo.test/delay/0.3"));
show("dome", () => sleep(2));
show("stars", () => countStars());
show("weather", () => readSync("temperatures.csv"));
show("password", () => hash("betelgeuse"));
