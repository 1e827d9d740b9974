// Other callbacks than those of the scene above; nothing is said where all is well.
try {
  const had: string[] = [];
  callSoon(() => had.push("a"));
  callSoon(() => had.push("b"));
  if (had.length > 0) throw "called before the turn";
  turn();
  if (had.join() !== "a,b") throw "not what was queued";
  turn();
  if (had.length > 2) throw "called once more";
} catch (error) {
  const what = typeof error === "string" ? error : `broke off: ${error}`;
  console.log(`hidden test: ${what}`);
}
