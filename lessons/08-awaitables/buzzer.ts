import { coroutine, getRunningLoop, run } from "asyncio";

class Buzzer {
  box = getRunningLoop().createFuture<string>();

  goOff() {
    this.box.setResult("cake");
  }

  then(done: (what: string) => void, failed: () => void) {
    console.log("asked");
    this.box.then(done, failed);
  }
}

const main = coroutine(async () => {
  const buzzer = new Buzzer();
  getRunningLoop().callLater(2, () => buzzer.goOff());
  console.log(await buzzer);
  console.log(await buzzer);
});

await run(main());
