// A child that breaks off: exits, dies, falls silent, closes its pipe or floods. What it does is its first argument.
const { writeSync, closeSync } = require('node:fs');
const code = process.argv[2];
const say = (text) => writeSync(3, text);
process.stdin.once('data', () => {
  say('H0\nL25\n{"ok":true,"warnings":[]}');
  process.stdin.once('data', () => {
    if (code === 'exit') process.exit(3);
    if (code === 'half') {
      say('R100\n{"state":"en');
      process.exit(0);
    }
    if (code === 'signal') process.kill(process.pid, 'SIGSEGV');
    if (code === 'close') closeSync(3);
    if (code === 'flood') for (;;) say('R1048576\n' + 'x'.repeat(1048576));
  });
});
