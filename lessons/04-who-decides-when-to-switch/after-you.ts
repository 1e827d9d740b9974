import { coroutine, createTask, Event, run } from "asyncio";

const speak = coroutine(
  async (name: string, mine: Event, other: Event) => {
    console.log(`${name}: after you`);
    await other.wait();
    console.log(`${name}: thank you`);
    mine.set();
  },
);

const main = coroutine(async () => {
  const [a, b] = [new Event(), new Event()];
  const ada = createTask(speak("ada", a, b));
  const bob = createTask(speak("bob", b, a));
  await ada;
  await bob;
});

await run(main());
