import { coroutine, createTask, run, sleep } from "asyncio";

const board = [0];

const pledge = coroutine(async (who: string, s: number) => {
  const seen = board[0]!;
  await sleep(s);
  board[0] = seen + 10;
  console.log(`${who} writes ${board[0]}`);
});

const main = coroutine(async () => {
  const ada = createTask(pledge("ada", 1));
  const bob = createTask(pledge("bob", 1.25));
  await ada;
  await bob;
  console.log(`on the board: ${board[0]}`);
});

await run(main());
