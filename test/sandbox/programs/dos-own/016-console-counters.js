// expect: output|memory|timeout line: 2
for (let n = 0; ; n++) { console.count(`${n}`.repeat(1e4)); console.time(`${n}`.repeat(1e4)); }
