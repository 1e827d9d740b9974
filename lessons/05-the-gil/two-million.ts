// Recorded, not measured by you: coins lost of two million,
// in the middle run of five.
const recorded = {
  "3.14.10 with a GIL, x += 1": 0,
  "3.14.10 with a GIL, x = f(x) + 1": 264_931,
  "3.13.5 free-threaded, x += 1": 834_532,
  "3.13.5 free-threaded, x = f(x) + 1": 834_362,
};

console.log("CPython, 28 November 2026");
for (const [build, coins] of Object.entries(recorded)) {
  console.log(`${coins} lost: ${build}`);
}
