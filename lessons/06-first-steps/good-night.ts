import { coroutine, createTask, run, sleep } from "asyncio";

const letter = coroutine(async () => {
  try {
    await sleep(9);
  } finally {
    console.log("sealing");
    await sleep(1);
    console.log("sealed");
  }
});

const main = coroutine(async () => {
  createTask(letter());
  await sleep(2);
  console.log("good night");
});

await run(main());
