// Recorded, not measured by you: adding up in Python twice,
// against both in one thread of the same build; the last
// line: against 3.13.5 with a GIL. Best times.
const recorded = {
  "3.14.10 with a GIL, two threads": "1.0",
  "3.14.10 with a GIL, two interpreters": "1.7",
  "3.14.10 with a GIL, two processes": "2.0",
  "3.13.5 free-threaded, two threads": "1.8",
};

console.log("CPython, 28 November 2026");
for (const [way, factor] of Object.entries(recorded)) {
  console.log(`${factor} times as fast: ${way}`);
}
console.log("1.4 times as long: 3.13.5t, one thread");
