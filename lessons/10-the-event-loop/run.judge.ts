// Another breakfast, on the same clock; nothing is said where all is well.
try {
  const had: string[] = [];
  const start = now;
  const nap = function* (what: string, s: number): Coroutine {
    yield* sleep(s);
    had.push(`${what} at ${now - start}`);
    return what;
  };
  const morning = function* (): Coroutine {
    const [egg, ham] = [new Task(nap("egg", 3)), new Task(nap("ham", 1))];
    const first = yield egg;
    const second = yield ham;
    yield* sleep(2);
    return `${first} and ${second}`;
  };
  // Nobody's task waits for this one.
  callLater(9, () => had.push("late"));
  const came = run(morning());
  if (had.join() === "ham at 1,egg at 3,late") throw "turned on and on";
  else if (had.join() !== "ham at 1,egg at 3") throw "not in their time";
  else if (now - start !== 5) throw "not in their time";
  else if (came !== "egg and ham") throw "no result";
} catch (error) {
  const what = typeof error === "string" ? error : `broke off: ${error}`;
  console.log(`hidden test: ${what}`);
}
