import { coroutine, gather, run, sleep } from "asyncio";
import { read } from "files";

const dome = coroutine(async () => {
  await sleep(2);
  console.log("dome: open");
});

const weather = coroutine(async () => {
  await read("temperatures.csv");
  console.log("weather: dry");
});

const moon = coroutine(async () => {
  await fetch("http://demo.test/delay/3");
  console.log("moon: here");
});

const main = coroutine(async () => {
  await dome();
  await weather();
  await moon();
  console.log("ready");
});

await run(main());
