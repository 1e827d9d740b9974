// A coroutine that waits twice; nothing is said where all is well.
try {
  const had: string[] = [];
  const go = () => {
    callSoon(() => {});
    turn();
  };
  const [one, two] = [new Future(), new Future()];
  const order = function* (): Coroutine {
    had.push("begins");
    had.push(`has ${yield one}`);
    had.push(`has ${yield two}`);
    return had.length;
  };
  const guest = new Task(order());
  go();
  if (had.join() !== "begins") throw "not to its first wait";
  one.setResult("egg");
  for (let n = 1; n <= 4; n++) go();
  if (had.length > 2) throw "does not wait";
  two.setResult("bread");
  for (let n = 1; n <= 4; n++) go();
  if (had.join() !== "begins,has egg,has bread") throw "not to its end";
  else if (!guest.isDone || guest.result !== 3) throw "no result";
} catch (error) {
  const what = typeof error === "string" ? error : `broke off: ${error}`;
  console.log(`hidden test: ${what}`);
}
