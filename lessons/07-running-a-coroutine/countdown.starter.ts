import { coroutine, createTask, run, sleep } from "asyncio";

const main = coroutine(async () => {

});

await run(main());
