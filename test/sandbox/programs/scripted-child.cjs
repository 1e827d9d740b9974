// A child that says, after each order, what its first argument holds for it, however wrong. The argument is JSON: for each
// order a list of pieces in base64. After the last it does what its second argument says: `exit`, `close` or `stay`.
const { writeSync, closeSync } = require('node:fs');
const answers = JSON.parse(process.argv[2]);
const last = process.argv[3];
let heard = '';
process.stdin.on('data', (chunk) => {
  heard += chunk;
  for (let end = heard.indexOf('\n'); end !== -1; end = heard.indexOf('\n')) {
    heard = heard.slice(end + 1);
    for (const piece of answers.shift() ?? []) writeSync(3, Buffer.from(piece, 'base64'));
    if (answers.length > 0) continue;
    if (last === 'exit') process.exit(0);
    if (last === 'close') closeSync(3);
  }
});
