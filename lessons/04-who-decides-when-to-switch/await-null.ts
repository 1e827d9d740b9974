import * as time from "time";

const bell = () =>
  console.log(`bell at ${time.monotonic().toFixed(1)}`);

const report = async () => {
  for (let page = 1; page <= 16; page++) {
    time.sleep(0.25);
    await null;
  }
  console.log(`read at ${time.monotonic().toFixed(1)}`);
};

setTimeout(bell, 1500);
await report();
