import { coroutine, createTask, run } from "asyncio";
import * as time from "time";

const speak = coroutine(
  async (name: string, text: string, s: number) => {
    for (const word of text.split(" ")) {
      time.sleep(s);
      console.log(`${name}: ${word}`);
    }
  },
);

const main = coroutine(async () => {
  const ada = createTask(speak("ada", "we need paint", 1));
  const bob = createTask(speak("bob", "no cash now", 1.25));
  await ada;
  await bob;
});

await run(main());
