import { coroutine, run, sleep } from "asyncio";

const main = coroutine(async () => {

});

await run(main());
