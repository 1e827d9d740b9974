// expect: output limit: output = 1000000 line: 3
const line = 'x'.repeat(60000);
for (;;) console.log(line);
