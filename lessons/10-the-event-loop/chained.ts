import { coroutine, getRunningLoop, run } from "asyncio";

const main = coroutine(async () => {
  const loop = getRunningLoop();
  const bell = loop.createFuture();
  const pour = () => {
    loop.callLater(2, () => bell.setResult("tea"));
  };
  loop.callLater(1, pour);
  loop.callLater(2, console.log, "toast");
  console.log(await bell);
});

await run(main());
