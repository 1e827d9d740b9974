import { coroutine, createTask, run, sleep } from "asyncio";
import * as time from "time";

const report = coroutine(async () => {
  for (let page = 1; page <= 30; page++) {
    read(page);
    await sleep(0);
  }
});

function read(page: number) {
  time.sleep(0.1);
  if (page % 10 === 0) console.log(`page ${page}`);
}

const bells = coroutine(async () => {
  for (let bell = 1; bell <= 2; bell++) {
    const due = time.time() + 1;
    await sleep(1);
    const late = time.time() > due + 0.5 ? ": late" : "";
    console.log(`bell ${bell}${late}`);
  }
});

const main = coroutine(async () => {
  const ringing = createTask(bells());
  await createTask(report());
  await ringing;
  console.log("closed");
});

await run(main());
