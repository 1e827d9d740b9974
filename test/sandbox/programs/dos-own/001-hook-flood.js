// expect: timeout|memory line: 3
const many = async () => { await null; };
for (;;) many();
