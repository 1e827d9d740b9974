import { coroutine, createTask, run, sleep } from "asyncio";

const bake = coroutine(async () => {
  console.log("oven: on");
  await sleep(2);
  return "cake";
});

const main = coroutine(async () => {
  const order = createTask(bake());
  console.log("ordered");
  console.log(await order);
  console.log(await order);
});

await run(main());
