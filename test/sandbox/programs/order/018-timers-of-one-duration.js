// Timers of one duration come in the order in which they were set; fractions are cut off, and so is nonsense.
setTimeout(console.log, 1, 'one');
setTimeout(console.log, 0, 'zero');
setTimeout(console.log, 1.9, 'one point nine');
setTimeout(console.log, undefined, 'undefined');
setTimeout(console.log, '1', 'text');
setTimeout(console.log, null, 'null');
setTimeout(console.log, true, 'true');
setTimeout(console.log, [], 'array');
console.log('end');
