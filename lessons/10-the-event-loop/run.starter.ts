function* sleep(seconds: number): Coroutine {
  // Write here: a future, a timer that sets it, a yield.
}

function run(coroutine: Coroutine) {
  // Write here: turn the loop until its task is done.
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
function step(task: Task, sent: any) {
  const { done, value } = task.coroutine.next(sent);
  if (done) return task.setResult(value);
  value.addDoneCallback(() => step(task, value.result));
}

function* make(what: string, s: number): Coroutine {
  console.log(`${what}: on`);
  yield* sleep(s);
  console.log(`${what}: done`);
}
function* main(): Coroutine {
  const tea = new Task(make("tea", 1));
  const toast = new Task(make("toast", 2));
  yield tea;
  yield toast;
  return "served";
}

console.log(run(main()));
console.log(`${now} s`);
