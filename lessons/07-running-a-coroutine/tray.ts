import { coroutine, createTask, run, sleep } from "asyncio";

const main = coroutine(async () => {
  const tea = createTask(sleep(1, "tea"));
  const toast = createTask(sleep(2, "toast"));
  console.log(await tea);
  console.log(await toast);
});

await run(main());
