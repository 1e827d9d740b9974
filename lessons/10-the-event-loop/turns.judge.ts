// Somebody who always queues up again; nothing is said where all is well.
try {
  const had: string[] = [];
  const bell = () => {
    had.push("bell");
    if (had.length < 20) callSoon(bell);
  };
  callSoon(bell);
  callSoon(() => had.push("slip"));
  turn();
  if (had.length > 2) throw "more than was ready";
  else if (had.join() !== "bell,slip") throw "not what was ready";
  turn();
  if (had.length === 2) throw "nothing in the next turn";
  else if (had.length > 3) throw "more than was ready";
} catch (error) {
  const what = typeof error === "string" ? error : `broke off: ${error}`;
  console.log(`hidden test: ${what}`);
}
