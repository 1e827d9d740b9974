try {
  let calls = 0;
  const wait = (s: number) => () => {
    calls++;
    sleep(s);
  };
  const compute = () => {
    calls++;
    sleep(0.01);
    countStars();
  };
  const both = () => {
    compute();
    sleep(9);
  };
  if (kindOf(wait(0.2)) !== "waiting") throw "a short wait";
  if (kindOf(compute) !== "computing") throw "a count";
  if (kindOf(both) !== "waiting") throw "a long wait";
  if (calls !== 3) throw "called too often";
} catch (error) {
  const what = typeof error === "string" ? error : `broke off: ${error}`;
  console.log(`hidden test: ${what}`);
}
