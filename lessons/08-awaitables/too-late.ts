import { coroutine, run, toThread, waitFor } from "asyncio";
import * as time from "time";

function grind() {
  time.sleep(2);
  console.log("ground");
}

const main = coroutine(async () => {
  try {
    await waitFor(toThread(grind), 1);
  } catch (error) {
    console.log((error as Error).name);
    throw error;
  }
});

await run(main()).catch(() => console.log("closed"));
