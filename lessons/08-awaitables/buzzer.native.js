class Buzzer {
  box = Promise.withResolvers();

  goOff() {
    this.box.resolve("cake");
  }

  then(done, failed) {
    console.log("asked");
    this.box.promise.then(done, failed);
  }
}

const main = async () => {
  const buzzer = new Buzzer();
  setTimeout(() => buzzer.goOff(), 2000);
  console.log(await buzzer);
  console.log(await buzzer);
};

await main();
