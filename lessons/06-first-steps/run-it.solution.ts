import { coroutine, run, sleep } from "asyncio";

const letter = coroutine(async (to: string, s: number) => {
  console.log(`${to}: sent`);
  await sleep(s);
  return `${to}: reply`;
});

const reply = await run(letter("oslo", 1));
console.log(reply);
