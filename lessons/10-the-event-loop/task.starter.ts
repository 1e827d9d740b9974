function step(task: Task, sent: any) {
  // Write here: run task.coroutine on, to its next yield or
  // to its end. What is to happen then?
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
class Future {
  isDone = false;
  result: any = null;
  waiting: Callback[] = [];
  addDoneCallback(callback: Callback) {
    if (this.isDone) callSoon(callback);
    else this.waiting.push(callback);
  }
  setResult(result: any) {
    this.isDone = true;
    this.result = result;
    for (const each of this.waiting) callSoon(each);
  }
}
type Coroutine = Generator<Future, any, any>;
class Task extends Future {
  coroutine: Coroutine;
  constructor(coroutine: Coroutine) {
    super();
    this.coroutine = coroutine;
    callSoon(() => step(this, null));
  }
}

const say = (what: string) => {
  console.log(`${now} s: ${what}`);
};

const kettle = new Future();
function* guest(name: string): Coroutine {
  say(`${name} waits`);
  const drink = yield kettle;
  say(`${name} has ${drink}`);
  return `${name} pays`;
}

const ann = new Task(guest("Ann"));
ann.addDoneCallback(() => say(ann.result));
new Task(guest("Bo"));
callLater(1, () => kettle.setResult("tea"));
say("open");
while (ready.length + timers.length > 0) turn();
