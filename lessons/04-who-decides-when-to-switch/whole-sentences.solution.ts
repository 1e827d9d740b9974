import { coroutine, createTask, run, sleep } from "asyncio";
import * as time from "time";

const speak = coroutine(
  async (who: string, text: string) => {
    for (const word of text.split(" ")) {
      time.sleep(1);
      console.log(`${who}: ${word}`);
      if (word.endsWith(".")) await sleep(0);
    }
  },
);

const main = coroutine(async () => {
  const ada = createTask(speak("ada", "hear me. vote."));
  const bob = createTask(speak("bob", "not yet. wait."));
  await ada;
  await bob;
});

await run(main());
