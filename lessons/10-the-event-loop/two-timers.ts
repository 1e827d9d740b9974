const note = (n: number) => {
  console.log(`note ${n}`);
  if (n < 3) queueMicrotask(() => note(n + 1));
};

setTimeout(() => {
  console.log("timer 1");
  queueMicrotask(() => note(1));
}, 10);

setTimeout(() => {
  console.log("timer 2");
}, 10);
