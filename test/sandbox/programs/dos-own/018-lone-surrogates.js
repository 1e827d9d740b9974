// expect: output limit: output = 1000000 line: 3
const line = '\ud800'.repeat(30000);
for (;;) console.log(line, '\udfff');
