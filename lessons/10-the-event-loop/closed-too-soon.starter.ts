import { coroutine, newEventLoop, sleep } from "asyncio";

const make = coroutine(async (what: string, s: number) => {
  await sleep(s);
  console.log(`${what}: done`);
});

const loop = newEventLoop();
const toast = loop.createTask(make("toast", 2));
await loop.runUntilComplete(make("tea", 1));
loop.close();
console.log("closed");
