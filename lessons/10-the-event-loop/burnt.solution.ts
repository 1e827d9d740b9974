const burn = () => {
  throw new Error("burnt");
};

setTimeout(() => {
  try {
    burn();
    console.log("toast: done");
  } catch {
    console.log("one more toast");
  }
}, 1000);
setTimeout(() => console.log("closed"), 2000);
