class Future {
  isDone = false;
  result: any = null;
  waiting: Callback[] = [];

  addDoneCallback(callback: Callback) {
    // Write here: done already? Soon. If not, remember it.
  }

  setResult(result: any) {
    // Write here: it is done; all that wait come soon.
  }
}

// What the steps before have built.
type Callback = () => void;
let now = 0;
let ready: Callback[] = [];
const timers: { when: number; callback: Callback }[] = [];
function callSoon(callback: Callback) {
  ready.push(callback);
}
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

const say = (what: string) => {
  console.log(`${now} s: ${what}`);
};

const tea = new Future();
tea.addDoneCallback(() => say(`Ann: ${tea.result}`));
callLater(1, () => {
  tea.setResult("green tea");
  say("cook: tea is up");
});
callLater(2, () => {
  tea.addDoneCallback(() => say(`Bo: ${tea.result}`));
  say("Bo: is it there?");
});
while (ready.length + timers.length > 0) turn();
