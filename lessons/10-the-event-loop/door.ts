const answer = fetch("http://demo.test/delay/0.5");

setTimeout(() => console.log("tea: done"), 1000);

await answer;
console.log("letter: here");
