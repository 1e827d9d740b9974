import { coroutine, createTask, run } from "asyncio";
import * as time from "time";

const cough = coroutine(async () => {});

const speak = coroutine(
  async (name: string, text: string, s: number) => {
    for (const word of text.split(" ")) {
      time.sleep(s);
      console.log(`${name}: ${word}`);
      await cough();
    }
  },
);

const main = coroutine(async () => {
  const ada = createTask(speak("ada", "we agree", 1));
  const bob = createTask(speak("bob", "at last", 1.25));
  await ada;
  await bob;
});

await run(main());
