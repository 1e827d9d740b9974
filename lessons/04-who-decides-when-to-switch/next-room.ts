import { coroutine, createTask, run } from "asyncio";
import { sleep, toThread } from "asyncio";
import * as time from "time";

const bell = coroutine(async () => {
  await sleep(1.5);
  console.log(`bell at ${time.monotonic().toFixed(1)}`);
});

function report() {
  for (let page = 1; page <= 16; page++) time.sleep(0.25);
  console.log(`read at ${time.monotonic().toFixed(1)}`);
}

const main = coroutine(async () => {
  const ringing = createTask(bell());
  await toThread(report);
  await ringing;
});

await run(main());
