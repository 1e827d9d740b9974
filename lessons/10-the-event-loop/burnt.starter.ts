const burn = () => {
  throw new Error("burnt");
};

try {
  setTimeout(() => {
    burn();
    console.log("toast: done");
  }, 1000);
} catch {
  console.log("one more toast");
}
setTimeout(() => console.log("closed"), 2000);
