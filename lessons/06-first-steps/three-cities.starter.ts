import { coroutine, createTask, run, sleep } from "asyncio";
import * as time from "time";

const main = coroutine(async () => {

});

await run(main());
