import * as time from "time";

// The loop is to ring the bell in a second.
setTimeout(() => console.log("bell"), 1000);

for (let page = 1; page <= 3; page++) {
  time.sleep(1); // stands for computing
  console.log(`page ${page}`);
}
