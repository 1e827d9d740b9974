// expect: output limit: output = 1000000 line: 2
for (;;) console.log('\u001b[2J\u0007\r\u202e\u009b31m'.repeat(5000));
