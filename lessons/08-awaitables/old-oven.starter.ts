import { coroutine, getRunningLoop, run } from "asyncio";

const bake = coroutine(async (what: string, s: number) => {

});

// An oven of the old kind: when it is done, it calls you.
function oven(
  what: string,
  s: number,
  done: (baked: string) => void,
) {
  console.log(`${what}: in`);
  getRunningLoop().callLater(s, done, `a ${what}`);
}

const main = coroutine(async () => {
  console.log(await bake("cake", 2));
  console.log(await bake("pie", 1));
});

await run(main());
