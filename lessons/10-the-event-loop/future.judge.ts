// Another future, asked before and after; nothing is said where all is well.
try {
  const had: string[] = [];
  const go = () => {
    callSoon(() => {});
    turn();
  };
  const egg = new Future();
  egg.addDoneCallback(() => had.push(`one ${egg.result}`));
  egg.addDoneCallback(() => had.push("two"));
  go();
  if (had.length > 0) throw "called without a result";
  egg.setResult("egg");
  if (had.length > 0) throw "called on the spot";
  if (!egg.isDone) throw "not done";
  go();
  if (had.join() !== "one egg,two") throw "not called back";
  egg.addDoneCallback(() => had.push("three"));
  if (had.length > 2) throw "called on the spot";
  go();
  if (had.join() !== "one egg,two,three") throw "not called back";
} catch (error) {
  const what = typeof error === "string" ? error : `broke off: ${error}`;
  console.log(`hidden test: ${what}`);
}
