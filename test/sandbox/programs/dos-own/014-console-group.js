// expect: output limit: output = 1000000 line: 2
for (;;) { console.group(); console.log('\n'.repeat(1000)); }
