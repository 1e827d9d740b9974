import { coroutine, run } from "asyncio";

const bake = coroutine(async () => "cake");

const main = coroutine(async () => {
  console.log(bake());
  console.log(await bake());
});

await run(main());
