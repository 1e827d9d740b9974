import { coroutine, createTask, run, sleep } from "asyncio";

const known = new Set<string>();
const look = coroutine(async (what: string) => {
  if (!known.has(what)) await sleep(0);
  known.add(what);
});

const say = coroutine(async (who: string, text: string) => {
  for (const word of text.split(" ")) {
    await look(word);
    console.log(`${who}: ${word}`);
  }
});

const main = coroutine(async () => {
  const ada = createTask(say("ada", "paint glue paint"));
  const bob = createTask(say("bob", "paint glue"));
  await ada;
  await bob;
});

await run(main());
