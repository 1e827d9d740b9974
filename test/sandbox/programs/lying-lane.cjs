// A process of a pool that loads its program as an honest one would, and then lies in the way that the called function is named.
const { readSync, writeSync } = require('node:fs');
const say = (kind, payload) => writeSync(3, `${kind}${Buffer.byteLength(payload)}\n${payload}`);
const ask = (id, fields) => say('Q', JSON.stringify({ id, mark: 0, ask: fields }));
const orders = (function* () {
  const chunk = Buffer.alloc(65_536);
  for (let unread = ''; ; ) {
    const end = unread.indexOf('\n');
    if (end !== -1) {
      yield JSON.parse(unread.slice(0, end));
      unread = unread.slice(end + 1);
      continue;
    }
    const bytes = readSync(0, chunk);
    if (bytes === 0) process.exit(0);
    unread += chunk.toString('utf8', 0, bytes);
  }
})();
const lies = {
  garbage: () => writeSync(3, 'garbage, garbage\n'),
  half: () => {
    writeSync(3, 'D400\n{"is":');
    process.exit(0);
  },
  exit: () => process.exit(3),
  'silent-exit': () => process.abort(),
  question: () => {
    ask(0, { op: 'sleep', seconds: 1 });
    ask(0, { op: 'sleep', seconds: 1 });
  },
  outcome: () => {
    ask(0, { op: 'sleep', seconds: 1 });
    say('D', '{"is":"returned","text":"[1,[]]"}');
  },
  events: () => {
    say('E', '[17,0,1,"done",0,null]\n[17,0,2000001,"done",0,null]\n[13,1e300,1000001,"task","\\u001b[2J","c",1,0]\n');
    say('D', '{"is":"returned","text":"[1,[]]"}');
  },
  greetings: () => say('H', ''),
  gone: () => say('X', 'out of memory'),
  huge: () => writeSync(3, 'Q4194305\n{'),
};
say('H', '');
for (const order of orders) {
  if (order.op === 'load') say('L', '{"ok":true,"warnings":[]}');
  if (order.op === 'call') lies[JSON.parse(order.call).fn.name]();
}
