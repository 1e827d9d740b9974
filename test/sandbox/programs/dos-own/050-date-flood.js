// expect: timeout limit: seconds line: 2
while (performance.now() < Infinity) Math.random(Date.now(), new Date());
