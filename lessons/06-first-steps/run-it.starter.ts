import { coroutine, run, sleep } from "asyncio";

const letter = coroutine(async (to: string, s: number) => {
  console.log(`${to}: sent`);
  await sleep(s);
  return `${to}: reply`;
});

____
console.log(reply);
