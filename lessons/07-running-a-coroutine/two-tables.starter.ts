import {
  coroutine, createTask, run, sleep, taskGroup,
} from "asyncio";

const make = coroutine(async (what: string, s: number) => {
  console.log(`${what}: on`);
  await sleep(s);
  console.log(`${what}: done`);
});

const main = coroutine(async () => {

});

await run(main());
