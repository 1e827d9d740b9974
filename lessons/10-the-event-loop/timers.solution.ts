type Callback = () => void;
let now = 0;
let ready: Callback[] = [];
const timers: { when: number; callback: Callback }[] = [];

function callLater(seconds: number, callback: Callback) {
  timers.push({ when: now + seconds, callback });
  timers.sort((a, b) => a.when - b.when);
}

function turn() {
  if (ready.length === 0) now = timers[0]!.when;
  while (timers[0] && timers[0].when <= now)
    callSoon(timers.shift()!.callback);
  const batch = ready;
  ready = [];
  for (const callback of batch) callback();
}

function callSoon(callback: Callback) {
  ready.push(callback);
}

const say = (what: string) => {
  console.log(`${now} s: ${what}`);
};

const toast = () => {
  say("toast");
  callLater(1, () => say("egg"));
};
callLater(2, toast);
callLater(1, () => say("tea"));
callLater(1, () => say("milk"));
callSoon(() => say("open"));
for (let n = 1; n <= 4; n++) turn();
