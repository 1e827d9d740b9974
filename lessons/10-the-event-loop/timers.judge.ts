// Timers that are due while others are ready; nothing is said where all is well.
try {
  const had: string[] = [];
  const note = (what: string) => () => {
    had.push(what);
  };
  callSoon(note("slip"));
  callLater(0, note("bell"));
  turn();
  if (had.join() === "bell,slip") throw "called on the spot";
  else if (had.join() === "slip") throw "not collected";
  else if (had.join() !== "slip,bell") throw "not what was due";
  had.length = 0;
  callSoon(() => {
    had.push("slip");
    callSoon(note("another slip"));
    callLater(0, note("late bell"));
  });
  turn();
  if (had.length > 1) throw "more than was ready";
  else if (had.length === 0) throw "not what was due";
  turn();
  if (had.join() !== "slip,another slip,late bell")
    throw "not collected";
  had.length = 0;
  const start = now;
  for (const s of [3, 1, 2, 1])
    callLater(s, () => had.push(`${s} at ${now - start}`));
  turn();
  if (had.length === 1) throw "not collected";
  for (let n = 2; n <= 3; n++) turn();
  if (had.join() !== "1 at 1,1 at 1,2 at 2,3 at 3")
    throw "not in their time";
} catch (error) {
  const what = typeof error === "string" ? error : `broke off: ${error}`;
  console.log(`hidden test: ${what}`);
}
