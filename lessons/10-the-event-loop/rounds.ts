setTimeout(() => {
  setTimeout(() => console.log("timer"), 0);
  setImmediate(() => console.log("immediate"));
  Promise.resolve().then(() => console.log("promise"));
  process.nextTick(() => console.log("tick"));
  console.log("callback");
}, 10);
