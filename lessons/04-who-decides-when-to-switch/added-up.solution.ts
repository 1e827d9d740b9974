import { coroutine, createTask, run, sleep } from "asyncio";

const board = [0];

const ask = coroutine(async (who: string, sum: number) => {
  console.log(`${who} phones`);
  await sleep(1);
  return sum;
});

const pledge = coroutine(async (who: string, n: number) => {
  const pledged = await ask(who, n);
  board[0] = board[0]! + pledged;
});

const main = coroutine(async () => {
  const ada = createTask(pledge("ada", 10));
  const bob = createTask(pledge("bob", 20));
  await ada;
  await bob;
  console.log(`on the board: ${board[0]}`);
});

await run(main());
